"""The reasons why a question counts as failed."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from eval.exam.case_metrics import facts_missing
from eval.exam.figures import Figure, MeasuredCase


class Reason(StrEnum):
    """A reason why a question failed, the gravest first."""

    ALTERED = "a quote is not the page's text"
    REFUSED = "refused, though the documents answer it"
    ANSWERED = "answered, though the documents do not"
    NOT_FOUND = "evidence missing from the first five hits"
    NOT_CITED = "no citation quotes the evidence"
    FACTS = "facts missing"


@dataclass(frozen=True, slots=True)
class CaseFailure:
    """One reason why a question failed; `missing` are the facts concerned."""

    reason: Reason
    missing: tuple[str, ...] = ()

    def __str__(self) -> str:
        named = "; ".join(f"«{fact}»" for fact in self.missing)
        return f"{self.reason}: {named}" if named else self.reason


def failures(question: MeasuredCase) -> tuple[CaseFailure, ...]:
    """Return why a question failed, the gravest reason first; empty if it did not."""
    return tuple(_failures(question))


def _failures(question: MeasuredCase) -> Iterator[CaseFailure]:
    outcome, figures = question.outcome, question.figures
    if not all(outcome.verbatim):
        yield CaseFailure(Reason.ALTERED)
    if outcome.case.answerable and not outcome.answer.answered:
        yield CaseFailure(Reason.REFUSED)
    if not outcome.case.answerable and outcome.answer.answered:
        yield CaseFailure(Reason.ANSWERED)
    if figures.get(Figure.RECALL, 1) < 1:
        yield CaseFailure(Reason.NOT_FOUND)
    if not outcome.answer.answered:
        return
    if figures.get(Figure.CITATION_PRECISION, 1) == 0:
        yield CaseFailure(Reason.NOT_CITED)
    if missing := facts_missing(outcome.case, outcome.answer):
        yield CaseFailure(Reason.FACTS, tuple(missing))
