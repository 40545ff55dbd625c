"""Read a PDF into pages with their printed numbers, headings, paragraphs, lists, tables and footnotes."""

import re
from collections.abc import Iterator

import pypdfium2

from ingest.document import Kind
from ingest.errors import DocumentError
from ingest.readers.html import NO_HEADINGS
from ingest.readers.ocr import read_scan
from ingest.readers.parsed import Element, ParsedFile, ReadingWarning
from ingest.readers.pdf.elements import find_elements
from ingest.readers.pdf.heading_levels import read_bookmarks
from ingest.readers.pdf.margins import take_off_margins
from ingest.readers.pdf.raw_page import PdfPage, read_page
from ingest.text import Text

MOST_PAGES = 10_000
_FEW_LETTERS = 200  # a page with fewer and a picture is nearly only a picture
_NO_LETTERS = 25  # a page with fewer and a picture has no text layer
_MUCH_PICTURE = 0.3  # of the page
_RECOGNISED = ReadingWarning(
    Text(
        "en scanning: teksten er læst ved tekstgenkendelse og kan have fejl.",
        "a scan: its text was read by text recognition, and may have mistakes.",
    ),
)


def read_pdf(data: bytes) -> ParsedFile:
    """Read a PDF's text layer; a scan first gets one by text recognition, if that is installed.

    Raises
    ------
    DocumentError
        If the file cannot be opened, or has no readable text.
    """
    with _open(data) as document:
        pages, bookmarks, title = _read_pages(document), read_bookmarks(document), _title(document)
    if _is_scan(pages):
        with _open(read_scan(data)) as document:
            pages = _read_pages(document)
        warnings = (_RECOGNISED, *_warnings(pages))
    else:
        warnings = tuple(_warnings(pages))
    readable = [page for page in pages if not page.garbled]
    if not any(page.letters for page in pages):
        raise DocumentError(Text("ingen tekstlag: filen har ingen tekst.", "no text layer: the file has no text."))
    if not any(page.letters for page in readable):
        raise DocumentError(
            Text(
                "skrifttyperne fortæller ikke, hvilke bogstaver tegnene er, så teksten ikke kan læses. Gem filen igen "
                "fra det program, den er lavet i, eller lad den genkende som en scanning med ocrmypdf --force-ocr.",
                "the fonts do not tell which letters the signs are, so that the text cannot be read. Save the file "
                "again from the program that made it, or have it recognised as a scan by ocrmypdf --force-ocr.",
            ),
        )
    cleaned, removed_lines = take_off_margins(readable)
    elements = tuple(find_elements(cleaned, bookmarks))
    labels = {page.number: page.printed_label for page in cleaned}
    return ParsedFile(
        pages=tuple((page.number, labels.get(page.number, str(page.number))) for page in pages),
        elements=elements,
        title=title or _first_heading(elements),
        warnings=warnings if any(e.kind is Kind.HEADING for e in elements) else (*warnings, NO_HEADINGS),
        removed_lines=removed_lines,
    )


def _open(data: bytes) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise DocumentError(
                Text(
                    "filen er låst med adgangskode. Gem den uden adgangskode.",
                    "the file has a password. Save it without one.",
                ),
            ) from error
        raise DocumentError(
            Text(
                f"PDF-filen er beskadiget eller ikke hel: {error}. Hent eller gem den igen.",
                f"the PDF is damaged or not whole: {error}. Fetch or save it again.",
            ),
        ) from error
    if len(document) > MOST_PAGES:
        raise DocumentError(
            Text(
                f"filen har {len(document)} sider; der læses højst {MOST_PAGES}. Del den i flere filer.",
                f"the file has {len(document)} pages; at most {MOST_PAGES} are read. Split it into several files.",
            ),
        )
    return document


def _read_pages(document: pypdfium2.PdfDocument) -> list[PdfPage]:
    try:
        return [read_page(document, number) for number in range(1, len(document) + 1)]
    except pypdfium2.PdfiumError as error:
        raise DocumentError(
            Text(
                f"en side i PDF-filen kan ikke læses: {error}. Hent eller gem filen igen.",
                f"a page of the PDF cannot be read: {error}. Fetch or save the file again.",
            ),
        ) from error


def _title(document: pypdfium2.PdfDocument) -> str:
    """Return the title in the file's metadata, unless it is a file name."""
    title = " ".join(document.get_metadata_value("Title").replace("Microsoft Word - ", "").split())
    return "" if re.search(r"\.\w{3,5}\Z", title) else title


def _first_heading(elements: tuple[Element, ...]) -> str:
    """Return the heading of the highest level on the first page."""
    headings = [element for element in elements if element.kind is Kind.HEADING and element.page == 1]
    return min(headings, key=lambda heading: heading.level).text if headings else ""


def _is_scan(pages: list[PdfPage]) -> bool:
    lacking = not any(page.letters >= _NO_LETTERS for page in pages)
    return lacking and any(page.pictures > _MUCH_PICTURE for page in pages)


def _warnings(pages: list[PdfPage]) -> Iterator[ReadingWarning]:
    for page in pages:
        if page.garbled:
            yield ReadingWarning(
                Text(
                    "skrifttypen fortæller ikke, hvilke bogstaver tegnene er; siden er ikke indekseret.",
                    "the font does not tell which letters its signs are; the page is not indexed.",
                ),
                page.number,
            )
        elif page.letters < _NO_LETTERS and page.pictures > _MUCH_PICTURE:
            yield ReadingWarning(Text("et billede; ingen tekstlag.", "a picture; no text layer."), page.number)
        elif page.letters < _FEW_LETTERS and page.pictures > _MUCH_PICTURE:
            yield ReadingWarning(Text("næsten kun et billede.", "nearly only a picture."), page.number)
    if hidden := sum(page.hidden for page in pages):
        yield ReadingWarning(
            Text(
                f"{hidden} tegn står uden for siderne, hvor ingen læser dem; de er ikke med.",
                f"{hidden} signs stand outside the pages, where nobody reads them; they are left out.",
            ),
        )
