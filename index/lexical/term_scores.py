"""The BM25 scores of one question's terms."""

from collections import Counter
from math import log

import numpy as np
from numpy.typing import NDArray

from index.lexical.postings import Postings, Rows, Scores
from index.lexical.top_k import best_rows

ALL_SCORED_UP_TO = 20_000
"""Rows up to which every row is scored. In a larger index only rows that the question's rarer terms have are scored."""

_POSTINGS_BUDGET = 500_000  # postings that are read to find candidates
_SPARE = 2  # candidates scored for each row asked for, since the commonest terms may have been left out
_GROUPS_PER_ROW = 4  # row groups for each candidate; the groups' best sums bound the candidates from below

TermGroups = tuple[tuple[float, list[int]], ...]
"""Each group's weight, and the numbers of its terms, repeats included: words, character n-grams, bigrams."""


class TermScores:
    """A question's terms in an index; a row's score is the same whichever way the row was found."""

    def __init__(self, postings: Postings, groups: TermGroups) -> None:
        self._postings = postings
        self._groups = groups
        self._all = self._every_score() if postings.count <= ALL_SCORED_UP_TO else None

    def best(
        self, count: int, allowed: NDArray[np.bool_] | None = None, postings_budget: int = _POSTINGS_BUDGET
    ) -> Rows:
        """Find the rows of the highest scores above 0, best first, ties by row; `allowed` has a truth value a row.

        Of more than `ALL_SCORED_UP_TO` rows, candidates come from the most informative terms that have at most
        `postings_budget` postings together. A row that has only the other, commoner terms may be missing.
        """
        if self._all is not None:
            return _best(np.where(allowed, self._all, 0) if allowed is not None else self._all, count)
        likely = self._likely(_SPARE * count, allowed, postings_budget)
        return likely[_best(self.scores(likely), count)]

    def scores(self, rows: Rows) -> Scores:
        """Score these rows by what they share with the question; 0 for nothing."""
        if self._all is not None:
            return self._all[rows]
        impacts = {number: self._impacts(number, rows) for _, numbers in self._groups for number in numbers}
        sums = []
        for weight, numbers in self._groups:
            group = np.zeros(len(rows), np.float32)
            for number in numbers:
                group += impacts[number]
            sums.append(weight * group)
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
        for weight, numbers in self._groups:
            group = np.zeros(self._postings.count, np.float32)
            for number in numbers:
                rows, impacts = self._postings.of(number)
                group[rows] += impacts
            sums.append(weight * group)
        scores: Scores = np.sum(sums, axis=0, dtype=np.float32)
        return scores

    def _impacts(self, number: int, asked: Rows) -> Scores:
        rows, impacts = self._postings.of(number)
        places = np.minimum(np.searchsorted(rows, asked.astype(np.int32)), len(rows) - 1)
        return np.where(rows[places] == asked, impacts[places], np.float32(0))

    def _likely(self, count: int, allowed: NDArray[np.bool_] | None, postings_budget: int) -> Rows:
        """Find the best rows by the most informative terms, as many terms as the budget allows."""
        sums = np.zeros(self._postings.count, np.float32)
        for number, weight in self._within_budget(postings_budget):
            rows, impacts = self._postings.of(number)
            sums[rows] += weight * impacts
        if allowed is not None:
            sums *= allowed
        # The best of each group of rows are at least as many good rows: no other row need be sorted.
        size = max(1, len(sums) // (_GROUPS_PER_ROW * count))
        best = np.maximum.reduceat(sums, np.arange(0, len(sums), size))
        least = np.partition(best, -count)[-count] if len(best) > count else 0
        found = np.flatnonzero(sums >= max(least, np.finfo(np.float32).tiny))
        return np.sort(found[np.argsort(-sums[found], kind="stable")[:count]])

    def _within_budget(self, postings_budget: int) -> list[tuple[int, np.float32]]:
        """Choose terms, most informative first, each with its weight times its count in the question."""
        weights: Counter[int] = Counter()
        for weight, numbers in self._groups:
            for number in numbers:
                weights[number] += weight  # type: ignore[assignment]
        lengths = {number: self._postings.length(number) for number in weights}
        informative = {n: weights[n] * log(1 + self._postings.count / max(1, lengths[n])) for n in weights}
        chosen: list[tuple[int, np.float32]] = []
        spent = 0
        for number in sorted(weights, key=lambda n: (-informative[n], n)):
            if not chosen or spent + lengths[number] <= postings_budget:
                chosen.append((number, np.float32(weights[number])))
                spent += lengths[number]
        return chosen


def _best(scores: Scores, count: int) -> Rows:
    best = best_rows(scores, count)
    return best[scores[best] > 0]
