"""A file that cannot be read is reported with a remedy, and the other files are read."""

import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pypdfium2
import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from ingest.corpus import find_documents, gather
from ingest.document import document_id
from ingest.errors import CorpusError
from ingest.readers.file_formats import LARGEST_FILE
from ingest.readers.isolated import ReadingLimits, read_all
from ingest.readers.parsed import Failure, ReadDocument
from ingest.readers.pdf.reader import MOST_PAGES
from tests.pdf_maker import write_pdf

GOOD = "# Formål\n\nVi vil gøre det enkelt for borgerne i kommunen."
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    "<Types>&b;</Types>"
)


def encrypted_pdf(path: Path) -> None:
    canvas = Canvas(str(path), encrypt=StandardEncryption("hemmelig", canPrint=0))
    canvas.drawString(72, 700, "Hemmeligt")
    canvas.save()


def truncated_pdf(path: Path) -> None:
    write_pdf(path, [[(72, 100, "Halv")]])
    path.write_bytes(path.read_bytes()[:200])


def truncated_word(path: Path) -> None:
    docx.Document().save(str(path))
    path.write_bytes(path.read_bytes()[:9000])


def entity_bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", BOMB)
        archive.writestr("word/document.xml", "<w/>")


def zip_bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(600):
                part.write(b"\0" * 1_000_000)


def huge(path: Path) -> None:
    with path.open("wb") as file:
        file.write(b"%PDF-1.7")
        file.truncate(2 * LARGEST_FILE)


def many_pages(path: Path) -> None:
    document = pypdfium2.PdfDocument.new()
    for _ in range(MOST_PAGES + 1):
        document.new_page(100, 100).close()
    document.save(path)


def pdf_named_word(path: Path) -> None:
    write_pdf(path, [[(72, 100, "x")]])


def written(data: bytes) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_bytes(data)

    return write


CASES = [
    ("krypteret.pdf", encrypted_pdf, "adgangskode", "password"),
    ("halv.pdf", truncated_pdf, "beskadiget", "damaged"),
    ("tom.pdf", written(b""), "tom", "empty"),
    ("tekst.pdf", written(GOOD.encode()), "indholdet er ren tekst", "its content is"),
    ("tekst.docx", written(GOOD.encode()), "indholdet er ren tekst", "its content is"),
    ("pdf.docx", pdf_named_word, "application/pdf", "application/pdf"),
    ("binær.txt", written(b"\x7fELF\x00\x01\x02" * 20), "indholdet er", "its content is"),
    ("gammel.docx", written(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600), "adgangskode", "password"),
    ("halv.docx", truncated_word, "beskadiget", "damaged"),
    ("bombe.docx", entity_bomb, "entiteter", "entities"),
    ("zipbombe.docx", zip_bomb, "pakker ud til 600 MB", "unpacks to 600 MB"),
    ("kæmpe.pdf", huge, "500 MB", "500 MB"),
    ("sider.pdf", many_pages, "10001 sider", "10001 pages"),
    ("latin.md", written("Blåbær på øen".encode("latin-1")), "UTF-8", "UTF-8"),
    ("tom.html", written(b"<html><body><script>x()</script></body></html>"), "ingen tekst", "no text"),
]


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, ReadDocument | Failure]:
    folder = tmp_path_factory.mktemp("filer")
    for name, make, _, _ in CASES:
        make(folder / name)
    (folder / "god.md").write_text(GOOD, encoding="utf-8")
    files = tuple(sorted(folder.iterdir()))
    return {file.name: outcome for file, outcome in zip(files, read_all(files), strict=True)}


@pytest.mark.parametrize(("name", "danish", "english"), [(name, danish, english) for name, _, danish, english in CASES])
def test_why_a_file_cannot_be_read_is_said_in_two_languages(
    outcomes: dict[str, ReadDocument | Failure], name: str, danish: str, english: str
) -> None:
    failure = outcomes[name]
    assert isinstance(failure, Failure)
    assert danish in failure.text.da
    assert english in failure.text.en
    assert str(failure.named).startswith(f"{name}: ")


def test_the_others_go_on(outcomes: dict[str, ReadDocument | Failure]) -> None:
    assert isinstance(outcomes["god.md"], ReadDocument)


def test_a_corpus_names_its_failures_and_has_the_rest(tmp_path: Path) -> None:
    (tmp_path / "god.md").write_text(GOOD, encoding="utf-8")
    (tmp_path / "tom.pdf").write_bytes(b"")
    corpus = gather(find_documents([tmp_path]))
    assert [document.id for document in corpus.documents] == ["god"]
    assert [failure.file.name for failure in corpus.failures] == ["tom.pdf"]
    assert "tom.pdf: filen er tom" in str(corpus.problems[0].placed)


def test_nothing_is_built_of_bad_files_alone(tmp_path: Path) -> None:
    (tmp_path / "tom.pdf").write_bytes(b"")
    with pytest.raises(CorpusError, match=r"tom\.pdf: filen er tom"):
        gather(find_documents([tmp_path]))


@pytest.mark.parametrize(
    ("limits", "danish"),
    [(ReadingLimits(seconds=0.2), "blev ikke færdig"), (ReadingLimits(memory=30_000_000), "hukommelse")],
)
def test_what_takes_too_long_or_too_much_is_stopped(tmp_path: Path, limits: ReadingLimits, danish: str) -> None:
    file = write_pdf(tmp_path / "lang.pdf", [[(60, 60 + 12 * row, "Lang tekst " * 8) for row in range(60)]] * 40)
    (outcome,) = read_all((file,), limits)
    assert isinstance(outcome, Failure)
    assert danish in outcome.text.da


def test_letters_that_the_font_does_not_tell_are_not_indexed(tmp_path: Path) -> None:
    file = write_pdf(tmp_path / "volapyk.pdf", [[(60, 100, "xkcd bcdfgh jklmnp qrstvw xzbcdf ghjklm npqrst vwxzbc")]])
    (failure,) = read_all((file,))
    assert isinstance(failure, Failure)
    assert "skrifttyperne fortæller ikke" in failure.text.da
    mixed = write_pdf(
        tmp_path / "blandet.pdf",
        [[(60, 100, "En side, som man kan læse.")], [(60, 100, "bcdfgh jklmnp qrstvw xzbcdf")]],
    )
    (reading,) = read_all((mixed,))
    assert isinstance(reading, ReadDocument)
    assert [(warning.page, "ikke indekseret" in warning.text.da) for warning in reading.warnings if warning.page] == [
        (2, True)
    ]
    assert [page.text for page in reading.document.pages] == ["En side, som man kan læse.", ""]


def test_a_name_is_no_way_up_and_a_letter_is_one_letter(tmp_path: Path) -> None:
    assert document_id(Path("..") / "..hemmeligt.md") == "hemmeligt"
    assert document_id(Path(unicodedata.normalize("NFD", "Å på øen.md"))) == "Å på øen"
    with pytest.raises(CorpusError, match="navn"):
        document_id(Path("...md"))
    (tmp_path / "Ærø [2025] året..plan.md").write_text(GOOD, encoding="utf-8")
    corpus = gather(find_documents([tmp_path]))
    assert [document.id for document in corpus.documents] == ["Ærø [2025] året..plan"]


def test_folders_and_patterns_find_documents_and_pass_over_the_rest(tmp_path: Path) -> None:
    (tmp_path / "under").mkdir()
    for name in ("b.md", "a.PDF", "README.md", ".skjult.md", "~$lås.docx", "billede.png", "under/c.html"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert [file.name for file in find_documents([tmp_path])] == ["a.PDF", "b.md", "c.html"]
    assert [file.name for file in find_documents([tmp_path / "**" / "*.html"])] == ["c.html"]
    with pytest.raises(CorpusError, match="png"):
        find_documents([tmp_path / "billede.png"])
