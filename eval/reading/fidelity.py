"""How faithfully a document was read: letters kept of its text layer, and quotes found again by another program."""

import shutil
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import lxml.html
import pypdfium2
from lxml import etree
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from ingest.document import Document, Kind
from ingest.readers.decoding import decode
from ingest.readers.file_formats import Format, format_of
from ingest.readers.parsed import ReadDocument
from ingest.readers.pdf.characters import HYPHENS, read_characters
from ingest.sentences import body_sentences

_WORD_TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
_LAYOUTS = ((), ("-raw",), ("-layout",))  # pdftotext's three orders of reading: columns, content, as printed
_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Faithfulness:
    """`letters` stand in the file's text layer, `lost` of them neither on the pages nor among what was taken off.

    `quotes` are the sentences, headings and cells; `misplaced` are those that pdftotext does not have on their page.
    `verified` says whether pdftotext was there to ask.
    """

    letters: int
    lost: int
    removed: int
    quotes: int
    misplaced: tuple[str, ...]
    verified: bool

    @property
    def kept(self) -> float:
        """The share of the text layer that was kept."""
        return 1 - self.lost / self.letters if self.letters else 1.0


def measure(path: Path, reading: ReadDocument) -> Faithfulness:
    """Compare what was read with the file itself."""
    published = Counter(squeeze(_text_layer(path)))
    removed_lines = Counter(squeeze("".join(reading.removed_lines)))
    pages = Counter(squeeze("".join(page.text for page in reading.document.pages)))
    printed = _by_pdftotext(path) if format_of(path) is Format.PDF else None
    quotes = list(_quotes(reading.document))
    return Faithfulness(
        letters=published.total(),
        lost=(published - pages - removed_lines).total(),
        removed=(published - pages).total(),
        quotes=len(quotes),
        misplaced=tuple(quote for page, quote in quotes if printed and not _stands(quote, printed[page - 1])),
        verified=printed is not None,
    )


def squeeze(text: str) -> str:
    """Leave out what comes and goes where lines break, and write a letter in one way only."""
    letters = unicodedata.normalize("NFKC", text)
    return "".join(letter for letter in letters if not letter.isspace() and letter not in HYPHENS + "\u00ad\ufffe\x02")


def _quotes(document: Document) -> Iterable[tuple[int, str]]:
    for sentence in body_sentences(document):
        yield from ((sentence.page, cell) for cell in sentence.text.split("\t") if squeeze(cell))
    for block in document.blocks:
        if block.kind is Kind.HEADING or block.repeats:
            yield block.page, document.page(block.page).text[block.start : block.end]


def _stands(quote: str, orders: tuple[str, ...]) -> bool:
    return any(squeeze(quote) in order for order in orders)


def _by_pdftotext(path: Path) -> list[tuple[str, ...]] | None:
    """Have pdftotext read each page in its three orders; None where it is not installed."""
    program = shutil.which("pdftotext")
    if program is None:
        return None
    orders = []
    for layout in _LAYOUTS:
        command = [program, *layout, "-enc", "UTF-8", str(path), "-"]
        run = subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)  # noqa: S603
        orders.append([squeeze(page) for page in run.stdout.decode("utf-8").split("\f")])
    return list(zip(*orders, strict=True))


def _text_layer(path: Path) -> str:
    """Read all text of a file that a reader of it sees, without any understanding of it."""
    data = path.read_bytes()
    match format_of(path):
        case Format.PDF:
            with pypdfium2.PdfDocument(data) as document:
                return "".join(character.text for page in document for character in read_characters(page)[0])
        case Format.WORD:
            with ZipFile(BytesIO(data)) as archive:
                parts = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
                roots = [etree.fromstring(archive.read(name)) for name in parts if name in archive.namelist()]
            return "".join(text.text or "" for root in roots for text in root.iter(_WORD_TEXT))
        case Format.MARKDOWN:
            html = MarkdownIt("commonmark").enable("table").use(footnote_plugin).render(decode(data))
            return str(lxml.html.fromstring(f"<body>{html}</body>").text_content())
        case Format.WEB:
            return str(lxml.html.document_fromstring(data).body.text_content())
        case Format.TEXT:
            return decode(data)
