"""Fusion of several signals to one ranking: standardised scores, weighted and added."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.dense.faiss_index import VectorIndex
from index.lexical.bm25 import LexicalIndex
from index.query_encoder.encoder import Vectors

CANDIDATES = 100
"""Rows that dense and lexical search each bring to the fusion."""

_FEW = 5  # known rows at which an incomplete signal counts half

Rows = NDArray[np.int64]
Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Signal:
    """The hits of one retrieval signal.

    Attributes
    ----------
    found
        Its candidates, best first.
    scores
        Scores any rows, candidates or not; higher is better, NaN for a row of which the signal knows nothing.
    weight
        Its weight in the fusion; at 0 it brings no candidates either.
    """

    found: Rows
    scores: Callable[[Rows], Scores]
    weight: float


def dense_signal(index: VectorIndex, vector: Vectors, weight: float, allowed: Rows | None = None) -> Signal:
    """Search by cosine."""
    found, _ = index.search(vector, CANDIDATES, allowed)
    return Signal(found, lambda rows: index.cosines(vector, rows), weight)


def lexical_signal(index: LexicalIndex, query: str, weight: float, allowed: NDArray[np.bool_] | None = None) -> Signal:
    """Search by words."""
    match = index.match(query)
    return Signal(match.best(CANDIDATES, allowed), match.scores, weight)


def fuse(signals: Sequence[Signal], ids: Callable[[Rows], NDArray[np.str_]]) -> tuple[Rows, Scores]:
    """Rank every row that a signal found.

    Each signal scores all of them, not only those that it found itself, and is brought to mean 0 and deviation 1 over
    them, so that cosines and BM25 scores can be added. Measured against reciprocal rank fusion in
    docs/evaluation-retrieval.md. Where a signal knows nothing of a row, the others' mean replaces it: a document
    without corpus questions does not rank below one that has them.

    Parameters
    ----------
    ids
        Maps rows to passage ids, which break ties; called with tied rows only.

    Returns
    -------
    tuple
        Rows and their fused scores, best first; comparable within one search only.
    """
    counted = [signal for signal in signals if signal.weight > 0]
    rows = np.unique(np.concatenate([np.empty(0, np.int64), *(signal.found for signal in counted)]))
    fused = np.zeros(len(rows), dtype=np.float32)
    standardised = [_standardised(signal.scores(rows)) for signal in counted] if len(rows) else []
    others = _mean_of_complete(standardised, [signal.weight for signal in counted])
    for signal, scores in zip(counted, standardised, strict=False):
        fused += signal.weight * _completed(scores, others)
    order = np.lexsort((_places(fused, rows, ids), -fused))
    return rows[order], fused[order]


def _places(fused: Scores, rows: Rows, ids: Callable[[Rows], NDArray[np.str_]]) -> Rows:
    """Compute each tied row's place among the tied rows by id; 0 for the others."""
    _, group, sizes = np.unique(fused, return_inverse=True, return_counts=True)
    tied = np.flatnonzero(sizes[group] > 1)
    places = np.zeros(len(rows), np.int64)
    if len(tied):
        places[tied[np.argsort(ids(rows[tied]), kind="stable")]] = np.arange(len(tied))
    return places


def _standardised(scores: Scores) -> Scores:
    known = scores[~np.isnan(scores)]
    deviation = known.std() if len(known) else 0.0
    standardised: Scores = (scores - known.mean()) / deviation if deviation > 0 else scores * 0
    return standardised


def _mean_of_complete(standardised: Sequence[Scores], weights: Sequence[float]) -> Scores | float:
    """Compute the weighted mean of the signals that know every row, by row."""
    complete = [(scores, weight) for scores, weight in zip(standardised, weights, strict=False) if _knows_all(scores)]
    total = sum(weight for _, weight in complete)
    mean: Scores | float = sum(weight * scores for scores, weight in complete) / total if total else 0.0
    return mean


def _completed(scores: Scores, others: Scores | float) -> Scores:
    """Fill the rows that a signal does not know with the others' mean, and shrink its scores towards it where few."""
    if _knows_all(scores):
        return scores
    known = ~np.isnan(scores)
    trust = known.sum() / (known.sum() + _FEW)
    completed: Scores = np.where(known, trust * scores + (1 - trust) * others, others).astype(np.float32)
    return completed


def _knows_all(scores: Scores) -> bool:
    return not np.isnan(scores).any()
