"""Results of an evaluation: each question's outcome, and figures over groups of questions."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from answer.types import Answer
from eval.exam.calibration import Bin, OperatingPoint
from eval.exam.cases import Case
from eval.exam.intervals import Estimate
from index.hit import Hit


class Figure(StrEnum):
    """The metrics of an answerable question, averaged over questions with equal weight.

    FACTS applies to cases that name facts, CITATION_PRECISION to questions that got an answer.
    """

    RECALL = "recall@5"
    HIT = "hit@5"
    NDCG = "nDCG@10"
    MRR = "MRR@10"
    FACTS = "facts found"
    CITATION_PRECISION = "citation precision"
    CITATION_RECALL = "citation recall"
    REFUSED = "wrongly refused"


@dataclass(frozen=True, slots=True)
class CaseOutcome:
    """One case's result from the `Answerer`: ten hits, the answer, and the time of each call.

    `verbatim` has for each citation whether its quote is the page's text.
    """

    case: Case
    hits: tuple[Hit, ...]
    answer: Answer
    verbatim: tuple[bool, ...]
    search_milliseconds: float
    answer_milliseconds: float


@dataclass(frozen=True, slots=True)
class MeasuredCase:
    """An outcome with the figures that apply to it; none for an unanswerable question."""

    outcome: CaseOutcome
    figures: Mapping[Figure, float]


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """The mean figures of `count` answerable questions; a figure that applies to none of them is missing."""

    name: str
    count: int
    figures: Mapping[Figure, Estimate]


@dataclass(frozen=True, slots=True)
class RefusalFigures:
    """Discrimination of `count` unanswerable questions from all the answerable ones.

    `refused` is the share without an answer. `auroc` and `refused_at_allowance` depend on the confidence, not on the
    product's threshold; None without answerable questions.
    """

    name: str
    count: int
    refused: Estimate
    auroc: Estimate | None
    refused_at_allowance: Estimate | None


@dataclass(frozen=True, slots=True)
class ConfidenceFigures:
    """Calibration of the confidence.

    `pairs_in_order` is the share of the pairs in which the answerable question has the higher confidence.
    """

    brier: Estimate
    calibration_error: Estimate
    bins: tuple[Bin, ...]
    choices: tuple[OperatingPoint, ...]
    pairs_in_order: Estimate | None


@dataclass(frozen=True, slots=True)
class Speed:
    """Milliseconds of one call, measured by the caller: the median and the 95th percentile."""

    p50: float
    p95: float


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of an evaluation.

    Attributes
    ----------
    sections
        By the section of the first evidence; empty if the cases have none.
    refusals
        Of all unanswerable questions, then of each kind; empty if there are none.
    recall_by_rank
        Mean recall over the first hit, the first two, … the first ten.
    mean_hit_length
        Mean characters of a question's first five hits, averaged over all questions.
    verbatim
        The share of all `citations` whose quote is the page's text; 1 without citations.
    confidence
        None unless there are both answerable and unanswerable questions.
    """

    index_version: str
    answerable: FigureGroup
    kinds: tuple[FigureGroup, ...]
    sections: tuple[FigureGroup, ...]
    pages: tuple[FigureGroup, ...]
    languages: tuple[FigureGroup, ...]
    refusals: tuple[RefusalFigures, ...]
    recall_by_rank: tuple[float, ...]
    mean_hit_length: float
    citations: int
    verbatim: float
    confidence: ConfidenceFigures | None
    search: Speed
    answer: Speed
    questions: tuple[MeasuredCase, ...]
