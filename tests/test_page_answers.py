"""Actions on an answer: preview a source, copy it, link to it, ask a follow-up."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.page_server import ASKED, CITED_PAGE, PARTLY, REFUSED, RELATED, OpenPage, ask

pytest_plugins = ["tests.page_fixtures"]
pytestmark = pytest.mark.browser


def glimpse_is_shown(page: Page) -> bool:
    return bool(page.evaluate("document.querySelector('#glimpse').matches(':popover-open')"))


def test_hovering_over_a_number_shows_quote_and_section_and_stays_under_the_pointer(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, ASKED)
    page.locator("#earlier .cite").nth(2).hover()
    glimpse = page.locator("#glimpse")
    expect(glimpse).to_be_visible()
    expect(glimpse).to_contain_text(f"Side {CITED_PAGE} · {ASKED}")
    expect(glimpse).to_contain_text("Vælge it-systemer")
    glimpse.hover()
    page.wait_for_timeout(400)
    expect(glimpse).to_be_visible()
    page.mouse.move(5, 5)
    expect(glimpse).to_be_hidden()


def test_reaching_a_number_by_keyboard_shows_it_too_and_escape_takes_it_away(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, ASKED)
    page.locator("#earlier .cite").nth(0).focus()
    page.keyboard.press("Tab")
    assert glimpse_is_shown(page)
    page.keyboard.press("Escape")
    assert not glimpse_is_shown(page)
    expect(page.locator("#earlier .cite").nth(1)).to_be_focused()


def test_the_answer_is_copied_with_its_sources(open_page: OpenPage) -> None:
    page = open_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, ASKED)
    page.get_by_role("button", name="Kopiér svaret").click()
    expect(page.get_by_role("button", name="Kopieret")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"{ASKED}\n")
    assert f"[5] 7 strategiske spørgsmål om ledelse af offentlig digitalisering, {ASKED}, Side 8" in copied
    expect(page.get_by_role("button", name="Kopiér svaret")).to_be_visible()


def test_where_the_browser_gives_no_clipboard_copying_works_all_the_same(open_page: OpenPage) -> None:
    page = open_page()
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.evaluate("document.addEventListener('copy', () => (window.copied = String(document.getSelection())))")
    ask(page, ASKED)
    page.get_by_role("button", name="Kopiér svaret").click()
    expect(page.get_by_role("button", name="Kopieret")).to_be_focused()


def test_a_link_to_a_question_asks_it_again_by_itself_and_once(open_page: OpenPage) -> None:
    page = open_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, "Hvad er et andet spørgsmål?")
    ask(page, REFUSED)
    page.get_by_role("button", name="Kopiér link til spørgsmålet").last.click()
    link = page.evaluate("navigator.clipboard.readText()")
    assert parse_qs(urlsplit(link).query) == {"q": [REFUSED]}
    other = open_page(f"/?{urlsplit(link).query}")
    other.locator("#earlier .refusal").wait_for()
    expect(other.locator("#earlier .question")).to_contain_text(REFUSED)
    expect(other.locator("#question textarea")).to_have_value("")
    assert urlsplit(other.url).query == ""
    other.reload()
    other.locator("#earlier .refusal").wait_for()
    expect(other.locator("#earlier .exchange")).to_have_count(1)


def test_a_link_brought_into_a_conversation_is_asked_without_it(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, ASKED)
    page.goto(page.url + "?q=Og+hvad+s%C3%A5%3F")
    page.locator("#earlier .exchange").nth(1).wait_for()
    expect(page.locator("#earlier .understood")).to_have_count(0)


def test_only_the_newest_answer_offers_to_go_on(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, ASKED)
    expect(page.get_by_role("button", name=RELATED[1])).to_be_visible()
    page.get_by_role("button", name=RELATED[1]).click()
    page.locator("#earlier .exchange").nth(1).wait_for()
    expect(page.locator("#earlier .related:visible")).to_have_count(1)
    expect(page.get_by_role("heading", name=RELATED[1])).to_be_focused()


def test_how_it_was_understood_can_be_corrected_and_is_then_asked_alone(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, ASKED)
    ask(page, "Og hvad så?")
    page.get_by_role("button", name="Ret spørgsmålet").click()
    field = page.get_by_label("Dit spørgsmål")
    expect(field).to_be_focused()
    expect(field).to_have_value(f"Og hvad så? ({ASKED})")
    ask(page, "Hvad så med kravene?")
    expect(page.locator("#earlier .exchange").last.locator(".understood")).to_have_count(0)
    ask(page, "Og nu?")
    expect(page.locator("#earlier .understood q").last).to_have_text("Og nu? (Hvad så med kravene?)")


@pytest.mark.parametrize(("question", "count"), [(ASKED, 5), (PARTLY, 5)])
def test_confidence_is_never_a_percentage(open_page: OpenPage, question: str, count: int) -> None:
    page = open_page()
    ask(page, question)
    expect(page.locator("#earlier .cite")).to_have_count(count)
    assert "%" not in page.locator("#earlier").inner_text()
