"""A question becomes a ranking of passages, from three signals fused to one score."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.bundle import Parts
from index.encoder import Vectors
from index.fusion import Scores, Signal, fuse
from index.hit import Explanation, Hit

_CANDIDATES = 100  # that each signal brings
_NEIGHBOURS = 300


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each signal counts; tuned on the tune half of eval/questions.jsonl.

    `wording` is what a corpus question in the very words («formand», not «næstformand») adds to its cosine.
    """

    dense: float = 1.0
    questions: float = 2.0
    lexical: float = 1.0
    wording: float = 0.1


TUNED_WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class Ranking:
    """What a search saw, best passage first.

    Attributes
    ----------
    query, vector
        What was searched for, and its vector.
    best_cosine
        The cosine of the passage most like the question.
    rows
        Passage rows, best first; ties by passage id.
    scores
        The fused score of each row, in the same order.
    neighbours
        Rows of the corpus questions nearest to the question, best first.
    cosines
        Their cosines.
    ranks
        For each signal, the rank that it gave each row, from 1; rows it did not find are missing.
    """

    query: str
    vector: Vectors
    best_cosine: float
    rows: NDArray[np.int64]
    scores: Scores
    neighbours: NDArray[np.int64]
    cosines: Scores
    ranks: dict[str, dict[int, int]]


class Searcher:
    """Searches one bundle; safe to call from several threads."""

    def __init__(self, parts: Parts, weights: Weights = TUNED_WEIGHTS) -> None:
        self.parts = parts
        self._weights = weights
        self.answered_by = parts.store.question_passages()
        """The passage rows that answer each corpus question, by its row."""
        self.questions = parts.store.questions()
        """The corpus questions, by row."""
        self._adapted = _adapted(parts)
        passages = parts.store.passages(list(range(parts.store.passage_count())))
        self._ids = np.array([passage.id for passage in passages])

    def rank(self, query: str, focus: str, documents: frozenset[str] | None = None) -> Ranking:
        """Rank the passages for one query.

        Parameters
        ----------
        query
            What to search for, not blank.
        focus
            The part of it that was asked just now, whose words count double: for a follow-up the query also holds what
            it follows.
        documents
            Ids of the documents to look in; None looks in all.
        """
        vector = self.parts.encoder.queries([query])[0]
        query = query if focus == query else f"{query} {focus}"
        allowed = None if documents is None else self.parts.store.rows_of(documents)
        dense = dict(_pairs(*self.parts.dense.search(vector, _CANDIDATES, allowed)))
        mask = None if allowed is None else np.isin(np.arange(len(self._ids)), allowed)
        lexical = dict(_pairs(*self.parts.lexical.search(query, _CANDIDATES, mask)))
        neighbours, cosines = self._neighbours(vector)
        questions = self._by_question(neighbours, cosines, mask)
        weights = self._weights
        signals = {
            "dense": Signal(dense, weights.dense, min(dense.values(), default=0.0)),
            "lexical": Signal(lexical, weights.lexical),
            "questions": Signal(questions, weights.questions, min(questions.values(), default=0.0)),
        }
        rows, scores = fuse(list(signals.values()), self._ids)
        return Ranking(
            query=query,
            vector=vector,
            best_cosine=max(dense.values(), default=0.0),
            rows=rows,
            scores=scores,
            neighbours=neighbours,
            cosines=cosines,
            ranks={name: _ranks(signal.scores) for name, signal in signals.items()},
        )

    def hits(self, ranking: Ranking, count: int) -> tuple[tuple[Hit, ...], tuple[Explanation, ...]]:
        """Fetch the first passages of a ranking, with an explanation of each."""
        rows = [int(row) for row in ranking.rows[:count]]
        passages = self.parts.store.passages(rows)
        hits = tuple(Hit(p, float(s)) for p, s in zip(passages, ranking.scores, strict=False))
        return hits, tuple(
            Explanation(**{name: ranks.get(row) for name, ranks in ranking.ranks.items()}) for row in rows
        )

    def kin(self, ranking: Ranking, count: int) -> tuple[NDArray[np.int64], Scores]:
        """Find the corpus questions that most likely have the same answer as the one searched for.

        Returns
        -------
        tuple
            Rows of corpus questions and their likeness, best first: the adapted cosine, and how well the words match.
        """
        parts = self.parts
        if parts.adapter is None or parts.questions_lexical is None:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        likeness: Scores = self._adapted @ _unit(ranking.vector @ parts.adapter)
        rows, scores = parts.questions_lexical.search(ranking.query, len(likeness))
        if len(rows):
            likeness[rows] += self._weights.wording * scores / scores[0]
        best = np.argsort(-likeness, kind="stable")[:count]
        return best, likeness[best]

    def _neighbours(self, vector: Vectors) -> tuple[NDArray[np.int64], Scores]:
        if self.parts.questions is None:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        return self.parts.questions.search(vector, _NEIGHBOURS)

    def _by_question(
        self, neighbours: NDArray[np.int64], cosines: Scores, allowed: NDArray[np.bool_] | None
    ) -> dict[int, float]:
        """Score each passage by the nearest of the questions that it answers."""
        scores: dict[int, float] = {}
        for question, cosine in _pairs(neighbours, cosines):
            for row in self.answered_by[question]:
                if allowed is None or allowed[row]:
                    scores.setdefault(row, cosine)
        return scores


def _adapted(parts: Parts) -> Vectors:
    if parts.adapter is None or parts.questions is None:
        return np.empty((0, parts.dense.dimension), np.float32)
    return _unit(parts.questions.rows(list(range(len(parts.questions)))) @ parts.adapter)


def _unit(vectors: Vectors) -> Vectors:
    unit: Vectors = vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)
    return unit


def _pairs(rows: NDArray[np.int64], scores: Scores) -> list[tuple[int, float]]:
    return list(zip(rows.tolist(), scores.tolist(), strict=True))


def _ranks(scores: dict[int, float]) -> dict[int, int]:
    return {row: rank for rank, row in enumerate(sorted(scores, key=lambda row: (-scores[row], row)), start=1)}
