"""The question field and the conversation: nothing typed is lost, and the conversation is the browser's alone."""

import pytest
from playwright.sync_api import Browser, expect

from answer.types import LONGEST_QUESTION
from index.storage.store import PassageStore
from tests.api_fakes import serving
from tests.page_server import ASKED, NEVER_ENDING, REFUSED, OpenPage, PageAnswerer, ask, whole_server

pytest_plugins = ["tests.page_fixtures"]
pytestmark = pytest.mark.browser


def test_the_up_arrow_brings_the_last_question_back_only_into_an_empty_field(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, REFUSED)
    ask(page, ASKED)
    question = page.get_by_label("Dit spørgsmål")
    question.press("ArrowUp")
    expect(question).to_have_value(ASKED)
    question.fill("Noget andet")
    question.press("ArrowUp")
    expect(question).to_have_value("Noget andet")


def test_characters_are_counted_aloud_only_near_the_limit(open_page: OpenPage) -> None:
    page = open_page()
    question, left = page.get_by_label("Dit spørgsmål"), page.locator(".ask-notes .left")
    question.fill("å" * (LONGEST_QUESTION - 101))
    expect(left).to_have_text("")
    question.press_sequentially("åå")
    expect(left).to_have_text("99 tegn tilbage")
    expect(left).to_have_attribute("role", "status")


def test_a_slow_answer_can_be_stopped_and_the_question_stays(open_page: OpenPage, answerer: PageAnswerer) -> None:
    page = open_page()
    ask(page, ASKED)
    question = page.get_by_label("Dit spørgsmål")
    expect(page.get_by_role("button", name="Stop")).to_be_hidden()
    question.fill(NEVER_ENDING)
    question.press("Enter")
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_role("alert").filter(has_text="Du stoppede svaret")).to_be_visible()
    expect(question).to_have_value(NEVER_ENDING)
    expect(page.get_by_role("button", name="Spørg", exact=True)).to_be_visible()
    expect(question).to_be_focused()
    answerer.release()
    page.wait_for_timeout(1000)  # nothing comes after all
    expect(page.locator("#earlier .exchange")).to_have_count(1)
    expect(page.get_by_role("alert").filter(has_text="Du stoppede svaret")).to_be_visible()


def test_pressing_twice_asks_once(open_page: OpenPage) -> None:
    page = open_page()
    page.get_by_label("Dit spørgsmål").fill(ASKED)
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Spørg", exact=True).click()
    page.locator("#earlier .exchange").wait_for()
    page.wait_for_timeout(500)
    expect(page.locator("#earlier .exchange")).to_have_count(1)


def test_after_a_stop_one_can_ask_at_once(open_page: OpenPage) -> None:
    page = open_page()
    page.get_by_label("Dit spørgsmål").fill(NEVER_ENDING)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Stop").click()
    page.get_by_role("alert").filter(has_text="Du stoppede svaret").wait_for()
    ask(page, ASKED)
    expect(page.locator("#earlier .answer")).to_be_visible()
    expect(page.locator("#answer .problem")).to_have_count(0)


def test_an_answer_that_never_comes_is_given_up_with_a_sentence(
    chromium: Browser, answerer: PageAnswerer, store: PassageStore
) -> None:
    with serving(whole_server(answerer, store, longest_wait_seconds=0.5)) as address:
        page = chromium.new_page()
        page.goto(address)
        question = page.get_by_label("Dit spørgsmål")
        question.fill(NEVER_ENDING)
        question.press("Enter")
        expect(page.get_by_role("alert").filter(has_text="lod vente for længe på sig")).to_be_visible()
        expect(question).to_have_value(NEVER_ENDING)
        page.close()


def test_too_many_questions_are_a_sentence_that_says_how_long_to_wait(open_page: OpenPage) -> None:
    page = open_page()
    page.route("**/queue/join*", lambda route: route.fulfill(status=429, headers={"Retry-After": "7"}, json={}))
    question = page.get_by_label("Dit spørgsmål")
    question.fill(ASKED)
    question.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="prøv igen om 7 sekunder")).to_be_visible()
    expect(question).to_have_value(ASKED)
    page.unroute("**/queue/join*")
    ask(page, ASKED)
    expect(page.locator("#lost")).to_have_text("")


def test_whatever_else_meets_the_limit_says_how_long_to_wait_too(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, ASKED)
    for address in ("**/conversation/**", "**/feedback"):
        page.route(address, lambda route: route.fulfill(status=429, headers={"Retry-After": "7"}, json={}))
    page.get_by_role("button", name="Markdown").click()
    expect(page.get_by_role("alert").filter(has_text="Prøv igen om 7 sekunder")).to_be_visible()
    page.get_by_role("button", name="Nej", exact=True).click()
    expect(page.locator(".feedback-said")).to_contain_text("Prøv igen om 7 sekunder")


def test_the_page_says_that_it_is_opening_in_its_own_language(chromium: Browser, address: str) -> None:
    page = chromium.new_page()
    page.route("**/assets/**", lambda _: None)  # Gradio never comes
    page.goto(address, wait_until="commit")
    app = "document.querySelector('gradio-app') ?? document.body"
    says_so = f"() => getComputedStyle({app}, '::after').content === '\"Siden åbner …\"'"
    # By the clock: a page that waits for a style sheet draws no frame to poll at.
    page.wait_for_function(says_so, polling=100)
    page.unroute_all(behavior="ignoreErrors")
    page.close()


def test_a_conversation_and_what_is_being_written_survive_a_reload(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, ASKED)
    ask(page, REFUSED)
    before = page.locator("#earlier").inner_text()
    page.get_by_label("Dit spørgsmål").press_sequentially("Halvt færd")
    page.reload()
    page.locator("#earlier .refusal").wait_for()
    expect(page.get_by_label("Dit spørgsmål")).to_have_value("Halvt færd")
    assert page.locator("#earlier").inner_text() == before
    expect(page.locator(".starters")).to_be_hidden()
    page.locator("#earlier .cite").first.click()
    expect(page.locator("#source mark").first).to_be_in_viewport()
    ask(page, "Og så?")
    expect(page.locator("#earlier .understood q").last).to_have_text(f"Og så? ({REFUSED})")


def test_two_tabs_of_one_browser_do_not_mix(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, ASKED)
    other = page.context.new_page()
    other.goto(page.url)
    other.locator("#question textarea").wait_for()
    expect(other.locator(".starters")).to_be_visible()
    ask(other, "Og så?")
    expect(other.locator("#earlier .understood")).to_have_count(0)


def test_deleting_the_conversation_asks_first_and_then_nothing_is_left(open_page: OpenPage) -> None:
    page = open_page()
    expect(page.get_by_role("button", name="Slet samtalen")).to_have_count(0)
    ask(page, ASKED)
    page.get_by_role("button", name="Slet samtalen").click()
    dialog = page.get_by_role("dialog", name="Slet hele samtalen?")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("button", name="Slet samtalen")).to_be_focused()
    expect(page.locator("#earlier .exchange")).to_have_count(1)
    page.keyboard.press("Enter")
    dialog.get_by_role("button", name="Slet samtalen").click()
    expect(page.locator("#earlier .exchange")).to_have_count(0)
    expect(page.locator(".starters")).to_be_visible()
    expect(page.get_by_label("Dit spørgsmål")).to_be_focused()
    assert ASKED not in page.evaluate("JSON.stringify({...sessionStorage, ...localStorage})")
    assert page.locator("#answer .exchange").count() == 0
    ask(page, "Og så?")
    expect(page.locator("#earlier .understood")).to_have_count(0)
    page.reload()
    page.locator("#earlier .exchange").wait_for()
    expect(page.locator("#earlier .exchange")).to_have_count(1)


def test_what_a_browser_kept_badly_is_no_obstacle(open_page: OpenPage) -> None:
    page = open_page()
    for kept in ("{broken", '[{"id": 1}]'):
        page.evaluate("(kept) => sessionStorage.setItem('rundbord.conversation', kept)", kept)
        page.reload()
        page.locator("#question textarea").wait_for()
        ask(page, ASKED)


def test_no_cookie_is_set(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, ASKED)
    assert page.context.cookies() == []
