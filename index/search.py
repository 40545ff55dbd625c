"""A question becomes a ranking of passages, from three signals fused to one score."""

from dataclasses import dataclass
from functools import lru_cache, partial

import numpy as np
from numpy.typing import NDArray

from index.filters import EVERYWHERE, SearchFilter
from index.fusion import Rows, Scores, Signal, dense_signal, fuse, lexical_signal
from index.hit import Explanation, Hit
from index.lexical.top_k import best_rows
from index.query_encoder.encoder import Vectors
from index.storage.bundle import Parts
from index.visibility import Visibility, make_visibility

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
    visibility
        What the asker may see besides passages.
    """

    query: str
    vector: Vectors
    best_cosine: float
    rows: NDArray[np.int64]
    scores: Scores
    neighbours: NDArray[np.int64]
    cosines: Scores
    ranks: dict[str, dict[int, int]]
    visibility: Visibility


class Searcher:
    """Searches one bundle; safe to call from several threads."""

    def __init__(self, parts: Parts, weights: Weights = TUNED_WEIGHTS) -> None:
        self.parts = parts
        self._weights = weights
        self.answered_by = parts.store.question_passages()
        """The passage rows that answer each corpus question, by its row."""
        self.asked_about = frozenset(row for rows in self.answered_by for row in rows)
        """The passages that corpus questions are about, by row."""
        self.questions = parts.store.questions()
        """The corpus questions, by row."""
        self._mapped_questions = _mapped_questions(parts)
        self._wordings = parts.wordings
        self.published = {version.document_id: version.published for version in parts.store.versions()}
        """The day on which each document was published, as far as it is known."""
        self.visibility = lru_cache(maxsize=16)(partial(make_visibility, parts, self.questions))

    def rank(
        self, query: str, focus: str, documents: frozenset[str] | None = None, search_filter: SearchFilter = EVERYWHERE
    ) -> Ranking:
        """Rank the passages for one query.

        Parameters
        ----------
        query
            What to search for, not blank.
        focus
            The part of it that was asked just now, whose words count double: for a follow-up the query also holds what
            it follows.
        documents
            Ids of the documents to look in; None looks in all that are in force.
        search_filter
            What else the passages must meet.
        """
        vector = self.parts.encoder.queries([query])[0]
        query = query if focus == query else f"{query} {focus}"
        allowed = self.parts.store.matching_rows(documents, search_filter)
        mask = None if allowed is None else _mask(allowed, len(self.parts.dense))
        visibility = self.visibility(search_filter.groups)
        neighbours, cosines = self._neighbours(vector, visibility)
        signals = {
            "dense": dense_signal(self.parts.dense, vector, self._weights.dense, allowed),
            "lexical": lexical_signal(self.parts.lexical, query, self._weights.lexical, mask),
            "questions": self._question_signal(neighbours, cosines, mask),
        }
        rows, scores = self._without_duplicates(*fuse(list(signals.values()), self.parts.store.ids))
        return Ranking(
            query=query,
            vector=vector,
            best_cosine=float(self.parts.dense.cosines(vector, signals["dense"].found[:1]).sum()),
            rows=rows,
            scores=scores,
            neighbours=neighbours,
            cosines=cosines,
            ranks={name: _ranks(signal.found) for name, signal in signals.items()},
            visibility=visibility,
        )

    def _without_duplicates(self, rows: Rows, scores: Scores) -> tuple[Rows, Scores]:
        """Leave out passages that have the wording of a better one."""
        _, first = np.unique(self._wordings[rows], return_index=True)
        best = np.sort(first)
        return rows[best], scores[best]

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
            Rows of corpus questions and their likeness, best first: the mapped cosine, and how well the words match.
        """
        parts = self.parts
        if parts.question_map is None or parts.questions_lexical is None:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        likeness: Scores = self._mapped_questions @ _unit(ranking.vector @ parts.question_map)
        seen = ranking.visibility.questions
        wording = parts.questions_lexical.match(ranking.query).every_score()
        if seen is not None:
            wording = np.where(seen, wording, np.float32(0))
        if most := wording.max(initial=0):
            likeness += self._weights.wording * wording / most
        visible = np.arange(len(likeness)) if seen is None else np.flatnonzero(seen)
        best = visible[best_rows(likeness[visible], count)]
        return best, likeness[best]

    def answering(self, ranking: Ranking, sentences: list[int]) -> Scores | None:
        """Tell how well these sentences answer, by row: their mapped cosines to the question; None without maps."""
        parts = self.parts
        if parts.question_map is None or parts.sentence_map is None:
            return None
        mapped: Scores = _unit(parts.sentences.rows(sentences) @ parts.sentence_map)
        return mapped @ _unit(ranking.vector @ parts.question_map)

    def _neighbours(self, vector: Vectors, visibility: Visibility) -> tuple[NDArray[np.int64], Scores]:
        if self.parts.questions is None:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        return self.parts.questions.search(vector, _NEIGHBOURS, visibility.question_rows)

    def _question_signal(self, neighbours: Rows, cosines: Scores, allowed: NDArray[np.bool_] | None) -> Signal:
        """Score each passage by the nearest of the questions that it answers; no number where nobody asked about it."""
        nearest: dict[int, float] = {}
        for question, cosine in zip(neighbours.tolist(), cosines.tolist(), strict=True):
            for row in self.answered_by[question]:
                if allowed is None or allowed[row]:
                    nearest.setdefault(row, cosine)
        found = sorted(nearest, key=lambda row: (-nearest[row], row))
        least = min(nearest.values(), default=0.0)
        return Signal(
            np.array(found, dtype=np.int64),
            lambda rows: np.array(
                [nearest.get(row, least if row in self.asked_about else np.nan) for row in rows.tolist()],
                dtype=np.float32,
            ),
            self._weights.questions,
        )


def _mask(rows: Rows, count: int) -> NDArray[np.bool_]:
    mask = np.zeros(count, np.bool_)
    mask[rows] = True
    return mask


def _mapped_questions(parts: Parts) -> Vectors:
    if parts.question_map is None or parts.questions is None:
        return np.empty((0, parts.dense.dimension), np.float32)
    return _unit(parts.questions.all_rows() @ parts.question_map)


def _unit(vectors: Vectors) -> Vectors:
    unit: Vectors = vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)
    return unit


def _ranks(found: Rows) -> dict[int, int]:
    return {row: rank for rank, row in enumerate(found.tolist(), start=1)}
