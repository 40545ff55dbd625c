"""The rectangles of a quote cover it on a PDF's page."""

from pathlib import Path

import pypdfium2
import pytest

from ingest.errors import CorpusError
from ingest.readers.pdf.rectangles import quote_rectangles
from tests.pdf_maker import HEIGHT, write_pdf

TEXT = "Kommunen udvikler digitale løsninger sammen med borgerne.\n\nKommunen udvikler også medarbejderne."


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    lines = [(72, 100, "Kommunen udvik-"), (72, 114, "ler digitale løsninger sammen med borgerne."),
             (72, 150, "Kommunen udvikler også medarbejderne.")]  # fmt: skip
    return write_pdf(tmp_path / "én side.pdf", [lines])


def inside(pdf: Path, rectangle: tuple[float, float, float, float]) -> str:
    """Return the text in a rectangle, by pypdfium2 itself."""
    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join(document[0].get_textpage().get_text_bounded(*rectangle).split())


def test_a_quote_over_two_lines_and_a_hyphen_has_two_rectangles(pdf: Path) -> None:
    first, second = quote_rectangles(pdf, 1, TEXT, 9, 36)
    assert "udvik" in inside(pdf, first)
    assert "Kommunen" not in inside(pdf, first)
    assert inside(pdf, second) == "ler digitale løsninger"
    assert HEIGHT - 114 - 12 < second[1] < second[3] < HEIGHT - 114 + 12


def test_the_second_of_two_like_quotes_is_marked_where_it_stands(pdf: Path) -> None:
    start = TEXT.rindex("Kommunen")
    (rectangle,) = quote_rectangles(pdf, 1, TEXT, start, start + len("Kommunen udvikler"))
    assert inside(pdf, rectangle) == "Kommunen udvikler"
    assert abs(rectangle[1] - (HEIGHT - 150)) < 6


def test_what_is_not_on_the_page_is_not_marked(pdf: Path) -> None:
    assert quote_rectangles(pdf, 1, "Regionen", 0, 8) == []
    assert quote_rectangles(pdf, 1, "  \n", 0, 3) == []


@pytest.mark.parametrize("page", [0, 7, -1])
def test_a_page_that_does_not_exist_is_named(pdf: Path, page: int) -> None:
    with pytest.raises(CorpusError, match=f"Side {page}"):
        quote_rectangles(pdf, page, TEXT, 0, 8)
