"""Why a question counts as failed, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from eval.exam.case_metrics import facts_missing
from eval.exam.figures import Figure, Measured


class Reason(StrEnum):
    """What can go wrong with a question, the gravest first."""

    ALTERED = "a quote is not the page's text"
    REFUSED = "refused, though the documents answer it"
    ANSWERED = "answered, though the documents do not"
    NOT_FOUND = "evidence missing from the first five hits"
    NOT_CITED = "no citation quotes the evidence"
    FACTS = "facts missing"


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing that went wrong; `missing` names the facts that it is about."""

    reason: Reason
    missing: tuple[str, ...] = ()

    def __str__(self) -> str:
        named = "; ".join(f"«{fact}»" for fact in self.missing)
        return f"{self.reason}: {named}" if named else self.reason


def failures(question: Measured) -> tuple[Failure, ...]:
    """Return what went wrong with a question, the gravest first; nothing if all of it was right."""
    return tuple(_failures(question))


def _failures(question: Measured) -> Iterator[Failure]:
    outcome, figures = question.outcome, question.figures
    if not all(outcome.verbatim):
        yield Failure(Reason.ALTERED)
    if outcome.case.answerable and not outcome.answer.answered:
        yield Failure(Reason.REFUSED)
    if not outcome.case.answerable and outcome.answer.answered:
        yield Failure(Reason.ANSWERED)
    if figures.get(Figure.RECALL, 1) < 1:
        yield Failure(Reason.NOT_FOUND)
    if not outcome.answer.answered:
        return
    if figures.get(Figure.CITATION_PRECISION, 1) == 0:
        yield Failure(Reason.NOT_CITED)
    if missing := facts_missing(outcome.case, outcome.answer):
        yield Failure(Reason.FACTS, tuple(missing))
