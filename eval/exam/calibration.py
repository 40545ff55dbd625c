"""Discrimination and calibration of the confidence.

`answerable` and `unanswerable` are the confidences, 0 to 1, of the questions of each class; neither is empty.
"""

from dataclasses import dataclass

import numpy as np

from eval.exam.intervals import Numbers

BINS = 10

ALLOWED_FALSE_REFUSALS = 0.05
"""The share of answerable questions that `refused_at_allowance` permits to be refused."""


def auroc(answerable: Numbers, unanswerable: Numbers) -> float:
    """Return the probability that an answerable question has a higher confidence than an unanswerable one.

    The area under the ROC curve as the Mann-Whitney statistic, equal confidences counting one half (Hanley and McNeil,
    Radiology 1982).
    """
    ordered = np.sort(unanswerable)
    below = np.searchsorted(ordered, answerable, side="left")
    not_above = np.searchsorted(ordered, answerable, side="right")
    return float((below + not_above).mean() / (2 * unanswerable.size))


def refused_at_allowance(answerable: Numbers, unanswerable: Numbers) -> float:
    """Return the share of unanswerable questions below the threshold that refuses at most 5 % of the answerable.

    A question is refused if its confidence is below the threshold.
    """
    threshold = np.sort(answerable)[int(ALLOWED_FALSE_REFUSALS * answerable.size)]
    return float((unanswerable < threshold).mean())


def brier(answerable: Numbers, unanswerable: Numbers) -> float:
    """Return the mean squared difference of confidence and truth, 1 or 0 (Brier, 1950); 0 is best."""
    squares = np.concatenate([(1 - answerable) ** 2, unanswerable**2])
    return float(squares.mean())


@dataclass(frozen=True, slots=True)
class Bin:
    """The questions whose confidence lies from `low` up to `high`.

    `confidence` is their mean confidence and `share` the answerable share; both are 0 in an empty bin.
    """

    low: float
    high: float
    count: int
    confidence: float
    share: float


def reliability(answerable: Numbers, unanswerable: Numbers) -> tuple[Bin, ...]:
    """Group the questions by confidence into ten bins of equal width; a confidence of 1 belongs to the last."""
    confidences = np.concatenate([answerable, unanswerable])
    truths = np.concatenate([np.ones(answerable.size), np.zeros(unanswerable.size)])
    places = np.minimum((confidences * BINS).astype(np.int64), BINS - 1)
    counts = np.bincount(places, minlength=BINS)
    divisors = np.maximum(counts, 1)
    means = np.bincount(places, weights=confidences, minlength=BINS) / divisors
    shares = np.bincount(places, weights=truths, minlength=BINS) / divisors
    return tuple(
        Bin(place / BINS, (place + 1) / BINS, int(counts[place]), float(means[place]), float(shares[place]))
        for place in range(BINS)
    )


@dataclass(frozen=True, slots=True)
class OperatingPoint:
    """The effect of a threshold on the confidence.

    `coverage` is the share of all questions that get an answer, `risk` the share of unanswerable ones among those.
    """

    threshold: float
    coverage: float
    risk: float


def operating_points(answerable: Numbers, unanswerable: Numbers) -> tuple[OperatingPoint, ...]:
    """Return the effect of each possible threshold, the strictest first (El-Yaniv and Wiener, JMLR 2010)."""
    confidences = np.concatenate([answerable, unanswerable])
    thresholds = np.unique(confidences)[::-1]
    answered = confidences.size - np.searchsorted(np.sort(confidences), thresholds, side="left")
    wrong = unanswerable.size - np.searchsorted(np.sort(unanswerable), thresholds, side="left")
    shares = zip(thresholds, answered / confidences.size, wrong / answered, strict=True)
    return tuple(OperatingPoint(*map(float, share)) for share in shares)


def calibration_error(answerable: Numbers, unanswerable: Numbers) -> float:
    """Return the expected calibration error: the bins' mean |share - confidence|, weighted by their questions.

    Naeini, Cooper and Hauskrecht (AAAI 2015), with ten bins of equal width.
    """
    bins = reliability(answerable, unanswerable)
    return sum(each.count * abs(each.share - each.confidence) for each in bins) / sum(each.count for each in bins)
