"""The whole page behind Debian's nginx, with TLS, under a path of its own that nginx strips."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from api.feedback.feedback import Feedback
from api.feedback.feedback_store import FeedbackStore
from index.storage.store import PassageStore
from tests.api_fakes import serving
from tests.nginx import nginx_in_front
from tests.page_server import (
    ASKED,
    CITED_PAGE,
    REFUSED,
    OpenPage,
    PageAnswerer,
    ask,
    open_source,
    run_axe,
    whole_server,
)

pytest_plugins = ["tests.page_fixtures"]
pytestmark = pytest.mark.browser
PATH = "/it/rundbord"


@pytest.fixture(scope="module")
def address(
    store: PassageStore, feedback_store: FeedbackStore, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of the page; `open_page` fails a test that requests anything outside it."""
    app = whole_server(PageAnswerer(store), store, Feedback(feedback_store))
    folder = tmp_path_factory.mktemp("nginx")
    with serving(app, root_path=PATH) as server, nginx_in_front(server, PATH, folder) as url:
        yield url


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    return open_page(ignore_https_errors=True)


def test_a_question_is_answered_and_its_source_opens(page: Page) -> None:
    page.get_by_role("button", name=ASKED).click()
    page.locator("#earlier .answer").wait_for()
    open_source(page, 2)
    expect(page.locator("#source").get_by_role("heading", name=f"Side {CITED_PAGE}")).to_be_attached()
    page.locator("#source").get_by_role("link", name="Næste side").click()
    expect(page.locator("#source").get_by_role("heading", name=f"Side {CITED_PAGE + 1}")).to_be_visible()
    ask(page, REFUSED)
    expect(page.locator("#earlier .refusal")).to_be_visible()
    assert run_axe(page) == []


def test_the_whole_journey_works_by_keyboard(page: Page) -> None:
    page.keyboard.press("Tab")
    for _ in range(30):
        if page.evaluate("document.activeElement.textContent.trim()") == ASKED:
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=ASKED)).to_be_focused()
    page.locator("#earlier .answer").wait_for()
    page.keyboard.press("Tab")
    expect(page.locator("#earlier .cite").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#source mark")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#earlier .cite").first).to_be_focused()


def test_a_conversation_survives_a_reload_and_a_change_of_language(page: Page) -> None:
    ask(page, ASKED)
    page.reload()
    page.locator("#earlier .answer").wait_for()
    page.get_by_role("link", name="English").click()
    page.get_by_role("heading", name="Ask the document").wait_for()
    page.locator("#earlier .answer").wait_for()
    assert page.url.endswith(f"{PATH}/en/")
    page.get_by_role("link", name="Accessibility statement").click()
    expect(page.get_by_role("heading", name="Accessibility statement", level=1)).to_be_visible()
    page.get_by_role("link", name="Dansk").click()
    expect(page.get_by_role("heading", name="Tilgængelighedserklæring", level=1)).to_be_visible()


def test_feedback_is_stored(page: Page) -> None:
    ask(page, ASKED)
    page.get_by_role("button", name="Ja", exact=True).click()
    expect(page.get_by_text("Tak. Det er gemt.")).to_be_visible()


def test_what_is_taken_away_leads_back_by_https(page: Page, address: str, tmp_path: Path) -> None:
    ask(page, ASKED)
    with page.expect_download() as download:
        page.get_by_role("button", name="Markdown").click()
    download.value.save_as(tmp_path / "conversation.md")
    assert f"(<{address}/documents/whitepaper/pages/{CITED_PAGE}?" in (tmp_path / "conversation.md").read_text(
        encoding="utf-8"
    )


def test_a_permanent_link_asks_its_question(open_page: OpenPage) -> None:
    page = open_page("/?q=Hvad+koster+det", ignore_https_errors=True)
    expect(page.locator("#earlier .refusal")).to_be_visible()
    assert page.url.endswith(f"{PATH}/")


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_list_of_documents_is_found_without_its_last_slash(open_page: OpenPage, language: str) -> None:
    page = open_page(f"{language}/documents", ignore_https_errors=True)
    assert page.url.endswith(f"{PATH}{language}/documents/")
    page.get_by_role("link", name="strategiske").first.click()
    page.wait_for_url(f"**{PATH}{language}/documents/whitepaper")
