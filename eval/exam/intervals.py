"""Bootstrap confidence intervals of figures over questions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

RESAMPLES = 1000
SEED = 20261123


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure over `count` questions with its 95 % interval from `low` to `high`."""

    value: float
    low: float
    high: float
    count: int


def estimate(statistic: Callable[..., float], *samples: Sequence[float]) -> Estimate | None:
    """Estimate a statistic of one or more samples, with its interval; None if a sample is empty.

    The interval is the bootstrap's percentile interval (Efron, Annals of Statistics 1979): each sample's questions are
    resampled with replacement, a thousand times, from a fixed seed. The interval is too narrow where questions on one
    subject are not independent, and has no width where a figure has no error.
    """
    arrays = [np.asarray(sample, dtype=np.float64) for sample in samples]
    if any(array.size == 0 for array in arrays):
        return None
    generator = np.random.default_rng(SEED)
    drawn = [array[generator.integers(array.size, size=(RESAMPLES, array.size))] for array in arrays]
    resampled = [statistic(*(rows[index] for rows in drawn)) for index in range(RESAMPLES)]
    low, high = np.percentile(resampled, [2.5, 97.5])
    return Estimate(float(statistic(*arrays)), float(low), float(high), sum(array.size for array in arrays))


def mean(values: Numbers) -> float:
    """Return the arithmetic mean."""
    return float(values.sum() / values.size)
