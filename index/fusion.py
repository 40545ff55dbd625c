"""Several rankings become one: standardised scores, weighted and added."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Signal:
    """What one way of searching found.

    Attributes
    ----------
    scores
        By row; higher is better.
    weight
        How much it counts beside the others; at 0 it brings no candidates either.
    missing
        The score of a row that it did not find but another signal did.
    """

    scores: dict[int, float]
    weight: float
    missing: float = 0.0


def fuse(signals: Sequence[Signal], ids: NDArray[np.str_]) -> tuple[NDArray[np.int64], Scores]:
    """Rank every row that a signal found.

    Parameters
    ----------
    signals
        Each is brought to mean 0 and deviation 1 over the candidates, so that cosines and BM25 scores can be added.
    ids
        The id of each row, which breaks ties.

    Returns
    -------
    tuple
        Rows and their fused scores, best first; comparable within one search only.
    """
    counted = [signal for signal in signals if signal.weight > 0]
    rows = np.array(sorted({row for signal in counted for row in signal.scores}), dtype=np.int64)
    fused = np.zeros(len(rows), dtype=np.float32)
    for signal in counted:
        fused += signal.weight * _standardised(signal, rows)
    order = np.lexsort((ids[rows], -fused))
    return rows[order], fused[order]


def _standardised(signal: Signal, rows: NDArray[np.int64]) -> Scores:
    values = np.array([signal.scores.get(int(row), signal.missing) for row in rows], dtype=np.float32)
    deviation = values.std() if len(values) else 0.0
    standardised: Scores = (values - values.mean()) / deviation if deviation > 0 else np.zeros_like(values)
    return standardised
