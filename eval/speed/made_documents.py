"""Generation of PDFs of any length from real Danish paragraphs, with headings and printed page numbers."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from ingest.errors import CorpusError
from ingest.text import Text

_WIDTH, _HEIGHT, _MARGIN = 595, 842, 60
_BODY, _BOLD = "Helvetica", "Helvetica-Bold"
_SIZE, _LINE, _HEADING = 10.5, 14.0, 15.0
_HEADING_EVERY = 6  # paragraphs
_HEADING_WORDS = 5
_SEED = 7


def read_paragraphs(path: Path) -> list[str]:
    """Read a gzipped file of paragraphs, one per line, in an order that mixes the sources and is always the same.

    Characters that a PDF's built-in fonts lack are removed.

    Raises
    ------
    CorpusError
        If the file cannot be read.
    """
    try:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            printable = [" ".join(line.encode("cp1252", "ignore").decode("cp1252").split()) for line in lines]
    except OSError as error:
        raise CorpusError(
            Text(
                f"{path} kan ikke læses: {error}. Nævn en fil med ét afsnit på hver linje, pakket med gzip.",
                f"{path} cannot be read: {error}. Name a gzipped file of one paragraph a line.",
            )
        ) from error
    paragraphs = [paragraph for paragraph in printable if paragraph]
    order = np.random.default_rng(_SEED).permutation(len(paragraphs))
    return [paragraphs[place] for place in order]


def make_documents(folder: Path, paragraphs: Iterator[str], documents: int, pages: int) -> None:
    """Write PDFs of this number of pages each; equal paragraphs give equal files.

    Parameters
    ----------
    folder
        The target folder; created if missing.
    paragraphs
        Their text; each paragraph is used once.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(documents):
        make_document(folder / f"dokument-{number:04}.pdf", paragraphs, pages)


def make_document(path: Path, paragraphs: Iterator[str], pages: int) -> None:
    """Write one PDF."""
    canvas = Canvas(str(path), pagesize=(_WIDTH, _HEIGHT), invariant=True)
    canvas.setTitle(f"Et dokument på {pages} sider")
    lines = _lines(paragraphs)
    for page in range(1, pages + 1):
        top = float(_HEIGHT - _MARGIN)
        while top > 2 * _MARGIN:
            text, font, size = next(lines)
            if text:
                canvas.setFont(font, size)
                canvas.drawString(_MARGIN, top, text)
            top -= size + _LINE - _SIZE
        canvas.setFont(_BODY, _SIZE)
        number = str(page)
        canvas.drawString((_WIDTH - stringWidth(number, _BODY, _SIZE)) / 2, _MARGIN / 2, number)
        canvas.showPage()
    canvas.save()


def _lines(paragraphs: Iterator[str]) -> Iterator[tuple[str, str, float]]:
    for number, paragraph in enumerate(paragraphs):
        if number % _HEADING_EVERY == 0:
            yield " ".join(paragraph.split()[:_HEADING_WORDS]).rstrip(".,:;"), _BOLD, _HEADING
            yield "", _BODY, _SIZE
        for line in simpleSplit(paragraph, _BODY, _SIZE, _WIDTH - 2 * _MARGIN):
            yield line, _BODY, _SIZE
        yield "", _BODY, _SIZE
