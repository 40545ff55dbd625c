"""A PDF's page as it is printed, with the quote marked where it stands, so that its text can be checked."""

from io import BytesIO
from pathlib import Path
from threading import Lock

import pypdfium2
from PIL import Image, ImageChops, ImageDraw

from ingest.document import Page
from ingest.pdf_rectangles import quote_rectangles

_SCALE = 2.0  # pixels a point: 144 to the inch
_MARK = (255, 231, 130)
_MARGIN = 1.5  # points around a line
_PDFIUM = Lock()
"""PDFium is for one thread at a time."""


def draw_printed_page(pdf: Path, page: Page, quote: tuple[int, int] | None) -> bytes:
    """Draw a page as PNG, the characters from `quote[0]` to `quote[1]` of its text marked as with a pen.

    What cannot be found on the page (a page that was read by text recognition, a page that stands on its side) is not
    marked.

    Raises
    ------
    CorpusError
        If the file has no such page, or is no PDF.
    """
    with _PDFIUM:
        boxes = quote_rectangles(pdf, page.number, page.text, *quote) if quote else []
        with pypdfium2.PdfDocument(pdf) as document:
            sheet = document[page.number - 1]
            left, _, _, top = sheet.get_cropbox()
            upright = sheet.get_rotation() == 0
            picture = sheet.render(scale=_SCALE).to_pil().convert("RGB")
    pen = Image.new("RGB", picture.size, "white")
    draw = ImageDraw.Draw(pen)
    for x0, y0, x1, y1 in boxes if upright else ():
        corners = (x0 - left - _MARGIN, top - y1 - _MARGIN, x1 - left + _MARGIN, top - y0 + _MARGIN)
        draw.rectangle([corner * _SCALE for corner in corners], fill=_MARK)
    out = BytesIO()
    ImageChops.multiply(picture, pen).save(out, "PNG")
    return out.getvalue()
