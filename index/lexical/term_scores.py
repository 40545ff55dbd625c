"""What one question finds by its words."""

from collections import Counter
from math import log

import numpy as np
from numpy.typing import NDArray

from index.lexical.postings import Postings, Rows, Scores
from index.lexical.top_k import best_rows

ALL_SCORED_UP_TO = 20_000
"""Rows up to which every row is scored; of more, only those that the question's rarer terms find."""

_WALKED = 500_000  # postings that are gone through to find what to score
_SPARE = 2  # times as many rows are scored as are asked for, since the commonest terms may have been left out
_GROUPS = 4  # groups of rows to a row that is scored, whose best tell from what on a row can be among the best

Kinds = tuple[tuple[float, list[int]], ...]
"""The numbers of the terms asked for, repeats included, by kind, each kind with its weight."""


class Match:
    """A question's terms in an index; a row's score is the same whichever way the row was found."""

    def __init__(self, postings: Postings, kinds: Kinds) -> None:
        self._postings = postings
        self._kinds = kinds
        self._all = self._every_score() if postings.count <= ALL_SCORED_UP_TO else None

    def best(self, count: int, allowed: NDArray[np.bool_] | None = None, walked: int = _WALKED) -> Rows:
        """Find the rows of the highest scores above 0, best first, ties by row; `allowed` has a truth value a row.

        Among more than `ALL_SCORED_UP_TO` rows, a row that shares only the question's commonest terms may be missing:
        those whose postings are more than `walked` in all with those of the terms that tell more.
        """
        if self._all is not None:
            return _best(np.where(allowed, self._all, 0) if allowed is not None else self._all, count)
        likely = self._likely(_SPARE * count, allowed, walked)
        return likely[_best(self.scores(likely), count)]

    def scores(self, rows: Rows) -> Scores:
        """Score these rows by what they share with the question; 0 for nothing."""
        if self._all is not None:
            return self._all[rows]
        worth = {number: self._worth(number, rows) for _, numbers in self._kinds for number in numbers}
        sums = []
        for weight, numbers in self._kinds:
            kind = np.zeros(len(rows), np.float32)
            for number in numbers:
                kind += worth[number]
            sums.append(weight * kind)
        scores: Scores = np.sum(sums, axis=0, dtype=np.float32)
        return scores

    def every_score(self) -> Scores:
        """Score every row; of more than `ALL_SCORED_UP_TO` rows, those that `best` finds."""
        if self._all is not None:
            return self._all
        scores, found = np.zeros(self._postings.count, np.float32), self.best(self._postings.count)
        scores[found] = self.scores(found)
        return scores

    def _every_score(self) -> Scores:
        sums = []
        for weight, numbers in self._kinds:
            kind = np.zeros(self._postings.count, np.float32)
            for number in numbers:
                rows, worth = self._postings.of(number)
                kind[rows] += worth
            sums.append(weight * kind)
        scores: Scores = np.sum(sums, axis=0, dtype=np.float32)
        return scores

    def _worth(self, number: int, asked: Rows) -> Scores:
        rows, worth = self._postings.of(number)
        places = np.minimum(np.searchsorted(rows, asked.astype(np.int32)), len(rows) - 1)
        return np.where(rows[places] == asked, worth[places], np.float32(0))

    def _likely(self, count: int, allowed: NDArray[np.bool_] | None, walked: int) -> Rows:
        """Find the best rows by the terms that tell most, as many of them as may be walked."""
        sums = np.zeros(self._postings.count, np.float32)
        for number, weight in self._walked(walked):
            rows, worth = self._postings.of(number)
            sums[rows] += weight * worth
        if allowed is not None:
            sums *= allowed
        # The best of each group of rows are at least as many good rows: no other row need be sorted.
        size = max(1, len(sums) // (_GROUPS * count))
        best = np.maximum.reduceat(sums, np.arange(0, len(sums), size))
        least = np.partition(best, -count)[-count] if len(best) > count else 0
        found = np.flatnonzero(sums >= max(least, np.finfo(np.float32).tiny))
        return np.sort(found[np.argsort(-sums[found], kind="stable")[:count]])

    def _walked(self, most: int) -> list[tuple[int, np.float32]]:
        """Choose terms, those that tell most of a row first; each with its weight by how often it is asked for."""
        weights: Counter[int] = Counter()
        for weight, numbers in self._kinds:
            for number in numbers:
                weights[number] += weight  # type: ignore[assignment]
        lengths = {number: self._postings.length(number) for number in weights}
        told = {n: weights[n] * log(1 + self._postings.count / max(1, lengths[n])) for n in weights}
        chosen: list[tuple[int, np.float32]] = []
        walked = 0
        for number in sorted(weights, key=lambda n: (-told[n], n)):
            if not chosen or walked + lengths[number] <= most:
                chosen.append((number, np.float32(weights[number])))
                walked += lengths[number]
        return chosen


def _best(scores: Scores, count: int) -> Rows:
    best = best_rows(scores, count)
    return best[scores[best] > 0]
