"""A person decides on drafts of questions: which there are, which can be used, and where a decision puts them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.document import Document
from ingest.questions.corpus_questions import read_questions, read_unanswered
from ingest.questions.files import QuestionEntry, QuestionFiles, append_entries, read_entries, remove_entries

LONGEST = 1000
"""Characters of a question."""


@dataclass(frozen=True, slots=True)
class DraftFile:
    """One file of drafts, the file that they are meant for, and what ingest would complain of in each broken one."""

    file: Path
    target: Path
    usable: tuple[QuestionEntry, ...]
    problems: tuple[str, ...]


def find_drafts(files: QuestionFiles, document: Document) -> Iterator[DraftFile]:
    """Read the drafts beside a document, one file after the other; one that was accepted before is taken out first.

    Raises
    ------
    CorpusError
        If a line of a question file or a draft file is not of its form.
    """
    for file, target in ((files.answered_drafts, files.answered), (files.unanswered_drafts, files.unanswered)):
        there = {entry for _, entry in read_entries(target)}
        remove_entries(file, [entry for _, entry in read_entries(file) if entry in there])
        problems = _problems(file, document, answered=file == files.answered_drafts)
        broken = {problem.partition(": ")[0] for problem in problems}
        usable = (entry for number, entry in read_entries(file) if f"{file.name}:{number}" not in broken)
        yield DraftFile(file, target, tuple(usable), tuple(problems))


def decide(drafts: DraftFile, accepted: Iterable[QuestionEntry], decided: Iterable[QuestionEntry]) -> None:
    """Put accepted entries among the questions, and then take decided ones out of the drafts.

    In this order an interruption loses none; one that stands in both is taken out by `find_drafts`.
    """
    append_entries(drafts.target, accepted)
    remove_entries(drafts.file, decided)


def clean_question(text: str) -> str:
    """Write a question on one line; empty if it is none that the files take."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST and line.isprintable() else ""


def _problems(drafts: Path, document: Document, *, answered: bool) -> list[str]:
    """Read drafts as ingest will read them once they are accepted, and return what it would complain of."""
    if answered:
        return read_questions(drafts, document)[1]
    read_unanswered(drafts)
    return []
