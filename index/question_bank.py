"""The corpus questions of a bundle: those nearest and most similar to a question, and the passages they cover."""

import numpy as np
from numpy.typing import NDArray

from index.fusion import Rows, Scores, Signal
from index.lexical.top_k import best_rows
from index.query_encoder.encoder import Vectors
from index.storage.bundle import Parts
from index.visibility import Visibility

_NEAREST = 300  # corpus questions that a search compares with the question
TOP_PASSAGES = 8
"""The best passages, whose sentences answers are made of."""

_FADING = 1.0  # difference of fused scores at which a passage counts 1/e as much


class QuestionBank:
    """Compares questions with the corpus questions of one bundle; safe to call from several threads.

    Attributes
    ----------
    questions
        The corpus questions, by row.
    answering_passages
        The rows of the passages that answer each question, by the question's row.
    covered
        The rows of all passages that answer a corpus question.
    """

    def __init__(self, parts: Parts, wording_weight: float) -> None:
        """Read a bundle's questions; `wording_weight` is what equal words add to a cosine of 1."""
        self._parts = parts
        self._wording_weight = wording_weight
        self.questions = parts.store.questions()
        self.answering_passages = parts.store.question_passages()
        self.covered = frozenset(row for rows in self.answering_passages for row in rows)
        self._mapped = _mapped_questions(parts)

    def nearest_questions(self, vector: Vectors, visibility: Visibility) -> tuple[Rows, Scores]:
        """Find the nearest questions by cosine, best first: their rows and cosines."""
        if self._parts.questions is None:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        return self._parts.questions.search(vector, _NEAREST, visibility.question_rows)

    def similar_questions(self, query: str, vector: Vectors, visibility: Visibility, count: int) -> tuple[Rows, Scores]:
        """Find the questions that most likely have the same answer as the query.

        Returns
        -------
        tuple
            Their rows and similarities, best first: the mapped cosine, and the weighted match of the words.
        """
        parts = self._parts
        if parts.question_map is None or parts.questions_lexical is None:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        similarity: Scores = self._mapped @ _unit(vector @ parts.question_map)
        visible = visibility.questions
        wording = parts.questions_lexical.match(query).every_score()
        if visible is not None:
            wording = np.where(visible, wording, np.float32(0))
        if most := wording.max(initial=0):
            similarity += self._wording_weight * wording / most
        rows = np.arange(len(similarity)) if visible is None else np.flatnonzero(visible)
        best = rows[best_rows(similarity[rows], count)]
        return best, similarity[best]

    def mapped_cosines(self, vector: Vectors, sentences: list[int]) -> Scores | None:
        """Compute how well sentences answer, by row: their mapped cosines to the question; None without maps."""
        parts = self._parts
        if parts.question_map is None or parts.sentence_map is None:
            return None
        mapped: Scores = _unit(parts.sentences.rows(sentences) @ parts.sentence_map)
        return mapped @ _unit(vector @ parts.question_map)

    def signal(self, nearest: Rows, cosines: Scores, allowed: NDArray[np.bool_] | None, weight: float) -> Signal:
        """Score each passage by the nearest question that it answers; NaN for a passage without corpus questions."""
        best: dict[int, float] = {}
        for question, cosine in zip(nearest.tolist(), cosines.tolist(), strict=True):
            for row in self.answering_passages[question]:
                if allowed is None or allowed[row]:
                    best.setdefault(row, cosine)
        found = sorted(best, key=lambda row: (-best[row], row))
        least = min(best.values(), default=0.0)
        return Signal(
            np.array(found, dtype=np.int64),
            lambda rows: np.array(
                [best.get(row, least if row in self.covered else np.nan) for row in rows.tolist()], dtype=np.float32
            ),
            weight,
        )

    def coverage(self, rows: Rows, scores: Scores) -> float:
        """Compute the share of the top passages that have corpus questions, 0 to 1; better passages weigh more.

        Questions about some documents say nothing of the others: neither what their sentences answer, nor whether they
        do.
        """
        rows, scores = rows[:TOP_PASSAGES], scores[:TOP_PASSAGES].astype(np.float64)
        weights = np.exp((scores - scores.max(initial=0.0)) / _FADING)
        covered = np.array([row in self.covered for row in rows.tolist()], dtype=np.bool_)
        return float(weights[covered].sum() / weights.sum()) if len(rows) else 0.0


def _mapped_questions(parts: Parts) -> Vectors:
    if parts.question_map is None or parts.questions is None:
        return np.empty((0, parts.dense.dimension), np.float32)
    return _unit(parts.questions.all_rows() @ parts.question_map)


def _unit(vectors: Vectors) -> Vectors:
    unit: Vectors = vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)
    return unit
