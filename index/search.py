"""Search: a question becomes a ranking of passages, from three signals fused to one score."""

from dataclasses import dataclass
from functools import lru_cache, partial

import numpy as np
from numpy.typing import NDArray

from index.filters import EVERYWHERE, SearchFilter
from index.fusion import Rows, Scores, dense_signal, fuse, lexical_signal
from index.hit import Explanation, Hit
from index.query_encoder.encoder import Vectors
from index.question_bank import TOP_PASSAGES, QuestionBank
from index.storage.bundle import Parts
from index.storage.store import StoredSentence
from index.visibility import Visibility, make_visibility


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of the signals, tuned on the tune half of eval/questions.jsonl.

    `wording` is what equal words («formand», not «næstformand») add to the cosine of a corpus question.
    """

    dense: float = 1.0
    questions: float = 2.0
    lexical: float = 1.0
    wording: float = 0.1


TUNED_WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class Ranking:
    """The result of a search, best passage first, and what answering needs of it.

    Attributes
    ----------
    query, vector
        The text that was searched for, and its vector.
    best_cosine
        The cosine of the passage nearest to the question.
    rows
        Passage rows, best first; ties by passage id.
    scores
        The fused score of each row, in the same order.
    nearest_questions
        Rows of the corpus questions nearest to the question, best first.
    question_cosines
        Their cosines.
    question_coverage
        The share of the top passages that have corpus questions, 0 to 1.
    ranks
        For each signal, the rank of each row, from 1; rows that the signal did not find are missing.
    visibility
        The corpus questions and words that the reader may see.
    """

    query: str
    vector: Vectors
    best_cosine: float
    rows: NDArray[np.int64]
    scores: Scores
    nearest_questions: NDArray[np.int64]
    question_cosines: Scores
    question_coverage: float
    ranks: dict[str, dict[int, int]]
    visibility: Visibility


class Searcher:
    """Searches one bundle; safe to call from several threads.

    Attributes
    ----------
    parts
        The bundle's parts.
    bank
        Its corpus questions.
    published
        The day on which each document was published, empty where unknown.
    visibility
        Makes the visibility of a set of groups; the last 16 are cached.
    """

    def __init__(self, parts: Parts, weights: Weights = TUNED_WEIGHTS) -> None:
        self.parts = parts
        self.bank = QuestionBank(parts, weights.wording)
        self.published = {version.document_id: version.published for version in parts.store.versions()}
        self.visibility = lru_cache(maxsize=16)(partial(make_visibility, parts, self.bank.questions))
        self._weights = weights

    def rank(
        self, query: str, focus: str, documents: frozenset[str] | None = None, search_filter: SearchFilter = EVERYWHERE
    ) -> Ranking:
        """Rank the passages for one query.

        Parameters
        ----------
        query
            The text to search for, not blank.
        focus
            The part of it that the reader asked last, whose words count double: the query of a follow-up also holds
            the question before it.
        documents
            Ids of the documents to search; None searches all that are in force.
        search_filter
            Further limits.
        """
        vector = self.parts.encoder.queries([query])[0]
        query = query if focus == query else f"{query} {focus}"
        allowed = self.parts.store.matching_rows(documents, search_filter)
        mask = None if allowed is None else _mask(allowed, len(self.parts.dense))
        visibility = self.visibility(search_filter.groups)
        nearest, cosines = self.bank.nearest_questions(vector, visibility)
        signals = {
            "dense": dense_signal(self.parts.dense, vector, self._weights.dense, allowed),
            "lexical": lexical_signal(self.parts.lexical, query, self._weights.lexical, mask),
            "questions": self.bank.signal(nearest, cosines, mask, self._weights.questions),
        }
        rows, scores = self._without_duplicates(*fuse(list(signals.values()), self.parts.store.ids))
        return Ranking(
            query=query,
            vector=vector,
            best_cosine=float(self.parts.dense.cosines(vector, signals["dense"].found[:1]).sum()),
            rows=rows,
            scores=scores,
            nearest_questions=nearest,
            question_cosines=cosines,
            question_coverage=self.bank.coverage(rows, scores),
            ranks={name: _ranks(signal.found) for name, signal in signals.items()},
            visibility=visibility,
        )

    def _without_duplicates(self, rows: Rows, scores: Scores) -> tuple[Rows, Scores]:
        """Leave out passages that have the wording of a better one."""
        _, first = np.unique(self.parts.wordings[rows], return_index=True)
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

    def sentences(self, ranking: Ranking) -> list[StoredSentence]:
        """Fetch the sentences of the top passages, in reading order."""
        return self.parts.store.sentences([int(row) for row in ranking.rows[:TOP_PASSAGES]])

    def sentence_cosines(self, ranking: Ranking, sentences: list[StoredSentence]) -> Scores:
        """Compute the cosine of each sentence to the question."""
        cosines: Scores = self.parts.sentences.rows([stored.row for stored in sentences]) @ ranking.vector
        return cosines


def _mask(rows: Rows, count: int) -> NDArray[np.bool_]:
    mask = np.zeros(count, np.bool_)
    mask[rows] = True
    return mask


def _ranks(found: Rows) -> dict[int, int]:
    return {row: rank for rank, row in enumerate(found.tolist(), start=1)}
