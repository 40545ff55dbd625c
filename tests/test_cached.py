"""The answer cache: equal answers to equal questions, and none to readers without access."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import httpx
import pytest

from answer.types import Question, Turn
from api.answer_cache import CachedAnswerer
from api.feedback.usage import UsageStore, by_outcome
from api.metrics import Metrics
from api.settings import Settings
from api.wiring import make_app
from index.filters import SearchFilter
from tests.api_fakes import FakeAnswerer, admin, make_store, serving
from tests.real_bundle import real_bundle

ASKED = Question("Hvad er digital ledelse?")


@pytest.fixture
def fake(tmp_path: Path) -> FakeAnswerer:
    return FakeAnswerer(make_store(tmp_path))


def test_the_same_question_is_looked_for_once(fake: FakeAnswerer) -> None:
    cached = CachedAnswerer(fake, 10, Metrics())
    first = cached.answer(ASKED)
    assert cached.answer(replace(ASKED, text="  Hvad er\tdigital ledelse? ")) == first
    assert cached.search(ASKED, 3) == cached.search(ASKED, 3)
    assert len(fake.asked) == 2


@pytest.mark.parametrize(
    "other",
    [
        replace(ASKED, text="hvad er digital ledelse?"),
        replace(ASKED, documents=frozenset({"whitepaper"})),
        replace(ASKED, search_filter=SearchFilter(publisher="x")),
        replace(ASKED, search_filter=SearchFilter(on="2026-01-01")),
    ],
)
def test_a_question_that_differs_in_anything_is_looked_for_again(fake: FakeAnswerer, other: Question) -> None:
    cached = CachedAnswerer(fake, 10, Metrics())
    cached.answer(ASKED)
    cached.answer(other)
    assert fake.asked == [ASKED, other]


def test_no_limit_of_a_search_is_forgotten_in_the_key() -> None:
    """Every field of `SearchFilter`, such as the groups, keeps two questions apart: equality is by every field."""
    assert all(field.compare for field in SearchFilter.__dataclass_fields__.values())
    assert all(field.compare for field in Question.__dataclass_fields__.values())


def test_what_belongs_to_a_conversation_is_not_kept(fake: FakeAnswerer) -> None:
    cached = CachedAnswerer(fake, 10, Metrics())
    follow_up = replace(ASKED, history=(Turn("Hvem har skrevet det?"),))
    for _ in range(2):
        cached.answer(follow_up)
    assert fake.asked == [follow_up] * 2


@pytest.mark.parametrize(("most", "seconds"), [(0, 60.0), (10, 0.0)])
def test_nothing_is_kept_where_it_is_turned_off_or_too_old(fake: FakeAnswerer, most: int, seconds: float) -> None:
    cached = CachedAnswerer(fake, most, Metrics(), seconds)
    for _ in range(2):
        cached.answer(ASKED)
    assert len(fake.asked) == 2


@pytest.mark.model
def test_a_kept_answer_is_the_same_over_http_and_is_counted(tmp_path: Path) -> None:
    settings = Settings(feedback_db=tmp_path / "feedback.db", keys_db=tmp_path / "keys.db", cache=10)
    with serving(make_app(real_bundle(), settings, None)) as url, httpx.Client(base_url=url) as http:
        answers = [http.post("/api/v1/answer", json={"question": ASKED.text}).json() for _ in range(2)]
        told = http.get("/metrics", headers=admin(tmp_path)).text
    assert [answer.pop("took_ms") > 0 for answer in answers] == [True, True]
    assert answers[0].pop("id") != answers[1].pop("id")  # otherwise it would reveal that the question was asked before
    assert answers[0] == answers[1]
    assert 'rundbord_kept_answers_total{kept="hit"} 1.0' in told
    assert 'rundbord_answers_total{coverage="full"} 2.0' in told
    assert by_outcome(UsageStore(tmp_path / "feedback.db", 180).counts(date.min)).total() == 2
