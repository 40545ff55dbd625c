"""The page on the index that `rundbord ingest` built; the README's picture is made here."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from api.settings import load_settings
from tests.api_fakes import serving
from tests.page_server import OpenPage, ask, photograph
from tests.real_bundle import real_bundle
from ui.server import make_server

pytest_plugins = ["tests.page_fixtures"]
pytestmark = [pytest.mark.browser, pytest.mark.model]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serving(make_server(real_bundle(), load_settings())) as url:
        yield url


def test_every_citation_opens_its_quote(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, "Hvordan får vi plads til udvikling, når driften fylder det hele?")
    cites = page.locator(".cite")
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
    page.locator(".cite").nth(1).click()
    page.mouse.move(0, 0)
    page.locator(".exchange").evaluate("(exchange) => exchange.scrollIntoView()")
    photograph(page, "answer")
