"""An answer that was given a moment ago is given again without being looked for again."""

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from threading import Lock
from typing import TypeVar

from cachetools import TTLCache

from answer.types import Answer, Answerer, Found, Question
from api.metrics import Metrics

CACHE_SECONDS = 3600.0
"""How long an answer is kept; it is also the time for which feedback remembers one."""

Key = TypeVar("Key")
Result = TypeVar("Result")


class CachedAnswerer:
    """Another answerer of one index, whose newest answers are kept in memory; the same question has the same answer.

    They are kept by the whole question: its words, where to look, and whatever else limits what the asker may see, so
    that no answer reaches anybody who would not have been given it. What is part of a conversation is not kept.
    """

    def __init__(self, answerer: Answerer, most: int, metrics: Metrics, cache_seconds: float = CACHE_SECONDS) -> None:
        """Keep at most so many answers, and as many searches; none where `most` is 0."""
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
    """Write alike what `answer.question` reads alike: composed letters, and single spaces."""
    return replace(question, text=" ".join(unicodedata.normalize("NFC", question.text).split()))
