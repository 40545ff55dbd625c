"""The whole page in English, one link away, and what the law asks for in both languages."""

import pytest
from playwright.sync_api import expect

from tests.page_server import ASKED, CITED_PAGE, REFUSED, OpenPage, ask, photograph, run_axe

pytest_plugins = ["tests.page_fixtures"]
pytestmark = pytest.mark.browser


def test_the_english_page_is_english_but_for_the_document(open_page: OpenPage) -> None:
    page = open_page("/en/")
    page.wait_for_timeout(500)  # Gradio sets its own locale when its translations have come
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.title() == "Ask the document – Rundbord"
    ask(page, ASKED)
    ask(page, REFUSED)
    page.get_by_role("button", name=f"Source 2, page {CITED_PAGE}", exact=True).click()
    page.locator("#source mark").first.wait_for()
    spoken = "[lang=da], .question, q, script, .suggestion"
    danish = page.evaluate(
        f"[...document.querySelectorAll('body *')].filter((e) => !e.closest('{spoken}')"
        " && [...e.childNodes].some((n) => n.nodeType === 3 && /[æøåÆØÅ]/.test(n.data)) && e.checkVisibility())"
        ".map((e) => e.outerHTML)"
    )
    assert danish == []
    expect(page.locator("#earlier .answer")).to_contain_text("Quoted in Danish")
    assert run_axe(page) == []


def test_changing_language_keeps_the_conversation_and_the_draft(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, ASKED)
    page.get_by_label("Dit spørgsmål").press_sequentially("Og så")
    page.get_by_role("link", name="English").click()
    page.locator("#earlier .answer").wait_for()
    expect(page.locator("#earlier .verdict")).to_have_text("The document answers clearly")
    expect(page.get_by_label("Your question")).to_have_value("Og så")
    page.locator("#earlier .cite").first.click()
    page.locator("#source mark").first.wait_for()
    expect(page.locator("#source").get_by_role("heading", name="Page 8")).to_be_attached()
    page.get_by_role("link", name="Dansk", exact=True).click()
    page.locator("#earlier .answer").wait_for()
    expect(page.locator("#earlier .verdict")).to_have_text("Dokumentet svarer tydeligt")


@pytest.mark.parametrize(
    ("danish", "english", "name"),
    [
        (
            "/documents/whitepaper/pages/8?start=0&end=49#quote",
            "/en/documents/whitepaper/pages/8?start=0&end=49#quote",
            "",
        ),
        ("/documents/whitepaper", "/en/documents/whitepaper", ""),
        ("/documents/whitepaper/pages/99", "/en/documents/whitepaper/pages/99", ""),
        ("/tilgaengelighed", "/en/accessibility", "accessibility-statement"),
        ("/privatliv", "/en/privacy", "privacy"),
    ],
)
def test_every_page_leads_to_its_translation_and_back(
    open_page: OpenPage, address: str, danish: str, english: str, name: str
) -> None:
    page = open_page(danish)
    expect(page.locator("html")).to_have_attribute("lang", "da")
    if name:
        photograph(page, name)
    assert run_axe(page) == []
    page.get_by_role("link", name="English").click()
    assert page.url == address + english
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert run_axe(page) == []
    page.get_by_role("link", name="Dansk", exact=True).click()
    assert page.url == address + danish


@pytest.mark.parametrize(
    ("path", "heading", "links"),
    [
        ("/", "Om siden", ["Tilgængelighedserklæring", "Privatliv"]),
        ("/en/", "About this page", ["Accessibility statement", "Privacy"]),
        ("/en/documents/whitepaper/pages/8", "About this page", ["Accessibility statement", "Privacy"]),
    ],
)
def test_every_page_leads_to_what_the_law_asks_for(
    open_page: OpenPage, path: str, heading: str, links: list[str]
) -> None:
    for link in links:
        page = open_page(path)
        page.get_by_role("navigation", name=heading).get_by_role("link", name=link).click()
        expect(page.get_by_role("heading", name=link, level=1)).to_be_visible()


def test_the_address_without_its_slash_leads_on(open_page: OpenPage, address: str) -> None:
    page = open_page("/en")
    page.locator("#question textarea").wait_for()
    assert page.url == f"{address}/en/"
