"""No state of the page has anything that axe-core objects to."""

import pytest
from playwright.sync_api import expect

from tests.page_server import ASKED, NEVER_ENDING, PARTLY, REFUSED, OpenPage, ask, open_source, photograph, run_axe

pytest_plugins = ["tests.page_fixtures"]
pytestmark = pytest.mark.browser


def test_first_view(open_page: OpenPage) -> None:
    page = open_page()
    assert run_axe(page) == []


def test_the_document_says_that_it_is_danish(open_page: OpenPage) -> None:
    page = open_page(locale="en-GB")
    page.wait_for_timeout(500)  # Gradio sets its own locale when its translations have come
    expect(page.locator("html")).to_have_attribute("lang", "da")
    assert page.title() == "Spørg dokumentet – Rundbord"


def test_answer(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, ASKED)
    assert run_axe(page) == []


def test_source_open(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, ASKED)
    open_source(page, 2)
    assert run_axe(page) == []


def test_refusal(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, REFUSED)
    assert run_axe(page) == []


def test_partial_answer_and_follow_up(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, ASKED)
    ask(page, PARTLY)
    photograph(page, "partial")
    assert run_axe(page) == []


def test_error(open_page: OpenPage) -> None:
    page = open_page()
    page.get_by_label("Dit spørgsmål").fill("Er det en bombe?")
    page.keyboard.press("Enter")
    page.get_by_role("alert").wait_for()
    photograph(page, "error")
    assert run_axe(page) == []


def test_glimpse_and_dialog(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, ASKED)
    page.locator("#earlier .cite").nth(1).hover()
    page.locator("#glimpse").wait_for()
    assert run_axe(page) == []
    page.get_by_role("button", name="Slet samtalen").click()
    page.get_by_role("dialog").wait_for()
    assert run_axe(page) == []


def test_stopped_and_lost(open_page: OpenPage) -> None:
    page = open_page()
    page.get_by_label("Dit spørgsmål").fill(NEVER_ENDING)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Stop").wait_for()
    assert run_axe(page) == []
    page.get_by_role("button", name="Stop").click()
    page.get_by_role("alert").filter(has_text="stoppede").wait_for()
    assert run_axe(page) == []
    page.context.set_offline(True)
    page.get_by_label("Dit spørgsmål").press("Enter")
    page.get_by_role("alert").filter(has_text="svarer ikke lige nu").wait_for()
    assert run_axe(page) == []


def test_dark(open_page: OpenPage) -> None:
    page = open_page(color_scheme="dark")
    assert run_axe(page) == []
    ask(page, ASKED)
    open_source(page, 1)
    assert run_axe(page) == []
    ask(page, REFUSED)
    assert run_axe(page) == []


def test_narrow_sheet(open_page: OpenPage) -> None:
    page = open_page(viewport={"width": 320, "height": 640})
    assert run_axe(page) == []
    ask(page, ASKED)
    assert run_axe(page) == []
    open_source(page, 1)
    assert run_axe(page) == []


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/documents/whitepaper/pages/8?start=0&end=49#quote", "document-page"),
        ("/documents/whitepaper", "document-contents"),
        ("/documents/whitepaper/pages/99", "document-missing"),
    ],
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_document_pages(open_page: OpenPage, path: str, name: str, scheme: str) -> None:
    page = open_page(path, color_scheme=scheme)
    if scheme == "light":
        photograph(page, name)
    assert run_axe(page) == []
