"""A PDF's page as it is printed, and where on it a quote stands, so that its text can be checked."""

from dataclasses import dataclass
from io import BytesIO
from math import sqrt
from pathlib import Path
from threading import Lock

import pypdfium2

from ingest.document import Page
from ingest.errors import CorpusError
from ingest.pdf_characters import read_characters, shown
from ingest.pdf_rectangles import rectangles_among
from ui.printed_words import Word, find_words

SHARPNESSES = (2, 4)
"""Pixels a point that a page is drawn with: for one that is as wide as the panel, and for one that is magnified."""

_MOST_PIXELS = 12_000_000  # an A4 page at 4 has 8 million; a poster is drawn coarser
_MARGIN = 1.5  # points around a line
_PDFIUM = Lock()
"""PDFium is for one thread at a time."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A rectangle around one line of a quote, in points from the page's upper left corner."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page's size in points, the marks that cover a quote on it, from the top, and its words by paragraph."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    paragraphs: list[list[Word]]

    def pixels_across(self, sharpness: int) -> int:
        """Tell how wide the page is when it is drawn."""
        return round(self.width * _scale(self.width, self.height, sharpness))


def lay_out_printed_page(pdf: Path, page: Page, quote: tuple[int, int] | None) -> PrintedPage:
    """Measure a page, and find its words and the characters from `quote[0]` to `quote[1]` of its text on it.

    What cannot be found (on a page that was read by text recognition) has no marks, and no words.

    Raises
    ------
    CorpusError
        If the file has no such page, or is no PDF.
    """
    with _PDFIUM, _open(pdf, page.number) as document:
        sheet = document[page.number - 1]
        view = shown(sheet)
        width, height = sheet.get_size()
        characters, _ = read_characters(sheet)
    boxes = rectangles_among(characters, page.text, *quote) if quote else []
    marks = tuple(
        Mark(
            round(left - _MARGIN, 2),
            round(top - _MARGIN, 2),
            round(right - left + 2 * _MARGIN, 2),
            round(bottom - top + 2 * _MARGIN, 2),
        )
        for left, right, top, bottom in map(view.place, boxes)
    )
    return PrintedPage(round(width, 2), round(height, 2), marks, find_words(characters, page.text))


def draw_printed_page(pdf: Path, number: int, sharpness: int) -> bytes:
    """Draw a page as PNG with so many pixels a point, or fewer if it is a very large one.

    Raises
    ------
    CorpusError
        If the file has no such page, or is no PDF.
    """
    with _PDFIUM, _open(pdf, number) as document:
        sheet = document[number - 1]
        width, height = sheet.get_size()
        picture = sheet.render(scale=_scale(width, height, sharpness)).to_pil().convert("RGB")
    out = BytesIO()
    picture.save(out, "PNG", compress_level=3)  # at 6 a page of text is larger, and takes half as long again
    return out.getvalue()


def _open(pdf: Path, number: int) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(pdf)
        document.get_page_size(number - 1)
    except (pypdfium2.PdfiumError, IndexError, FileNotFoundError) as error:
        message = f"Side {number} i {pdf} kan ikke åbnes. / Page {number} of {pdf} cannot be opened."
        raise CorpusError(message) from error
    return document


def _scale(width: float, height: float, sharpness: int) -> float:
    return min(float(sharpness), sqrt(_MOST_PIXELS / (width * height)))
