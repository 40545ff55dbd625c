"""Wrappers that measure answerer, encoder and searcher."""

from dataclasses import replace

from answer.types import Answer, Answerer, Found, Question
from api.metrics import Metrics
from index.filters import EVERYWHERE, SearchFilter
from index.query_encoder.encoder import Encoder, Vectors
from index.search import Ranking, Searcher
from index.storage.bundle import Parts


class MeasuredAnswerer:
    """Wraps an answerer, and counts and times its answers and refusals."""

    def __init__(self, answerer: Answerer, metrics: Metrics) -> None:
        self.measured = answerer
        self._metrics = metrics

    def search(self, question: Question, k: int) -> Found:
        """Find the k passages nearest to a question; see `Answerer`."""
        result = self.measured.search(question, k)
        self._metrics.note_index(result.index_version)
        return result

    def answer(self, question: Question) -> Answer:
        """Answer a question with quotes, or refuse; see `Answerer`."""
        with self._metrics.stage("answer"):
            answer = self.measured.answer(question)
        self._metrics.count_answer(answer.coverage)
        self._metrics.note_index(answer.index_version)
        return answer


class MeasuredEncoder:
    """Wraps an encoder and times the encoding of questions."""

    def __init__(self, encoder: Encoder, metrics: Metrics) -> None:
        self._encoder = encoder
        self._metrics = metrics

    def queries(self, texts: list[str]) -> Vectors:
        """Encode questions; see `Encoder`."""
        with self._metrics.stage("encode"):
            return self._encoder.queries(texts)

    def passages(self, texts: list[str]) -> Vectors:
        """Encode passages; see `Encoder`."""
        return self._encoder.passages(texts)


class MeasuredSearcher(Searcher):
    """A searcher whose searches and encodings are timed."""

    def __init__(self, parts: Parts, metrics: Metrics) -> None:
        super().__init__(replace(parts, encoder=MeasuredEncoder(parts.encoder, metrics)))
        self._metrics = metrics

    def rank(
        self, query: str, focus: str, documents: frozenset[str] | None = None, search_filter: SearchFilter = EVERYWHERE
    ) -> Ranking:
        """Rank the passages for one query; see `Searcher`."""
        with self._metrics.stage("search"):
            return super().rank(query, focus, documents, search_filter)
