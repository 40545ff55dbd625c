"""What an evaluation found: each question's outcome, and the figures over groups of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from answer.types import Answer
from eval.exam.calibration import Bin, OperatingPoint
from eval.exam.cases import Case
from eval.exam.intervals import Estimate
from index.hit import Hit


class Figure(StrEnum):
    """What is measured of each answerable question and averaged over questions, so that each counts once.

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
    """What came of one question, as it came through the door: ten hits, the answer, and how long each took.

    `verbatim` tells for each citation whether its quote is the page's text.
    """

    case: Case
    hits: tuple[Hit, ...]
    answer: Answer
    verbatim: tuple[bool, ...]
    search_milliseconds: float
    answer_milliseconds: float


@dataclass(frozen=True, slots=True)
class MeasuredCase:
    """An outcome with its figures: those that apply to it, none for an unanswerable question."""

    outcome: CaseOutcome
    figures: Mapping[Figure, float]


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """The figures of `count` answerable questions; a figure that applies to none of them is missing."""

    name: str
    count: int
    figures: Mapping[Figure, Estimate]


@dataclass(frozen=True, slots=True)
class RefusalFigures:
    """How `count` unanswerable questions were told from all the answerable ones.

    `refused` is the share that got no answer. `auroc` and `refused_at_allowance` look at the confidence alone, whatever
    threshold the product has; None where no answerable question was asked.
    """

    name: str
    count: int
    refused: Estimate
    auroc: Estimate | None
    refused_at_allowance: Estimate | None


@dataclass(frozen=True, slots=True)
class ConfidenceFigures:
    """Whether the confidence means what it says.

    `pairs_in_order` is the share of the pairs in which the answerable question got the higher confidence.
    """

    brier: Estimate
    calibration_error: Estimate
    bins: tuple[Bin, ...]
    choices: tuple[OperatingPoint, ...]
    pairs_in_order: Estimate | None


@dataclass(frozen=True, slots=True)
class Speed:
    """Milliseconds that one call took, seen from the asker: the median and the 95th percentile."""

    p50: float
    p95: float


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of an evaluation.

    Attributes
    ----------
    sections
        By the section of the first evidence; empty where the cases do not name it.
    refusals
        Of all unanswerable questions, then of each kind; empty where none was asked.
    recall_by_rank
        Mean recall over the first hit, the first two, … the first ten.
    mean_hit_length
        Characters of a question's first five hits on average, averaged over all questions.
    verbatim
        The share of all `citations` whose quote is the page's text; 1 where nothing was cited.
    confidence
        None unless answerable and unanswerable questions were asked.
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
