"""Of more than eight documents some are found, ticked and taken away again by keyboard alone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.page_server import OpenPage, ask, photograph
from tests.several_documents import SeveralAnswerer, serve_documents, write_guides

pytest_plugins = ["tests.page_fixtures"]
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("many")
    write_guides(folder)
    with serve_documents(folder, SeveralAnswerer) as url:
        yield url


def tab_to_filter(page: Page) -> None:
    for _ in range(40):
        if page.evaluate("document.activeElement.matches('#limits summary')"):
            return
        page.keyboard.press("Tab")
    pytest.fail("The filter was not reached by Tab.")


def focused(page: Page) -> str:
    return str(
        page.evaluate("document.activeElement.closest('label')?.textContent.trim() ?? document.activeElement.ariaLabel")
    )


def assert_focus_is_seen(page: Page) -> None:
    look = "getComputedStyle(document.activeElement)"
    assert page.evaluate(f"[{look}.outlineStyle, {look}.outlineWidth]") == ["solid", "3px"]


def test_documents_are_found_and_ticked_by_keyboard_alone(open_page: OpenPage) -> None:
    page = open_page()
    tab_to_filter(page)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert focused(page) == "Find dokument i listen"
    assert_focus_is_seen(page)
    page.keyboard.type("ferie")
    expect(page.locator(".limits-documents li:visible")).to_have_count(1)
    page.keyboard.press("Tab")
    assert focused(page) == "Vejledning om ferie"
    page.keyboard.press("Space")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Control+a")
    page.keyboard.type("findes ikke")
    expect(page.locator(".limits-none")).to_have_text("Ingen titel passer.")
    expect(page.locator(".limits-documents li:visible")).to_have_count(1)  # the ticked one stays in sight
    page.keyboard.press("Control+a")
    page.keyboard.type("parkering")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")  # past the ticked one, which stands first
    assert focused(page) == "Vejledning om parkering"
    page.keyboard.press("Space")
    assert_focus_is_seen(page)
    photograph(page, "filter")
    page.keyboard.press("Escape")
    expect(page.locator("#limits summary")).to_be_focused()
    expect(page.locator(".limits-chosen")).to_have_text("Vejledning om ferie, Vejledning om parkering")
    ask(page, "Hvad gælder?")
    expect(page.locator("#earlier .limited")).to_have_text("Kun i: «Vejledning om ferie» og «Vejledning om parkering»")
    tab_to_filter(page)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    while focused(page) != "Vejledning om ferie":
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator(".limits-chosen")).to_have_text("Vejledning om parkering")
