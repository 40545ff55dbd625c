"""Fidelity of reading: the share of letters preserved, and of quotes that pdftotext also has on their page."""

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
_LAYOUTS = ((), ("-raw",), ("-layout",))  # pdftotext's three reading orders: by column, by content stream, by layout
_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Faithfulness:
    """The fidelity of one document.

    `letters` are in the file's text layer; `lost` of them are neither on the pages nor in the removed lines. `quotes`
    counts sentences, headings and cells; `misplaced` are those that pdftotext lacks on their page. `verified` is False
    if pdftotext is not installed.
    """

    letters: int
    lost: int
    removed: int
    quotes: int
    misplaced: tuple[str, ...]
    verified: bool

    @property
    def preserved(self) -> float:
        """The share of the text layer that is preserved."""
        return 1 - self.lost / self.letters if self.letters else 1.0


def measure(path: Path, reading: ReadDocument) -> Faithfulness:
    """Compare a document with its file's text layer."""
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
    """Remove white space and hyphens, which line breaks add and remove, and normalise Unicode to NFKC."""
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
    """Read each page with pdftotext in its three orders; None if it is not installed."""
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
    """Return all visible text of a file, without our readers."""
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
