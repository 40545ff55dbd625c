"""Readers' opinions of answers. Recent answers are cached by a random id, and stored only with an opinion."""

from dataclasses import dataclass, replace
from secrets import token_hex
from threading import Lock

from cachetools import TTLCache

from answer.types import Answer
from api.feedback.feedback_store import Cited, FeedbackStore, StoredOpinion
from api.feedback.pii import mask

LONGEST_COMMENT = 1000
"""Characters that a comment may have."""

REMEMBERED_SECONDS = 3600.0
"""The time for which an answer is cached for an opinion."""

MOST_REMEMBERED = 1000
"""Answers that are cached for opinions; the least recently used is dropped first."""


def new_answer_id() -> str:
    """Return a random id for one answer to one reader.

    An id derived from the question would reveal to anybody who guesses it that the question was asked.

    Returns
    -------
    str
        32 hexadecimal digits.
    """
    return token_hex(16)


@dataclass(frozen=True, slots=True)
class Opinion:
    """A reader's opinion of an answer; `replaces` is the id of the reader's earlier opinion, or empty."""

    useful: bool
    comment: str = ""
    replaces: str = ""


class Feedback:
    """Stores opinions, with personal numbers and addresses masked.

    Recent answers are cached in memory, and stored only with an opinion.
    """

    def __init__(
        self, store: FeedbackStore, remembered_seconds: float = REMEMBERED_SECONDS, most: int = MOST_REMEMBERED
    ) -> None:
        self._store = store
        self._recent: TTLCache[str, Answer] = TTLCache(most, remembered_seconds)
        self._lock = Lock()

    def remember(self, answer: Answer) -> str:
        """Cache an answer for an opinion, and return its id."""
        name = new_answer_id()
        with self._lock:
            self._recent[name] = replace(answer, nearest=(), related=())  # these are never stored
        return name

    def give_by_id(self, name: str, opinion: Opinion) -> str:
        """Store an opinion of a cached answer, and return the opinion's id.

        Raises
        ------
        KeyError
            If no answer with that id is cached: it never existed, or is too old.
        """
        with self._lock:
            answer = self._recent[name]
        return self.give(answer, opinion)

    def give(self, answer: Answer, opinion: Opinion) -> str:
        """Store an opinion of an answer, and return the opinion's id."""
        stored = StoredOpinion(
            id=token_hex(8),
            given=self._store.now(),
            useful=opinion.useful,
            comment=mask(opinion.comment[:LONGEST_COMMENT]),
            question=mask(answer.question),
            understood=mask(answer.understood),
            answered=answer.answered,
            confidence=answer.confidence,
            citations=tuple(Cited(c.document_id, c.page, c.start, c.end, c.quote) for c in answer.citations),
            index_version=answer.index_version,
        )
        self._store.write(stored, opinion.replaces)
        return stored.id
