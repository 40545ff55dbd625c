"""Fuzzing of the readers by atheris: `make fuzz`, or `python -m tests.fuzz_readers pdf -max_total_time=60`.

For any bytes, a reader returns a document with right offsets, or raises a DocumentError.
"""

import os
import sys
import tempfile
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import atheris

with atheris.instrument_imports(include=["ingest", "docx", "markdown_it"]):
    import docx

    from ingest.errors import CorpusError
    from ingest.metadata import Facts
    from ingest.passages import make_passages
    from ingest.readers.file_formats import Format, check
    from ingest.readers.read import parse_document
    from ingest.sentences import body_sentences

from tests.pdf_maker import write_pdf

_FORMATS = {format_.name.lower(): format_ for format_ in Format}
_PART = "word/document.xml"


def _seeds(format_: Format) -> list[bytes]:
    """Return small valid files of a format as seeds."""
    if format_ is Format.PDF:
        with tempfile.TemporaryDirectory() as folder:
            lines = [(72, 100, "1 Formål"), (72, 130, "Kommunen udvik-"), (72, 144, "ler digitale løsninger.")]
            return [write_pdf(Path(folder) / "seed.pdf", [lines, lines]).read_bytes()]
    if format_ is Format.WORD:
        return [_parts()[_PART]]
    if format_ is Format.WEB:
        return ["<h1>Formål</h1><p>Vi vil.<ul><li>Én<li>To</ul><table><tr><th>A<th>B<tr><td>1<td>2</table>".encode()]
    return [
        "# Formål\n\nVi vil:\n\n- én\n- to[^1]\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n[^1]: Note\n\f\nSide 2".encode()
    ]


@cache
def _parts() -> dict[str, bytes]:
    """Return the parts of a small valid Word file."""
    whole = BytesIO()
    document = docx.Document()
    document.add_heading("Formål", 1)
    document.add_paragraph("Én ting", style="List Bullet")
    document.add_table(1, 2).cell(0, 0).text = "Celle"
    document.save(whole)
    with ZipFile(whole) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _word(part: bytes) -> bytes:
    """Return a valid Word file with this main part."""
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for name, data in _parts().items():
            archive.writestr(name, part if name == _PART else data)
    return made.getvalue()


def _read(format_: Format, data: bytes) -> None:
    path = Path(f"fuzz{format_}")
    file = _word(data) if format_ is Format.WORD else data
    try:
        check(path, format_, file)
        document = parse_document(path, format_, file, Facts(title="Prøve")).document
    except CorpusError:
        return
    passages = make_passages(document)
    for passage in passages:
        if document.page(passage.page).text[passage.start : passage.end] != passage.text:
            raise AssertionError(passage)
    for sentence in body_sentences(document):
        if not any(p.page == sentence.page and p.start <= sentence.start and sentence.end <= p.end for p in passages):
            raise AssertionError(sentence)


def main() -> None:
    """Fuzz the reader named by the first argument; the other arguments are libFuzzer's."""
    format_ = _FORMATS[sys.argv[1]]
    os.environ["PATH"] = ""  # no text recognition of made-up scans
    with tempfile.TemporaryDirectory() as folder:
        for number, seed in enumerate(_seeds(format_)):
            (Path(folder) / str(number)).write_bytes(seed)
        atheris.Setup([sys.argv[0], *sys.argv[2:], folder], lambda data: _read(format_, data))
        atheris.Fuzz()


if __name__ == "__main__":
    main()
