"""Question files: reading, atomic changes, coverage and names of sentences."""

import subprocess
import sys
from pathlib import Path

import pytest

from ingest.corpus import find_documents, fingerprint, gather
from ingest.errors import CorpusError
from ingest.questions.corpus_questions import read_questions
from ingest.questions.coverage import find_gaps
from ingest.questions.files import QuestionEntry, append_entries, question_files_of, read_entries, remove_entries
from ingest.questions.quotes import name_sentences
from tests.question_corpus import FORMAL, OEKONOMI, write_corpus

ONE = QuestionEntry(question="Hvad koster det?", quotes=("Der er afsat tre millioner",))
OTHER = QuestionEntry(question="Hvad er menuen på fredag?", kind="near")


def test_entries_come_back_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "plan.questions.jsonl"
    append_entries(path, [ONE, OTHER])
    assert read_entries(path) == [(1, ONE), (2, OTHER)]
    assert path.read_text(encoding="utf-8").startswith('{"question": "Hvad koster det?", "quotes": ["Der er')


def test_a_file_without_a_last_line_break_loses_no_line(tmp_path: Path) -> None:
    path = tmp_path / "plan.questions.jsonl"
    path.write_text(ONE.line(), encoding="utf-8")
    append_entries(path, [OTHER])
    assert [entry for _, entry in read_entries(path)] == [ONE, OTHER]


def test_an_entry_is_removed_once_and_the_other_lines_stay_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "plan.questions.jsonl"
    spaced = '{"quotes":  ["Kantinen"], "question": "Hvornår er der mad?"}\n'
    path.write_text(f"{ONE.line()}\n\n{spaced}{ONE.line()}\n", encoding="utf-8")
    remove_entries(path, [ONE])
    assert path.read_text(encoding="utf-8") == f"\n{spaced}{ONE.line()}\n"


def test_an_emptied_file_is_gone_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "plan.questions.draft.jsonl"
    append_entries(path, [ONE])
    remove_entries(path, [ONE])
    assert list(tmp_path.iterdir()) == []


def test_a_line_that_is_no_question_is_named(tmp_path: Path) -> None:
    path = tmp_path / "plan.questions.draft.jsonl"
    path.write_text(f"{ONE.line()}\n{{half", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"plan\.questions\.draft\.jsonl:2"):
        read_entries(path)


def test_a_writer_killed_at_any_moment_leaves_whole_files(tmp_path: Path) -> None:
    path = tmp_path / "plan.questions.jsonl"
    script = (
        "import pathlib, sys\nfrom ingest.questions.files import QuestionEntry, append_entries\n"
        "print('ready', flush=True)\n"
        "for number in range(10_000):\n"
        "    entry = QuestionEntry(question='Nr. %d?' % number, kind='near')\n"
        "    append_entries(pathlib.Path(sys.argv[1]), [entry] * 50)\n"
    )
    writer = subprocess.Popen([sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE)  # noqa: S603
    assert writer.stdout is not None
    with writer.stdout as out:
        assert out.readline() == b"ready\n"
        while not path.exists() or path.stat().st_size < 20_000:
            pass
        writer.kill()
        writer.wait()
    entries = [entry.question for _, entry in read_entries(path)]
    assert len(entries) % 50 == 0
    assert entries == [f"Nr. {number}?" for number in range(len(entries) // 50) for _ in range(50)]


def test_a_passage_without_questions_lacks_six_and_a_short_line_three(tmp_path: Path) -> None:
    corpus = gather((write_corpus(tmp_path, [("Hvad koster det?", "Der er afsat tre millioner")]),))
    assert [(lack.has, lack.needs) for lack in find_gaps(corpus.passages, corpus.questions)] == [
        (0, 6),
        (1, 6),
        (0, 6),
    ]
    note = tmp_path / "note.txt"
    note.write_text("Luk døren efter dig.\n", encoding="utf-8")
    assert [(lack.has, lack.needs) for lack in find_gaps(gather((note,)).passages, ())] == [(0, 3)]


@pytest.mark.parametrize(
    ("quote", "sentences"),
    [
        (FORMAL.split(". ")[0] + ".", 1),
        ("gøre det enkelt\nfor borgerne", 1),
        (FORMAL, 2),
        ("gøre det nemt for borgerne", 0),
        ("det offentlige", 0),
        (OEKONOMI, 0),
        ("  ", 0),
    ],
)
def test_a_quote_names_the_sentences_that_ingest_finds_by_it(tmp_path: Path, quote: str, sentences: int) -> None:
    file = write_corpus(tmp_path)
    corpus = gather((file,))
    named = name_sentences(quote, corpus.documents[0], corpus.passages[0])
    assert len(named) == sentences
    if named:
        append_entries(question_files_of(file).answered, [QuestionEntry(question="Hvad?", quotes=named)])
        found, problems = read_questions(question_files_of(file).answered, corpus.documents[0])
        assert problems == []
        assert len(found[0].anchors) == sentences


def test_ingest_reads_no_drafts(tmp_path: Path) -> None:
    file = write_corpus(tmp_path)
    before = gather((file,))
    append_entries(question_files_of(file).answered_drafts, [ONE])
    append_entries(question_files_of(file).unanswered_drafts, [OTHER])
    assert find_documents([tmp_path]) == (file,)
    assert gather((file,)) == before


def test_drafts_do_not_make_ingest_build_again(tmp_path: Path) -> None:
    file = write_corpus(tmp_path)
    before = fingerprint((file,), "model")
    append_entries(question_files_of(file).answered_drafts, [ONE])
    assert fingerprint((file,), "model") == before
