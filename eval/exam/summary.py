"""Compute figures from outcomes."""

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from eval.exam.calibration import auroc, brier, calibration_error, operating_points, refused_at_allowance, reliability
from eval.exam.case_metrics import (
    DEPTH,
    Order,
    citation_precision,
    citation_recall,
    facts_found,
    hit_length,
    order,
    recall,
)
from eval.exam.cases import Case
from eval.exam.figures import (
    CaseOutcome,
    ConfidenceFigures,
    Figure,
    FigureGroup,
    MeasuredCase,
    RefusalFigures,
    Report,
    Speed,
)
from eval.exam.intervals import estimate, mean


def summarise(outcomes: Sequence[CaseOutcome]) -> Report:
    """Compute all figures of at least one outcome."""
    questions = _measure(outcomes)
    answerable = [each for each in questions if each.outcome.case.answerable]
    unanswerable = [outcome for outcome in outcomes if not outcome.case.answerable]
    lengths = [length for each in outcomes if (length := hit_length(each.hits)) is not None]
    verbatim = [float(right) for each in outcomes for right in each.verbatim]
    return Report(
        index_version=outcomes[0].answer.index_version,
        answerable=_group("all", answerable),
        kinds=_groups(answerable, lambda case: case.kind),
        sections=_groups(
            sorted((e for e in answerable if e.outcome.case.section), key=_page), lambda case: case.section
        ),
        pages=_groups(sorted(answerable, key=_page), lambda case: str(case.page)),
        languages=_groups(answerable, lambda case: case.language),
        refusals=_refusals([each.outcome for each in answerable], unanswerable),
        recall_by_rank=tuple(_recall([each.outcome for each in answerable], rank) for rank in range(1, DEPTH + 1)),
        mean_hit_length=float(np.mean(lengths or [0.0])),
        citations=len(verbatim),
        verbatim=float(np.mean(verbatim or [1.0])),
        confidence=_confidence([each.outcome for each in answerable], unanswerable),
        search=_speed(outcome.search_milliseconds for outcome in outcomes),
        answer=_speed(outcome.answer_milliseconds for outcome in outcomes),
        questions=questions,
    )


def _measure(outcomes: Sequence[CaseOutcome]) -> tuple[MeasuredCase, ...]:
    orders = iter(order([(outcome.case, outcome.hits) for outcome in outcomes if outcome.case.answerable]))
    return tuple(
        MeasuredCase(outcome, _figures(outcome, next(orders)) if outcome.case.answerable else {})
        for outcome in outcomes
    )


def _figures(outcome: CaseOutcome, hits_order: Order) -> dict[Figure, float]:
    case, answer = outcome.case, outcome.answer
    found = recall(case, outcome.hits)
    figures = {
        Figure.RECALL: found,
        Figure.HIT: float(found > 0),
        Figure.NDCG: hits_order.ndcg,
        Figure.MRR: hits_order.reciprocal_rank,
        Figure.FACTS: facts_found(case, answer),
        Figure.CITATION_PRECISION: citation_precision(case, answer),
        Figure.CITATION_RECALL: citation_recall(case, answer),
        Figure.REFUSED: float(not answer.answered),
    }
    return {figure: value for figure, value in figures.items() if value is not None}


def _page(question: MeasuredCase) -> int:
    return question.outcome.case.page or 0


def _groups(questions: Iterable[MeasuredCase], name: Callable[[Case], str]) -> tuple[FigureGroup, ...]:
    """Group the questions by a name, in the order in which the names first occur."""
    members: dict[str, list[MeasuredCase]] = {}
    for each in questions:
        members.setdefault(name(each.outcome.case), []).append(each)
    return tuple(_group(key, group) for key, group in members.items())


def _group(name: str, questions: Sequence[MeasuredCase]) -> FigureGroup:
    values = {figure: [each.figures[figure] for each in questions if figure in each.figures] for figure in Figure}
    estimates = {figure: estimate(mean, sample) for figure, sample in values.items()}
    return FigureGroup(
        name, len(questions), {figure: value for figure, value in estimates.items() if value is not None}
    )


def _refusals(answerable: Sequence[CaseOutcome], unanswerable: Sequence[CaseOutcome]) -> tuple[RefusalFigures, ...]:
    kinds = dict.fromkeys(outcome.case.kind for outcome in unanswerable)
    groups = {"all": unanswerable} | {
        kind: [outcome for outcome in unanswerable if outcome.case.kind == kind] for kind in kinds
    }
    return tuple(
        RefusalFigures(
            name=name,
            count=len(group),
            refused=refused,
            auroc=estimate(auroc, _confidences(answerable), _confidences(group)),
            refused_at_allowance=estimate(refused_at_allowance, _confidences(answerable), _confidences(group)),
        )
        for name, group in groups.items()
        if (refused := estimate(mean, [float(not outcome.answer.answered) for outcome in group])) is not None
    )


def _confidence(answerable: Sequence[CaseOutcome], unanswerable: Sequence[CaseOutcome]) -> ConfidenceFigures | None:
    samples = _confidences(answerable), _confidences(unanswerable)
    squared, error = estimate(brier, *samples), estimate(calibration_error, *samples)
    if squared is None or error is None:
        return None
    lower = {outcome.case.pair: outcome.answer.confidence for outcome in unanswerable if outcome.case.pair}
    pairs = [each for each in answerable if each.case.id in lower]
    in_order = [float(each.answer.confidence > lower[each.case.id]) for each in pairs]
    arrays = np.asarray(samples[0]), np.asarray(samples[1])
    return ConfidenceFigures(squared, error, reliability(*arrays), operating_points(*arrays), estimate(mean, in_order))


def _confidences(outcomes: Iterable[CaseOutcome]) -> list[float]:
    return [outcome.answer.confidence for outcome in outcomes]


def _recall(outcomes: Sequence[CaseOutcome], cutoff: int) -> float:
    return float(np.mean([recall(outcome.case, outcome.hits, cutoff) for outcome in outcomes] or [0.0]))


def _speed(milliseconds: Iterable[float]) -> Speed:
    p50, p95 = np.percentile(list(milliseconds), [50, 95])
    return Speed(float(p50), float(p95))
