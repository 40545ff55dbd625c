"""Usage counts by outcome and topic, without persons and words, and their deletion."""

import unicodedata
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Literal

import pytest

from answer.types import Answer, Coverage, Question
from api.feedback.feedback import Feedback, Opinion
from api.feedback.feedback_store import SCHEMAS, FeedbackStore
from api.feedback.sqlite_file import SqliteFile
from api.feedback.usage import CountingAnswerer, Topic, UsageCounter, UsageStore, by_outcome, by_section
from tests.api_fakes import FakeAnswerer, make_store
from tests.test_program import rundbord

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
NAMING = "Hvad siger Karen Blixen om sin chef?"


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> FakeAnswerer:
    return FakeAnswerer(make_store(tmp_path_factory.mktemp("store")))


def counted(folder: Path, answerer: FakeAnswerer, *questions: str) -> UsageStore:
    store = UsageStore(folder / "feedback.db", 180, now=lambda: NOW)
    counting = CountingAnswerer(answerer, counter := UsageCounter(store))
    for question in questions:
        counting.answer(Question(question))
    counter.write()
    return store


def test_questions_are_counted_by_outcome_and_section(tmp_path: Path, answerer: FakeAnswerer) -> None:
    counts = counted(tmp_path, answerer, "Hvad?", "Hvordan?", "Hvordan bliver vejret?").counts(NOW.date())
    assert by_outcome(counts) == Counter({Coverage.FULL: 2, Coverage.NONE: 1})
    ((document, section), count), *others = by_section(counts, Coverage.NONE).most_common()
    assert (document, count, others) == ("whitepaper", 1, [])
    assert section


def test_neither_words_nor_persons_are_in_the_file(tmp_path: Path, answerer: FakeAnswerer) -> None:
    counted(tmp_path, answerer, NAMING, "Hvordan bliver vejret hos 010190-1234?")
    for file in tmp_path.iterdir():
        content = file.read_bytes()
        for word in (b"Karen", b"Blixen", b"010190", b"vejret"):
            assert word not in content


def test_counts_of_two_servers_add_up_and_are_kept_as_long_as_feedback(tmp_path: Path, answerer: FakeAnswerer) -> None:
    counted(tmp_path, answerer, "Hvad?")
    store = counted(tmp_path, answerer, "Hvad?")
    assert by_outcome(store.counts(date.min))[Coverage.FULL] == 2
    later = UsageStore(tmp_path / "feedback.db", 180, now=lambda: NOW + timedelta(days=181))
    later.add(Counter({Topic(later.now().date(), Coverage.NONE, "whitepaper", "x"): 3}))
    assert by_outcome(later.counts(date.min)) == Counter({Coverage.NONE: 3})


def test_a_file_that_cannot_be_written_costs_no_answer(
    tmp_path: Path, answerer: FakeAnswerer, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "feedback.db").mkdir()
    counting = CountingAnswerer(answerer, UsageCounter(UsageStore(tmp_path / "feedback.db", 180), every_seconds=0))
    assert counting.answer(Question(NAMING)).answered
    assert "counts of 1 questions are lost" in caplog.text
    assert "Blixen" not in caplog.text


def test_a_file_from_before_there_were_counts_is_brought_up_to_date(tmp_path: Path, answerer: FakeAnswerer) -> None:
    with SqliteFile(tmp_path / "feedback.db", "RUNDBORD_FEEDBACK_DB", SCHEMAS[:1]).visit():
        pass
    assert counted(tmp_path, answerer, "Hvad?").counts(date.min).total() == 1
    assert FeedbackStore(tmp_path / "feedback.db", 180).entries() == []


def test_feedback_that_is_too_old_is_deleted_when_questions_are_counted_too(
    tmp_path: Path, answerer: FakeAnswerer
) -> None:
    path, later = tmp_path / "feedback.db", NOW + timedelta(days=181)
    opinion = Opinion(useful=True, comment="for længst sagt")
    Feedback(FeedbackStore(path, 180, now=lambda: NOW)).give(answerer.answer(Question("Hvad?")), opinion)
    UsageStore(path, 180, now=lambda: later).add(Counter({Topic(later.date(), Coverage.NONE, "whitepaper", "x"): 1}))
    assert "for længst".encode() not in path.read_bytes()


def give(folder: Path, answer: Answer, comment: str) -> None:
    Feedback(FeedbackStore(folder / "feedback.db", 180)).give(answer, Opinion(useful=True, comment=comment))


def test_what_holds_a_name_is_erased_and_the_rest_stays(tmp_path: Path, answerer: FakeAnswerer) -> None:
    answer = answerer.answer(Question("Hvad?"))
    give(tmp_path, answer, "Skriv til KAREN om det")
    give(tmp_path, answerer.answer(Question(NAMING)), "")
    give(tmp_path, answer, "Fint")
    place = {"RUNDBORD_FEEDBACK_DB": str(tmp_path / "feedback.db")}
    run = rundbord("privacy", "erase", "--holding", "karen", **place)
    assert "2 erased" in run.stdout
    assert [entry.comment for entry in FeedbackStore(tmp_path / "feedback.db", 180).entries()] == ["Fint"]
    assert all(b"KAREN" not in file.read_bytes() for file in tmp_path.iterdir())


@pytest.mark.parametrize(
    "written",
    [
        "Spørg Åse  Kær",
        "åse\u00a0kær",
        "ÅSE\n\n\tKÆR",
        unicodedata.normalize("NFD", "Åse Kær"),
        "Å\u00adse\u2009K\u200bær",
        "Åse\u2028Kær",
        "\uff21\u030ase\u3000\uff2bær",
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC"])
def test_no_spacing_case_or_unicode_form_hides_a_text_from_erasing(
    tmp_path: Path, answerer: FakeAnswerer, written: str, form: Literal["NFC", "NFD", "NFKC"]
) -> None:
    answer = answerer.answer(Question("Hvad?"))
    for comment in (written, "Åse og Kær", "Fint"):
        give(tmp_path, answer, comment)
    store = FeedbackStore(tmp_path / "feedback.db", 180)
    assert store.erase_holding(unicodedata.normalize(form, " åse \n kær\u00a0")) == 1
    assert {entry.comment for entry in store.entries()} == {"Åse og Kær", "Fint"}


@pytest.mark.parametrize("blank", [" ", "\u200b", "\u00a0\n"])
def test_erasing_by_a_text_without_a_visible_sign_erases_nothing(
    tmp_path: Path, answerer: FakeAnswerer, blank: str
) -> None:
    give(tmp_path, answerer.answer(Question("Hvad så nu?")), "Fint nok")
    store = FeedbackStore(tmp_path / "feedback.db", 180)
    assert store.erase_holding(blank) == 0
    assert len(store.entries()) == 1


def test_all_is_erased_in_the_terminal_and_the_leader_sees_counts(tmp_path: Path, answerer: FakeAnswerer) -> None:
    place = {"RUNDBORD_FEEDBACK_DB": str(tmp_path / "feedback.db")}
    store = UsageStore(tmp_path / "feedback.db", 180)
    store.add(Counter({Topic(store.now().date(), Coverage.NONE, "whitepaper", "Fremtid\x1b[31m"): 4}))
    give(tmp_path, answerer.answer(Question("Hvad?")), "Fint")
    shown = rundbord("usage", **place).stdout
    assert "Fremtid" in shown
    assert "\x1b" not in shown
    assert "4 spørgsmål på 30 dage" in shown
    assert rundbord("privacy", "erase", **place).returncode == 2
    assert "1 erased; 4 uncounted" in rundbord("privacy", "erase", "--all", **place).stdout
    assert "0 spørgsmål" in rundbord("usage", **place).stdout
