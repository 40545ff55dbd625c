"""Cache of recent answers and searches."""

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from threading import Lock
from typing import TypeVar

from cachetools import TTLCache

from answer.types import Answer, Answerer, Found, Question
from api.metrics import Metrics

CACHE_SECONDS = 3600.0
"""The lifetime of a cached answer, the same as of an answer that waits for feedback."""

Key = TypeVar("Key")
Result = TypeVar("Result")


class CachedAnswerer:
    """Wraps an answerer of one index and caches its newest results in memory.

    The key is the whole question: its text, its filters and the reader's groups, so that no reader gets an answer from
    invisible documents. Questions with a history are not cached.
    """

    def __init__(self, answerer: Answerer, most: int, metrics: Metrics, cache_seconds: float = CACHE_SECONDS) -> None:
        """Cache at most `most` answers and as many searches; none if `most` is 0."""
        self._answerer = answerer
        self._metrics = metrics
        self._answers: TTLCache[Question, Answer] = TTLCache(most, cache_seconds)
        self._found: TTLCache[tuple[Question, int], Found] = TTLCache(most, cache_seconds)
        self._lock = Lock()

    def search(self, question: Question, k: int) -> Found:
        """Find the k passages nearest to a question; see `Answerer`."""
        key = (_normal(question), k)
        return self._find(question, self._found, key, lambda: self._answerer.search(question, k))

    def answer(self, question: Question) -> Answer:
        """Answer a question with quotes, or refuse; see `Answerer`."""
        return self._find(question, self._answers, _normal(question), lambda: self._answerer.answer(question))

    def _find(self, question: Question, cache: TTLCache[Key, Result], key: Key, find: Callable[[], Result]) -> Result:
        if question.history or not cache.maxsize:
            return find()
        with self._lock:
            cached = cache.get(key)
        self._metrics.count_cache(hit=cached is not None)
        if cached is not None:
            return cached
        result = find()
        with self._lock:
            cache[key] = result
        return result


def _normal(question: Question) -> Question:
    """Normalise a question like `answer.question`: composed letters and single spaces."""
    return replace(question, text=" ".join(unicodedata.normalize("NFC", question.text).split()))
