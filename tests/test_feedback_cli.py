"""The owner reads, exports, uses and erases feedback in the terminal."""

import csv
from pathlib import Path

import pytest

from answer.types import Question
from api.feedback.feedback import Feedback, Opinion
from api.feedback.feedback_store import FeedbackStore
from eval.exam.cases import read_cases
from tests.api_fakes import FakeAnswerer, make_store
from tests.test_program import rundbord


@pytest.fixture
def given(tmp_path: Path) -> list[str]:
    """Four opinions, oldest first: useful, not useful, not useful of a refusal, and a hostile comment."""
    answerer = FakeAnswerer(make_store(tmp_path))
    feedback = Feedback(FeedbackStore(tmp_path / "feedback.db", 180))
    said = [
        ("Hvad er digital ledelse?", Opinion(useful=True)),
        ("Hvad er et digitalt mindset?", Opinion(useful=False, comment="[bold]For[/] kort")),
        ("Hvordan bliver vejret?", Opinion(useful=False)),
        ("=HYPERLINK(1)?", Opinion(useful=True, comment="@SUM(A1)\x1b[2J")),
    ]
    return [feedback.give(answerer.answer(Question(question)), opinion) for question, opinion in said]


def _run(tmp_path: Path, *arguments: str) -> str:
    run = rundbord("feedback", *arguments, RUNDBORD_FEEDBACK_DB=str(tmp_path / "feedback.db"), COLUMNS="160")
    assert run.returncode == 0, run.stderr
    return run.stdout


def test_list_shows_the_newest_first_and_what_was_said_as_it_was_said(tmp_path: Path, given: list[str]) -> None:
    shown = _run(tmp_path, "list")
    assert [shown.index(name) for name in reversed(given)] == sorted(shown.index(name) for name in given)
    assert "[bold]For[/] kort" in shown
    assert "afslag / refused" in shown
    assert "\x1b" not in shown
    bad = _run(tmp_path, "list", "--not-useful")
    assert [name in bad for name in given] == [False, True, True, False]


def test_without_feedback_list_says_so_and_makes_no_file(tmp_path: Path) -> None:
    assert "No feedback" in _run(tmp_path, "list")
    assert list(tmp_path.iterdir()) == []


def test_export_holds_no_formula_and_is_for_the_owner_only(tmp_path: Path, given: list[str]) -> None:
    file = tmp_path / "new" / "feedback.csv"
    for arguments in ((), ("--not-useful",), ()):
        _run(tmp_path, "export", str(file), *arguments)
    assert file.stat().st_mode & 0o777 == 0o600
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened, delimiter=";"))
    assert [row["id"] for row in rows] == given[::-1]
    assert (rows[0]["question"], rows[0]["comment"]) == ("'=HYPERLINK(1)?", "'@SUM(A1)\x1b[2J")
    assert rows[2]["cited"].startswith("whitepaper s. ")
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())


def test_drafts_of_bad_answers_are_evaluation_questions_and_come_once(tmp_path: Path, given: list[str]) -> None:
    file = tmp_path / "eval" / "drafts.jsonl"
    assert "2 udkast" in _run(tmp_path, "draft", "--file", str(file))
    assert "0 udkast" in _run(tmp_path, "draft", "--file", str(file))
    file.write_text(file.read_text().rstrip("\n"))
    assert "1 udkast" in _run(tmp_path, "draft", given[0], given[1], "--file", str(file))
    refused, cited, useful = read_cases(file)
    assert (refused.question, refused.answerable) == ("Hvordan bliver vejret?", False)
    assert (cited.id, cited.question, cited.answerable) == (
        f"feedback-{given[1]}",
        "Hvad er et digitalt mindset?",
        True,
    )
    assert len(cited.evidence) == 3
    assert useful.id == f"feedback-{given[0]}"


def test_a_draft_of_something_unknown_is_refused(tmp_path: Path, given: list[str]) -> None:
    run = rundbord("feedback", "draft", "ukendt", RUNDBORD_FEEDBACK_DB=str(tmp_path / "feedback.db"))
    assert run.returncode == 1
    assert "no feedback ukendt" in run.stderr


def test_erase_takes_ids_or_a_day_or_all_and_nothing_else(tmp_path: Path, given: list[str]) -> None:
    assert "2 slettet" in _run(tmp_path, "erase", given[0], given[1])
    assert "0 slettet" in _run(tmp_path, "erase", "--before", "2026-01-01")
    for arguments in ((), (given[2], "--all"), ("--all", "--before", "2026-01-01")):
        run = rundbord("feedback", "erase", *arguments, RUNDBORD_FEEDBACK_DB=str(tmp_path / "feedback.db"))
        assert run.returncode == 2
    assert "2 slettet" in _run(tmp_path, "erase", "--all")
    assert "No feedback" in _run(tmp_path, "list")
