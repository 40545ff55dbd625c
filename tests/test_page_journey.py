"""A leader asks, reads, checks the source and asks on, by mouse and by keyboard."""

import pytest
from playwright.sync_api import Page, expect

from answer.types import LONGEST_QUESTION, Question
from index.storage.store import PassageStore
from tests.page_server import (
    ASKED,
    CITED_PAGE,
    PARTIAL_NOTICE,
    PARTLY,
    REFUSAL_NOTICE,
    REFUSED,
    RELATED,
    OpenPage,
    PageAnswerer,
    ask,
    open_source,
)

pytest_plugins = ["tests.page_fixtures"]
pytestmark = pytest.mark.browser


def marked(page: Page) -> str:
    return "".join(page.locator("#source mark").all_text_contents())


def test_first_view_offers_the_seven_questions_and_says_that_it_is_automatic(open_page: OpenPage) -> None:
    page = open_page()
    starters = page.locator(".starters button").all_text_contents()
    assert len(starters) == 7
    assert ASKED in [starter.strip() for starter in starters]
    expect(page.get_by_text("automatisk system")).to_be_visible()
    expect(page.get_by_role("heading", name="Spørg dokumentet", level=1)).to_be_visible()


def test_starter_gives_an_answer_and_its_citations_open_the_marked_quote(
    open_page: OpenPage, store: PassageStore
) -> None:
    page = open_page()
    page.get_by_role("button", name=ASKED).click()
    page.locator("#earlier .answer").wait_for()
    for citation in PageAnswerer(store).answer(Question(ASKED)).citations:
        open_source(page, citation.number)
        expect(page.locator("#source .source-place")).to_have_text(f"Kilde {citation.number} af 5")
        page.wait_for_function(
            "(text) => document.querySelector('#source mark')?.textContent === text", arg=citation.quote
        )
        assert marked(page) == citation.quote
        expect(page.locator("#source mark")).to_be_in_viewport()
    expect(page.locator("#source").get_by_role("heading", name=f"Side {CITED_PAGE}")).to_be_attached()
    expect(page.locator(".starters")).to_be_hidden()


def test_the_parts_that_are_read_are_the_quotes(open_page: OpenPage, store: PassageStore) -> None:
    page = open_page()
    ask(page, ASKED)
    read = page.locator("#earlier .answer").evaluate(
        "(answer) => [...answer.querySelectorAll('p.sentence, p.opening, ul li')].map("
        "(part) => [...part.querySelectorAll('.quoted')].map((piece) => piece.textContent).join(''))"
    )
    assert read == [part.text for part in PageAnswerer(store).answer(Question(ASKED)).parts]


def test_next_and_previous_walk_through_the_citations(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, ASKED)
    open_source(page, 4)
    page.get_by_role("button", name="Næste kilde").click()
    expect(page.locator(".source-place")).to_have_text("Kilde 5 af 5")
    expect(page.get_by_role("button", name="Næste kilde")).to_be_disabled()
    page.get_by_role("button", name="Forrige kilde").click()
    expect(page.locator(".source-place")).to_have_text("Kilde 4 af 5")
    expect(page.locator("#earlier .cite[aria-current]")).to_have_text("4")


def test_the_document_can_be_leafed_through_beside_the_answer(open_page: OpenPage) -> None:
    page = open_page()
    source = page.locator("#source")
    source.get_by_role("link", name="Jura og sikkerhed").click()
    expect(source.get_by_role("heading", name="Side 13")).to_be_visible()
    source.get_by_role("link", name="Næste side").click()
    expect(source.get_by_role("heading", name="Side 14")).to_be_visible()
    source.get_by_role("link", name="Indhold").click()
    expect(source.get_by_role("heading", name="Indhold")).to_be_visible()
    assert page.url.endswith("/")


def test_a_refusal_says_so_and_its_nearest_places_open(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, REFUSED)
    expect(page.locator("#earlier .refusal")).to_contain_text(REFUSAL_NOTICE)
    expect(page.locator(".answer")).to_have_count(0)
    page.locator("#earlier .nearest-link").first.click()
    expect(page.locator("#source mark").first).to_be_in_viewport()
    expect(page.locator(".source-place")).to_have_text("Sted 1 af 3")


def test_a_partial_answer_begins_with_its_notice(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, PARTLY)
    expect(page.locator("#earlier .answer > h3 + *")).to_have_text(PARTIAL_NOTICE)


def test_a_follow_up_shows_how_it_was_understood(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, ASKED)
    expect(page.get_by_text("Forstået som")).to_have_count(0)
    page.get_by_role("button", name=RELATED[0]).click()
    expect(page.locator("#earlier .understood q")).to_have_text(f"{RELATED[0]} ({ASKED})")


def test_the_whole_journey_works_by_keyboard(open_page: OpenPage) -> None:
    page = open_page()
    page.get_by_label("Dit spørgsmål").focus()
    page.keyboard.type("Første linje")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type(ASKED)
    expect(page.get_by_label("Dit spørgsmål")).to_have_value(f"Første linje\n{ASKED}")
    page.keyboard.press("Enter")
    page.locator("#earlier .answer").wait_for()
    expect(page.get_by_label("Dit spørgsmål")).to_have_value("")
    expect(page.get_by_label("Dit spørgsmål")).to_be_focused()
    expect(page.locator("#announcer")).to_have_text("Svar med 5 kilder er klar.")
    for _ in range(20):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.classList.contains('cite')"):
            break
    expect(page.locator("#earlier .cite").last).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#source mark")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#earlier .cite").last).to_be_focused()


def test_pressing_a_starter_leads_the_focus_to_the_question(open_page: OpenPage) -> None:
    page = open_page()
    page.get_by_role("button", name=ASKED).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=ASKED)).to_be_focused()


@pytest.mark.parametrize(
    ("question", "sentence"),
    [("Er indekset beskadiget?", "ikke gjort klar på serveren"), ("Er det en bombe?", "Der skete en fejl hos os")],
)
def test_an_error_is_a_sentence_and_the_question_stays(open_page: OpenPage, question: str, sentence: str) -> None:
    page = open_page()
    ask(page, ASKED)
    page.get_by_label("Dit spørgsmål").fill(question)
    page.get_by_role("button", name="Spørg", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text(sentence)
    expect(page.get_by_label("Dit spørgsmål")).to_have_value(question)
    expect(page.locator("#earlier .answer")).to_have_count(1)
    expect(page.get_by_text("secret")).to_have_count(0)


def test_an_empty_question_asks_for_one(open_page: OpenPage) -> None:
    page = open_page()
    page.get_by_role("button", name="Spørg", exact=True).click()
    expect(page.get_by_role("alert")).to_have_text("Skriv et spørgsmål først.")
    expect(page.locator(".starters button").first).to_be_visible()


def test_the_field_takes_a_thousand_characters_and_counts_them_down(open_page: OpenPage) -> None:
    page = open_page()
    field = page.get_by_label("Dit spørgsmål")
    field.focus()
    page.keyboard.insert_text("å" * (LONGEST_QUESTION + 50))
    assert len(field.input_value()) == LONGEST_QUESTION
    expect(page.locator(".ask-notes .left")).to_contain_text("0 tegn tilbage")


def test_hostile_words_are_shown_and_not_run(open_page: OpenPage) -> None:
    page = open_page()
    hostile = "<img src=x onerror=alert(1)> ${alert(1)} {{ 7*7 }} **fed** $x$ </div><script>alert(1)</script>"
    ask(page, hostile)
    expect(page.locator("#earlier .question")).to_contain_text(hostile)
    expect(page.locator("#conversation img, #conversation script, #conversation strong")).to_have_count(0)


def test_two_conversations_do_not_mix(open_page: OpenPage) -> None:
    first, second = open_page(), open_page()
    ask(first, "Hvad er hendes spørgsmål?")
    ask(second, "Hvad er hans spørgsmål?")
    for page, question in ((first, "Og så?"), (second, "Og hvad?")):  # both are on their way at once
        page.locator("#question textarea").fill(question)
        page.keyboard.press("Enter")
    expect(first.locator("#earlier .understood q")).to_have_text("Og så? (Hvad er hendes spørgsmål?)")
    expect(second.locator("#earlier .understood q")).to_have_text("Og hvad? (Hvad er hans spørgsmål?)")
    expect(first.get_by_text("hans spørgsmål")).to_have_count(0)
    expect(second.get_by_text("hendes spørgsmål")).to_have_count(0)


def test_a_lost_server_is_a_sentence_and_nothing_typed_is_lost(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, ASKED)
    page.context.set_offline(True)
    page.get_by_label("Dit spørgsmål").fill("Er du der?")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="svarer ikke lige nu")).to_be_visible()
    expect(page.get_by_label("Dit spørgsmål")).to_have_value("Er du der?")
    page.locator("#earlier .cite").first.click()
    expect(page.locator("#source .problem")).to_contain_text("Siden kunne ikke hentes")
    assert page.locator(".toast-wrap").is_hidden()
