"""The conversation's HTML and the asking behind it, without a browser."""

from dataclasses import replace

import pytest

from answer.answer import LONGEST_QUESTION, MOST_TURNS, Question
from index.store import PassageStore
from tests.api_fakes import make_store
from tests.page_server import ASKED, REFUSED, PageAnswerer
from ui import texts
from ui.page_asking import MOST_EXCHANGES, ask
from ui.page_conversation import Exchange, answered, render_conversation, turns


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> PassageStore:
    return make_store(tmp_path_factory.mktemp("conversation"))


def exchange(question: str, store: PassageStore) -> Exchange:
    return answered(question, PageAnswerer(store).answer(Question(question)), store)


def test_everything_is_escaped(store: PassageStore) -> None:
    hostile = "<script>alert(1)</script>\n\n# <b>"
    known = exchange(ASKED, store)
    assert known.answer is not None
    part = replace(known.answer.parts[0], text=hostile)
    answer = replace(known.answer, parts=(part,), understood=hostile, notice=hostile)
    page = render_conversation((Exchange(hostile, answer), Exchange(hostile)), store, hostile)
    assert "<script" not in page
    assert "<b>" not in page


def test_the_html_is_one_line_so_that_markdown_leaves_it_alone(store: PassageStore) -> None:
    page = render_conversation((exchange(ASKED, store), exchange(REFUSED, store), Exchange("a\n\nb")), store)
    assert "\n" not in page
    assert page.startswith("<div")


def test_every_number_has_a_name_and_leads_to_its_quote(store: PassageStore) -> None:
    known = exchange(ASKED, store)
    assert known.answer is not None
    page = render_conversation((known,), store)
    for citation in known.answer.citations:
        assert f'aria-label="Kilde {citation.number}, side 8"' in page
        assert f'data-sheet="{citation.url.replace("&", "&amp;")}"' in page


def test_history_is_the_last_ten_answered_questions_oldest_first(store: PassageStore) -> None:
    spoken = turns([exchange(f"{ASKED} {number}", store) for number in range(14)])
    assert len(spoken) == MOST_TURNS
    assert spoken[-1].question.endswith("13")
    assert spoken[0].question.endswith("4")


def test_a_long_conversation_is_bounded(store: PassageStore) -> None:
    exchanges: tuple[Exchange, ...] = (exchange(ASKED, store),) * MOST_EXCHANGES
    *_, last = ask(PageAnswerer(store), store, ASKED, exchanges, typed=True)
    assert len(last[0]) == MOST_EXCHANGES  # type: ignore[arg-type]


@pytest.mark.parametrize("question", ["", "  \n ", "å" * (LONGEST_QUESTION + 1)])
def test_a_question_that_cannot_be_asked_is_not(store: PassageStore, question: str) -> None:
    (only,) = ask(PageAnswerer(store), store, question, (), typed=True)
    assert only[0] == ()
    assert 'role="alert"' in str(only[1])


def test_no_text_is_missing_in_either_language() -> None:
    for name, text in vars(texts).items():
        if isinstance(text, texts.Text):
            assert text.da.strip(), name
            assert text.en.strip(), name
            assert set(text.da.split("{")[1:]) or "{" not in text.en, name
