"""The best of many scores."""

import numpy as np
from numpy.typing import NDArray


def best_rows(scores: NDArray[np.float32], count: int) -> NDArray[np.int64]:
    """Find the rows of the highest scores, at most `count`, best first, ties by row; the others are not sorted."""
    likely = np.arange(len(scores))
    if 0 < count < len(scores):
        least = np.partition(scores, -count)[-count]
        likely = np.flatnonzero(scores >= least)
    return likely[np.argsort(-scores[likely], kind="stable")[:count]].astype(np.int64)
