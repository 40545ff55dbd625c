"""Reading of a document's answered and unanswered questions."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ingest.bidi import BidiFreeText
from ingest.document import Document
from ingest.errors import CorpusError
from ingest.readers.parsed import Fault
from ingest.sentences import Sentence, body_sentences
from ingest.text import Text


@dataclass(frozen=True, slots=True)
class Anchor:
    """A range of a page of the document that answers a question."""

    page: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CorpusQuestion:
    """A question that the document answers, with the sentences that answer it in reading order."""

    text: str
    document_id: str
    anchors: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class UnansweredQuestion:
    """A question that the document does not answer: a near miss, out of scope, or adversarial."""

    text: str
    kind: Literal["near", "far", "adversarial"]


class _AnsweredLine(BaseModel):
    model_config = ConfigDict(extra="forbid")

    question: BidiFreeText = Field(min_length=1, max_length=1000)
    quotes: list[BidiFreeText] = Field(min_length=1)


class _UnansweredLine(BaseModel):
    model_config = ConfigDict(extra="forbid")

    question: BidiFreeText = Field(min_length=1, max_length=1000)
    kind: Literal["near", "far", "adversarial"]


_Line = TypeVar("_Line", bound=BaseModel)


def read_questions(path: Path, document: Document) -> tuple[list[CorpusQuestion], list[Fault]]:
    """Read a document's answered questions.

    A line names each answering sentence by a quote, at least its first words, so that the file does not depend on
    passages.

    Returns
    -------
    tuple
        The questions whose quotes are all found, and a fault for each quote that is not.

    Raises
    ------
    CorpusError
        If a line is not of the file's form.
    """
    sentences = body_sentences(document) if path.exists() else []  # most documents bring no questions
    questions: list[CorpusQuestion] = []
    problems: list[Fault] = []
    for number, line in _lines(path):
        entry = _parse(_AnsweredLine, path, number, line)
        anchors = [_find(quote, sentences) for quote in entry.quotes]
        found = [anchor for anchor in anchors if anchor is not None]
        problems += [
            Fault(
                f"{path.name}:{number}",
                Text(
                    f"«{quote}» står ikke længere i {document.id}: giv «{entry.question}» et andet citat",
                    f"“{quote}” no longer stands in {document.id}: give “{entry.question}” another quote",
                ),
            )
            for quote, anchor in zip(entry.quotes, anchors, strict=True)
            if anchor is None
        ]
        if len(found) == len(anchors):
            questions.append(CorpusQuestion(entry.question, document.id, tuple(sorted(set(found), key=_place))))
    return questions, problems


def read_unanswered(path: Path) -> list[UnansweredQuestion]:
    """Read a document's unanswered questions.

    Raises
    ------
    CorpusError
        If a line is not of the file's form.
    """
    entries = (_parse(_UnansweredLine, path, number, line) for number, line in _lines(path))
    return [UnansweredQuestion(entry.question, entry.kind) for entry in entries]


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    if path.exists():
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if line.strip():
                yield number, line


def _parse(form: type[_Line], path: Path, number: int, line: str) -> _Line:
    try:
        return form.model_validate(json.loads(line))
    except (json.JSONDecodeError, ValidationError) as error:
        raise CorpusError(
            Text(f"{path}:{number} er ikke et spørgsmål: {error}", f"{path}:{number} is not a question: {error}")
        ) from error


def _find(quote: str, sentences: list[Sentence]) -> Anchor | None:
    wanted = " ".join(quote.split())
    return next((Anchor(s.page, s.start, s.end) for s in sentences if s.text.startswith(wanted)), None)


def _place(anchor: Anchor) -> tuple[int, int]:
    return anchor.page, anchor.start
