"""Small PDFs with known words in known places."""

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 595, 842


def write_pdf(path: Path, pages: Iterable[Iterable[tuple[float, float, str]]], *, size: float = 11) -> Path:
    """Write a PDF of lines, each from a left edge and a baseline counted from the page's upper edge."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT))
    for lines in pages:
        canvas.setFont("Helvetica", size)
        for left, top, text in lines:
            canvas.drawString(left, HEIGHT - top, text)
        canvas.showPage()
    canvas.save()
    path.write_bytes(buffer.getvalue())
    return path
