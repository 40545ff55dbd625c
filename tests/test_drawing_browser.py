"""A page that cannot be drawn says why where the page would stand, and its text is one press away."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.hostile_pdfs import write_nested_forms
from tests.page_server import OpenPage, ask, photograph, run_axe
from tests.several_documents import PDF_QUOTE, SeveralAnswerer, make_documents, serve_documents
from ui.source.drawing import Drawing, DrawingLimits

pytest_plugins = ["tests.page_fixtures"]
pytestmark = pytest.mark.browser


SMALL = DrawingLimits(memory_bytes=200_000_000, seconds=900)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("documents")
    make_documents(folder)
    write_nested_forms(folder / "strategi.pdf", pages=2)
    with serve_documents(folder, SeveralAnswerer, Drawing(SMALL)) as url:
        yield url


def test_a_page_that_cannot_be_drawn_says_why_in_the_panel_and_by_itself(open_page: OpenPage, address: str) -> None:
    page = open_page()
    ask(page, "Hvad gør de ved data?")
    page.get_by_role("button", name="Kilde 2, Digital strategi").click()
    expect(page.locator("#source mark")).to_have_text(PDF_QUOTE)
    page.get_by_role("tab", name="Som trykt").click()
    why = page.get_by_role("heading", name="Siden kan ikke vises, som den er trykt")
    expect(why).to_be_visible(timeout=120_000)
    photograph(page, "undrawn")
    assert run_axe(page) == []
    page.get_by_role("tab", name="Tekst").click()
    expect(page.locator("#source mark")).to_have_text(PDF_QUOTE)

    page.goto(f"{address}/documents/strategi/pages/1/print?start=0&end=8")
    expect(why).to_be_visible()
    assert run_axe(page) == []
    page.get_by_role("link", name="Se sidens tekst").click()
    expect(page.locator("mark")).to_be_visible()
