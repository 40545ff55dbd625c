"""The conversation's HTML and the asking behind it, without a browser."""

import html
import json
import re
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from answer.types import LONGEST_QUESTION, MOST_TURNS, Answer, Citation, Coverage, Question
from api.answer_queue import AnswerQueue
from api.feedback.feedback import Feedback
from api.feedback.feedback_store import FeedbackStore
from api.metrics import Metrics
from index.storage.store import PassageStore
from ingest.text import LANGUAGES
from tests.api_fakes import facts_over, make_store
from tests.page_server import ASKED, REFUSED, PageAnswerer, all_shown
from ui.page.asking import Asking
from ui.page.citation_names import name_citations, write_numbers
from ui.page.conversation_html import render_conversation, render_exchange
from ui.page.exchange import Exchange, read_stored
from ui.page.exchange_view import as_text
from ui.site import PageFacts


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> PassageStore:
    return make_store(tmp_path_factory.mktemp("conversation"))


@pytest.fixture(scope="module")
def facts(store: PassageStore) -> PageFacts:
    return facts_over(store, PageAnswerer(store))


def exchange(question: str, store: PassageStore) -> Exchange:
    return Exchange(question, PageAnswerer(store).answer(Question(question)), "0" * 32)


def known(exchange: Exchange) -> Answer:
    assert exchange.answer is not None
    return exchange.answer


def asking(store: PassageStore, facts: PageFacts) -> Asking:
    return Asking(facts.shown_to, AnswerQueue(0, Metrics()), "da")


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_escaped(store: PassageStore, facts: PageFacts, language: str) -> None:
    hostile = "<script>alert(1)</script>\n\n# <b> \" '"
    answer = known(exchange(ASKED, store))
    part = replace(answer.parts[0], text=hostile)
    answer = replace(answer, parts=(part,), understood=hostile, notice=hostile, related=(hostile,))
    for shown in (Exchange(hostile, answer), Exchange(hostile)):
        page = render_exchange(shown, facts, language)  # type: ignore[arg-type]
        assert "<script" not in page
        assert "<b>" not in page


def test_the_html_is_one_line_so_that_markdown_leaves_it_alone(store: PassageStore, facts: PageFacts) -> None:
    for shown in (exchange(ASKED, store), exchange(REFUSED, store), Exchange("a\n\nb")):
        page = render_exchange(shown, facts, "da")
        assert "\n" not in page
        assert page.startswith("<article")


@pytest.mark.parametrize(("language", "name"), [("da", "Kilde {}, side 8"), ("en", "Source {}, page 8")])
def test_every_number_has_a_name_and_leads_to_its_quote(
    store: PassageStore, facts: PageFacts, language: str, name: str
) -> None:
    shown = exchange(ASKED, store)
    page = render_exchange(shown, facts, language)  # type: ignore[arg-type]
    for citation in known(shown).citations:
        assert f'aria-label="{name.format(citation.number)}"' in page
        assert f'data-sheet="{citation.url.replace("&", "&amp;")}"' in page


@pytest.mark.parametrize("question", [ASKED, REFUSED])
def test_what_the_browser_keeps_comes_back_as_it_was(store: PassageStore, facts: PageFacts, question: str) -> None:
    shown = exchange(question, store)
    attribute = re.search(r'data-kept="([^"]*)"', render_exchange(shown, facts, "da"))
    assert attribute is not None
    kept = html.unescape(attribute[1])
    (again,) = read_stored(f"[{kept}]".encode())
    assert known(again).citations == known(shown).citations
    assert render_conversation([again], facts, "da") == render_exchange(shown, facts, "da")


def test_an_answer_that_the_document_no_longer_bears_out_is_not_shown(store: PassageStore, facts: PageFacts) -> None:
    shown = exchange(ASKED, store)
    first = replace(known(shown).citations[0], quote="Noget, der aldrig har stået der.")
    changed = replace(known(shown), citations=(first, *known(shown).citations[1:]))
    elsewhere = replace(known(shown), citations=(replace(first, document_id="væk"),))
    for answer in (changed, elsewhere):
        page = render_conversation([Exchange(ASKED, answer)], facts, "da")
        assert "skiftet ud" in page
        assert "aldrig" not in re.sub(r'data-kept="[^"]*"', "", page)


def test_where_feedback_is_off_nobody_is_asked_for_it(store: PassageStore, tmp_path: Path) -> None:
    shown, taking = exchange(ASKED, store), Feedback(FeedbackStore(tmp_path / "feedback.db", 180))
    assert "data-useful" in render_exchange(shown, facts_over(store, feedback=taking), "da")
    assert "data-useful" not in render_exchange(shown, facts_over(store), "da")


def test_confidence_is_said_in_words(store: PassageStore, facts: PageFacts) -> None:
    answer = known(exchange(ASKED, store))
    for confidence, words in ((0.95, "svarer tydeligt"), (0.6, "ser ud til at svare")):
        page = render_exchange(Exchange(ASKED, replace(answer, confidence=confidence)), facts, "da")
        assert words in page
        assert "%" not in re.sub(r'="[^"]*"', "", page)
    assert Exchange(ASKED, replace(answer, coverage=Coverage.PARTIAL)).verdict.da.endswith("kun delvist")


def test_parts_from_several_sections_stand_under_their_headings(store: PassageStore, facts: PageFacts) -> None:
    answer = known(exchange(ASKED, store))
    assert "section-name" not in render_exchange(Exchange(ASKED, answer), facts, "da")
    other = replace(answer.citations[-1], section=("Nutid", "Et andet afsnit"))
    mixed = replace(answer, citations=(*answer.citations[:-1], other))
    page = render_exchange(Exchange(ASKED, mixed), facts, "da")
    assert re.findall(r'<h4 class="section-name"[^>]*>(.*?)</h4>', page) == [ASKED, "Et andet afsnit"]


def test_an_english_reader_is_told_that_the_quotes_are_danish(store: PassageStore, facts: PageFacts) -> None:
    shown = exchange(ASKED, store)
    assert "Quoted in Danish" in render_exchange(shown, facts, "en")
    assert 'class="quoted" lang="da"' in render_exchange(shown, facts, "en")
    assert "Citeret på" not in render_exchange(shown, facts, "da")


def test_numbers_in_a_row_are_written_as_one(store: PassageStore) -> None:
    citation = PageAnswerer(store).answer(Question(ASKED)).citations[0]

    def cited(*numbers: int) -> list[Citation]:
        return [replace(citation, number=number) for number in numbers]

    assert write_numbers(cited(2)) == "2"
    assert write_numbers(cited(2, 3)) == "2, 3"
    assert write_numbers(cited(1, 2, 3, 5, 7, 8, 9)) == "1–3, 5, 7–9"
    assert name_citations(cited(1, 2, 3, 5), "da") == "Kilde 1 til 3, 5, side 8"


def test_the_copied_text_names_each_source(store: PassageStore) -> None:
    answer = known(exchange(ASKED, store))
    text = as_text(answer, "da")
    for citation in answer.citations:
        assert f"{citation.quote} [{citation.number}]" in text
        assert f"[{citation.number}] {citation.document_title}, {citation.section[-1]}, Side 8" in text


def test_the_question_is_shown_at_once_and_then_its_whole_answer(store: PassageStore, facts: PageFacts) -> None:
    waiting, last = all_shown(asking(store, facts), ASKED)
    assert "waiting" in waiting
    assert "data-kept" not in waiting
    assert last.count('class="cite"') == 5


def test_only_the_last_ten_earlier_questions_count(store: PassageStore, facts: PageFacts) -> None:
    earlier = json.dumps([{"question": f"Hvad er nummer {number}?"} for number in range(MOST_TURNS + 5)])
    *_, page = all_shown(asking(store, facts), "Og så?", earlier)
    assert "Hvad er nummer 14?" in page


@pytest.mark.parametrize("earlier", ["", "{}", "[1]", '[{"question": 5}]', "null", "[" * 10_000])
def test_earlier_questions_that_make_no_sense_count_as_none(
    store: PassageStore, facts: PageFacts, earlier: str
) -> None:
    *_, page = all_shown(asking(store, facts), ASKED, earlier)
    assert "data-kept" in page
    assert "data-correct" not in page


@pytest.mark.parametrize("question", ["", "  \n ", "å" * (LONGEST_QUESTION + 1)])
def test_a_question_that_cannot_be_asked_is_not(store: PassageStore, facts: PageFacts, question: str) -> None:
    (page,) = all_shown(asking(store, facts), question)
    assert 'role="alert"' in page


def test_numbers_are_written_as_the_language_does(store: PassageStore, facts: PageFacts) -> None:
    (danish,) = all_shown(asking(store, facts), "å" * 1050)
    assert "1.050 tegn" in danish
    (english,) = all_shown(Asking(facts.shown_to, AnswerQueue(0, Metrics()), "en"), "å" * 1050)
    assert "1,050 characters" in english


class SlowAnswerer(PageAnswerer):
    def __init__(self, store: PassageStore) -> None:
        super().__init__(store)
        self.released = Event()

    def answer(self, question: Question) -> Answer:
        self.released.wait(10)
        return super().answer(question)


def test_an_answer_that_takes_too_long_is_given_up_and_the_question_stays(
    store: PassageStore, facts: PageFacts
) -> None:
    slow = SlowAnswerer(store)
    *_, page = all_shown(
        Asking(facts_over(store, slow).shown_to, AnswerQueue(0, Metrics()), "da", longest_wait_seconds=0.05), ASKED
    )
    slow.released.set()
    assert "for længe" in page
    assert f'data-asked="{ASKED}"' in page
