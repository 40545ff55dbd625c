"""How far the corpus questions speak of what a search found."""

import numpy as np

from index.search import Ranking, Searcher

PASSAGES = 8
"""The best passages, whose sentences answers are made of."""

_FADING = 1.0  # how much lower a fused score counts a passage 1/e as much


def told_share(searcher: Searcher, ranking: Ranking) -> float:
    """Tell how much of what was found has corpus questions: 1 all, 0 nothing, a better passage counting more.

    Questions about some documents say nothing of the others: neither what their sentences answer, nor whether they do.
    """
    rows, scores = ranking.rows[:PASSAGES], ranking.scores[:PASSAGES].astype(np.float64)
    weights = np.exp((scores - scores.max(initial=0.0)) / _FADING)
    told = np.array([row in searcher.asked_about for row in rows.tolist()], dtype=np.bool_)
    return float(weights[told].sum() / weights.sum()) if len(rows) else 0.0
