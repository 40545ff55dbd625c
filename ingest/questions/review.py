"""Review of drafted questions: list them, check them, and accept or delete them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.document import Document
from ingest.questions.corpus_questions import read_questions, read_unanswered
from ingest.questions.files import QuestionEntry, QuestionFiles, append_entries, read_entries, remove_entries
from ingest.readers.parsed import Fault

LONGEST = 1000
"""The most characters of a question."""


@dataclass(frozen=True, slots=True)
class DraftFile:
    """A file of drafts, the question file that they are for, the valid drafts, and a message about each invalid one."""

    file: Path
    target: Path
    usable: tuple[QuestionEntry, ...]
    problems: tuple[Fault, ...]


def find_drafts(files: QuestionFiles, document: Document) -> Iterator[DraftFile]:
    """Read a document's draft files; drafts that were accepted before are removed first.

    Raises
    ------
    CorpusError
        If a line of a question file or a draft file is not of its form.
    """
    for file, target in ((files.answered_drafts, files.answered), (files.unanswered_drafts, files.unanswered)):
        there = {entry for _, entry in read_entries(target)}
        remove_entries(file, [entry for _, entry in read_entries(file) if entry in there])
        problems = _problems(file, document, answered=file == files.answered_drafts)
        broken = {problem.place for problem in problems}
        usable = (entry for number, entry in read_entries(file) if f"{file.name}:{number}" not in broken)
        yield DraftFile(file, target, tuple(usable), tuple(problems))


def decide(drafts: DraftFile, accepted: Iterable[QuestionEntry], decided: Iterable[QuestionEntry]) -> None:
    """Append accepted entries to the questions, and then remove decided entries from the drafts.

    In this order an interruption loses no entry; `find_drafts` removes a draft that is in both files.
    """
    append_entries(drafts.target, accepted)
    remove_entries(drafts.file, decided)


def clean_question(text: str) -> str:
    """Return a question on one line; empty if it is too long or not printable."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST and line.isprintable() else ""


def _problems(drafts: Path, document: Document, *, answered: bool) -> list[Fault]:
    """Read drafts as ingest reads accepted questions, and return their faults."""
    if answered:
        return read_questions(drafts, document)[1]
    read_unanswered(drafts)
    return []
