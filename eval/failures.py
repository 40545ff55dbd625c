"""Why a question counts as failed, in words."""

from eval.figures import Figure, Measured
from eval.metrics import facts_missing


def failures(question: Measured) -> tuple[str, ...]:
    """Return what went wrong with a question, the gravest first; nothing if all of it was right."""
    outcome, figures = question.outcome, question.figures
    reasons = []
    if not all(outcome.verbatim):
        reasons.append("a quote is not the page's text")
    if outcome.case.answerable and not outcome.answer.answered:
        reasons.append("refused, though the documents answer it")
    if not outcome.case.answerable and outcome.answer.answered:
        reasons.append("answered, though the documents do not")
    if figures.get(Figure.RECALL, 1) < 1:
        reasons.append(f"the first five hits hold {figures[Figure.RECALL]:.0%} of the evidence")
    if outcome.answer.answered:
        if figures.get(Figure.CITATION_PRECISION, 1) == 0:
            reasons.append("no citation quotes the evidence")
        missing = facts_missing(outcome.case, outcome.answer)
        if missing:
            reasons.append("facts missing: " + "; ".join(f"«{fact}»" for fact in missing))
    return tuple(reasons)
