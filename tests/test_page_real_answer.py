"""The page on the index that `rundbord ingest` built; the README's pictures are made here."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from api.settings import Settings
from tests.api_fakes import serving
from tests.page_server import OpenPage, ask, photograph, run_axe
from tests.real_bundle import real_bundle
from ui.server import make_server

pytest_plugins = ["tests.page_fixtures"]
pytestmark = [pytest.mark.browser, pytest.mark.model]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    settings = Settings(feedback_db=tmp_path_factory.mktemp("feedback") / "feedback.db")
    with serving(make_server(real_bundle(), settings)) as url:
        yield url


ANSWERED = "Hvordan får vi plads til udvikling, når driften fylder det hele?"
FROM_SEVERAL_SECTIONS = "Hvad betyder topledelsen for digitalisering?"
REFUSED = "Hvad koster en billet til Tivoli?"


def test_every_citation_opens_its_quote(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, ANSWERED)
    cites = page.locator("#earlier .cite")
    assert cites.count() > 0
    for cite in cites.all():
        read = cite.locator("xpath=ancestor::*[self::li or self::p][1]").locator(".quoted").all_text_contents()
        cite.click()
        quote = page.locator("#source mark")
        page.wait_for_function(
            "(text) => [...document.querySelectorAll('#source mark')].map((m) => m.textContent).join('') === text",
            arg="".join(read),
        )
        expect(quote.first).to_be_in_viewport()
    page.locator("#earlier .cite").nth(1).click()
    page.mouse.move(0, 0)
    page.locator("#earlier .exchange").evaluate("(exchange) => exchange.scrollIntoView()")
    photograph(page, "answer")


def test_each_state_as_it_looks(open_page: OpenPage) -> None:
    page = open_page()
    photograph(page, "first-view")
    ask(page, FROM_SEVERAL_SECTIONS)
    photograph(page, "answer-only")
    page.locator("#earlier .cite").first.hover()
    photograph(page, "glimpse")
    page.mouse.move(0, 0)
    page.locator("#earlier .cite").first.click()
    page.locator("#source mark").first.wait_for()
    photograph(page, "source-open")
    ask(page, REFUSED)
    expect(page.locator("#earlier .refusal")).to_be_visible()
    photograph(page, "refusal")
    page.get_by_role("button", name="Slet samtalen").click()
    photograph(page, "dialog")
    assert run_axe(page) == []


def test_each_state_in_the_dark_in_english_and_narrow(open_page: OpenPage) -> None:
    dark = open_page(color_scheme="dark")
    ask(dark, ANSWERED)
    dark.locator("#earlier .cite").nth(1).click()
    dark.locator("#source mark").first.wait_for()
    photograph(dark, "dark")
    english = open_page("/en/")
    ask(english, "What makes digital solutions too complex?")
    photograph(english, "english")
    narrow = open_page(viewport={"width": 320, "height": 640})
    photograph(narrow, "narrow-first-view")
    ask(narrow, ANSWERED)
    photograph(narrow, "narrow-answer")
    narrow.locator("#earlier .cite").nth(1).click()
    narrow.locator("#source mark").first.wait_for()
    photograph(narrow, "narrow-source")
