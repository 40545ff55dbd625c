"""Acceptance of drafted questions by the owner, also after interruptions."""

import os
import subprocess
from pathlib import Path
from subprocess import PIPE

import pytest

from ingest.questions.files import QuestionEntry, append_entries, question_files_of
from tests.question_corpus import RUNDBORD, questions, read_lines, write_corpus

KEPT = ("Hvad koster det hele?", "Der er afsat tre millioner")
DRAFTS = [
    QuestionEntry(question="Hvor mange penge er der?", quotes=("Der er afsat tre millioner",)),
    QuestionEntry(question="Hvem fordeler pengene?", quotes=("Pengene fordeles af direktionen",)),
    QuestionEntry(question="Hvornår er der varm mad?", quotes=("Kantinen serverer varm mad",)),
]
MISS = QuestionEntry(question="Hvad koster en portion varm mad?", kind="near")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    document = write_corpus(tmp_path, [KEPT])
    append_entries(question_files_of(document).answered_drafts, DRAFTS)
    append_entries(question_files_of(document).unanswered_drafts, [MISS])
    return document


def _asked(path: Path) -> list[object]:
    return [line["question"] for line in read_lines(path)]


def test_each_draft_is_shown_and_goes_where_the_person_says(file: Path) -> None:
    beside = question_files_of(file)
    run = questions(file.parent, "accept", "plan", typed="j\nn\nr\nHvilken dag er der varm mad?\ny\n")
    assert run.returncode == 0, run.stderr
    assert all(entry.question in run.stdout for entry in (*DRAFTS, MISS))
    assert "«Pengene fordeles af direktionen …»" in run.stdout
    assert _asked(beside.answered) == [KEPT[0], "Hvor mange penge er der?", "Hvilken dag er der varm mad?"]
    assert read_lines(beside.unanswered) == [{"question": MISS.question, "kind": "near"}]
    assert not beside.answered_drafts.exists()
    assert not beside.unanswered_drafts.exists()
    assert "3 godkendt, 1 slettet, 0 tilbage" in run.stdout


@pytest.mark.parametrize("ending", ["q\n", ""])
def test_quitting_keeps_what_was_decided_and_the_drafts_that_were_not(file: Path, ending: str) -> None:
    beside = question_files_of(file)
    run = questions(file.parent, "accept", "plan", typed=f"j\n{ending}")
    assert run.returncode == 0, run.stderr
    assert _asked(beside.answered) == [KEPT[0], DRAFTS[0].question]
    assert _asked(beside.answered_drafts) == [entry.question for entry in DRAFTS[1:]]
    assert _asked(beside.unanswered_drafts) == [MISS.question]
    assert "3 tilbage" in run.stdout


def test_all_accepts_all_without_asking(file: Path) -> None:
    beside = question_files_of(file)
    run = questions(file.parent, "accept", "plan", "--all")
    assert run.returncode == 0, run.stderr
    assert _asked(beside.answered) == [KEPT[0], *(entry.question for entry in DRAFTS)]
    assert _asked(beside.unanswered) == [MISS.question]
    assert not beside.answered_drafts.exists()


def test_killed_between_two_drafts_it_has_lost_none(file: Path) -> None:
    beside = question_files_of(file)
    environment = {**os.environ, "RUNDBORD_CORPUS": str(file.parent), "PYTHONUNBUFFERED": "1"}
    command = [RUNDBORD, "questions", "accept", "plan"]
    with subprocess.Popen(command, env=environment, stdin=PIPE, stdout=PIPE, text=True) as run:  # noqa: S603
        assert run.stdin is not None
        assert run.stdout is not None
        run.stdin.write("j\n")
        run.stdin.flush()
        while DRAFTS[1].question not in run.stdout.readline():
            pass
        run.kill()
    assert _asked(beside.answered) == [KEPT[0], DRAFTS[0].question]
    assert _asked(beside.answered_drafts) == [entry.question for entry in DRAFTS[1:]]


def test_a_move_interrupted_half_way_is_finished_and_nothing_doubled(file: Path) -> None:
    beside = question_files_of(file)
    append_entries(beside.answered, DRAFTS[:2])  # what stands on the disk between the two steps of a move
    assert questions(file.parent, "accept", "plan", "--all").returncode == 0
    assert _asked(beside.answered) == [KEPT[0], *(entry.question for entry in DRAFTS)]
    assert not beside.answered_drafts.exists()


def test_a_draft_whose_quote_no_longer_stands_is_told_of_and_kept(file: Path) -> None:
    beside = question_files_of(file)
    file.write_text(file.read_text(encoding="utf-8").replace("tre millioner", "to millioner"), encoding="utf-8")
    run = questions(file.parent, "accept", "plan", "--all")
    assert "plan.questions.draft.jsonl:1" in run.stdout
    assert _asked(beside.answered_drafts) == [DRAFTS[0].question]
    assert _asked(beside.answered) == [KEPT[0], DRAFTS[1].question, DRAFTS[2].question]


def test_without_drafts_nothing_is_written(tmp_path: Path) -> None:
    file = write_corpus(tmp_path, [KEPT])
    before = {path.name: path.read_bytes() for path in file.parent.iterdir()}
    run = questions(tmp_path, "accept", "plan")
    assert "0 godkendt, 0 slettet, 0 tilbage" in run.stdout
    assert {path.name: path.read_bytes() for path in file.parent.iterdir()} == before
