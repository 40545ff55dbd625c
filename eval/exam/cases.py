"""The exam's cases: questions with the evidence and the facts of a right answer."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from answer.types import LONGEST_QUESTION, MOST_TURNS, Question, Turn
from index.filters import OWNER
from ingest.errors import CorpusError
from ingest.text import Text


class Split(StrEnum):
    """The half for tuning weights, and the half for reported figures."""

    TUNE = "tune"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence of the document for a right answer to quote, and the number of its page."""

    quote: str
    page: int


@dataclass(frozen=True, slots=True)
class Case:
    """A question with its expected answer.

    Attributes
    ----------
    kind
        The kind of question (direct, paraphrase, keyword, …); of an unanswerable question near, far or adversarial.
    evidence
        The quotes of a right answer: all entries, and of each entry any one alternative.
    facts
        Texts that a right answer contains; each is part of the evidence.
    pair
        The id of the contrasting case, in similar words but with the opposite answerability; or empty.
    section
        The last heading above the first evidence, from `eval.exam.evidence_sections`; not in the file.
    """

    id: str
    kind: str
    language: str
    question: str
    history: tuple[Turn, ...]
    answerable: bool
    evidence: tuple[tuple[Evidence, ...], ...]
    facts: tuple[str, ...]
    split: Split
    pair: str = ""
    section: str = ""

    @property
    def asked(self) -> Question:
        """The question for an `Answerer`."""
        return Question(self.question, self.history, search_filter=OWNER)

    @property
    def page(self) -> int | None:
        """The page of the first evidence; None for an unanswerable question."""
        return self.evidence[0][0].page if self.evidence else None


def squeeze(text: str) -> str:
    """Return the text with each run of white space as one space, and none at the ends."""
    return " ".join(text.split())


def read_cases(path: Path) -> tuple[Case, ...]:
    """Read a file of cases, one JSON object per line, in the file's order.

    Raises
    ------
    CorpusError
        If the file is missing, not UTF-8 or empty; if a line is invalid; if a fact is in no evidence; if an
        id or a question occurs twice; or if the two of a pair are not one answered and one unanswered case of one half.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(
            Text(
                f"{path}: evalueringens spørgsmål kan ikke læses: {error}",
                f"{path}: the evaluation's questions cannot be read: {error}",
            )
        ) from error
    cases = tuple(_parse(path, number, line) for number, line in enumerate(lines, start=1) if line.strip())
    if not cases:
        raise CorpusError(
            Text(
                f"{path} har intet spørgsmål: der er intet at evaluere.",
                f"{path} holds no question: there is nothing to evaluate.",
            )
        )
    _check_unique(path, "id", [case.id for case in cases])
    _check_unique(path, "question", [_conversation(case) for case in cases])
    _check_pairs(path, cases)
    return cases


_Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=False, pattern=r"\S")]


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _EvidenceForm(_Form):
    quote: _Text
    page: int = Field(ge=1)


class _TurnForm(_Form):
    question: _Text
    answer: str = ""


class _CaseForm(_Form):
    id: _Text
    kind: _Text
    language: _Text
    question: Annotated[_Text, StringConstraints(max_length=LONGEST_QUESTION)]
    history: list[_TurnForm] = Field(default=[], max_length=MOST_TURNS)
    answerable: bool
    evidence: list[Annotated[list[_EvidenceForm], Field(min_length=1)]]
    facts: list[_Text]
    split: Annotated[Split, Field(strict=False)]
    pair: str = ""

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        if self.answerable != bool(self.evidence):
            raise ValueError("a question has evidence exactly if it is answerable")
        quotes = [squeeze(either.quote).casefold() for entry in self.evidence for either in entry]
        for fact in self.facts:
            if not any(squeeze(fact).casefold() in quote for quote in quotes):
                raise ValueError(f"the fact «{fact}» stands in no evidence")
        return self


def _parse(path: Path, number: int, line: str) -> Case:
    try:
        entry = _CaseForm.model_validate(json.loads(line))
    except (json.JSONDecodeError, ValidationError) as error:
        raise CorpusError(
            Text(
                f"{path}:{number} er ikke et evalueringsspørgsmål: {error}",
                f"{path}:{number} is not an evaluation question: {error}",
            )
        ) from error
    return Case(
        id=entry.id,
        kind=entry.kind,
        language=entry.language,
        question=entry.question,
        history=tuple(Turn(turn.question, turn.answer) for turn in entry.history),
        answerable=entry.answerable,
        evidence=tuple(tuple(Evidence(either.quote, either.page) for either in each) for each in entry.evidence),
        facts=tuple(entry.facts),
        split=entry.split,
        pair=entry.pair,
    )


def _conversation(case: Case) -> str:
    return " / ".join(squeeze(said).casefold() for said in (*(turn.question for turn in case.history), case.question))


def _check_unique(path: Path, what: str, values: Iterable[str]) -> None:
    seen: set[str] = set()
    for value in values:
        if value in seen:
            raise CorpusError(
                Text(
                    f"{path}: {what} «{value}» findes to gange; fjern eller omdøb den ene.",
                    f"{path}: the {what} «{value}» occurs twice; remove or rename one.",
                )
            )
        seen.add(value)


def _check_pairs(path: Path, cases: tuple[Case, ...]) -> None:
    by_id = {case.id: case for case in cases}
    for case in cases:
        other = by_id.get(case.pair)
        if case.pair and (other is None or other.pair != case.id):
            raise CorpusError(
                Text(
                    f"{path}: {case.id} nævner «{case.pair}» som sit par, som ikke nævner den igen.",
                    f"{path}: {case.id} names «{case.pair}» as its pair, which does not name it in turn.",
                )
            )
        if other is not None and (other.split, other.answerable) != (case.split, not case.answerable):
            raise CorpusError(
                Text(
                    f"{path}: {case.id} og {other.id} skal være ét med svar og ét uden, i samme halvdel.",
                    f"{path}: {case.id} and {other.id} must be one answered and one not, in the same half.",
                )
            )
