"""A PDF's page as printed, with the position of a quote on it, so that the quote can be checked."""

from io import BytesIO
from pathlib import Path

import pypdfium2

from ingest.errors import CorpusError
from ingest.readers.pdf.characters import page_view, read_characters
from ingest.readers.pdf.rectangles import rectangles_among
from ingest.text import Text
from ui.source.print_layout import Mark, PrintedPage, scale_of
from ui.source.printed_words import find_words

_MARGIN = 1.5  # points around a line
_MOST_WORDS = 10_000  # a page of a newspaper has 3,000; beyond this none are laid over the picture


def lay_out_printed_page(pdf: Path, number: int, text: str, quote: tuple[int, int] | None) -> PrintedPage:
    """Measure a page and locate its words and the characters from `quote[0]` to `quote[1]` of its text.

    A page that was read by text recognition may have no marks and no words.

    Raises
    ------
    CorpusError
        If the file has no such page, or is no PDF.
    """
    with _open(pdf, number) as document:
        sheet = document[number - 1]
        view = page_view(sheet)
        width, height = sheet.get_size()
        characters, _ = read_characters(sheet)
    boxes = rectangles_among(characters, text, *quote) if quote else []
    marks = tuple(
        Mark(
            round(left - _MARGIN, 2),
            round(top - _MARGIN, 2),
            round(right - left + 2 * _MARGIN, 2),
            round(bottom - top + 2 * _MARGIN, 2),
        )
        for left, right, top, bottom in map(view.place, boxes)
    )
    paragraphs = tuple(tuple(words) for words in find_words(characters, text))
    few = paragraphs if sum(map(len, paragraphs)) <= _MOST_WORDS else ()
    return PrintedPage(round(width, 2), round(height, 2), marks, few)


def draw_printed_page(pdf: Path, number: int, sharpness: int) -> bytes:
    """Draw a page as PNG with so many pixels a point, or fewer if it is a very large one.

    Raises
    ------
    CorpusError
        If the file has no such page, or is no PDF.
    """
    with _open(pdf, number) as document:
        sheet = document[number - 1]
        width, height = sheet.get_size()
        picture = sheet.render(scale=scale_of(width, height, sharpness)).to_pil().convert("RGB")
    out = BytesIO()
    picture.save(out, "PNG", compress_level=3)  # at 6 a page of text is larger and takes 1.5 times as long
    return out.getvalue()


def _open(pdf: Path, number: int) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(pdf)
        document.get_page_size(number - 1)
    except (pypdfium2.PdfiumError, IndexError, FileNotFoundError) as error:
        raise CorpusError(
            Text(f"Side {number} i {pdf} kan ikke åbnes.", f"Page {number} of {pdf} cannot be opened.")
        ) from error
    return document
