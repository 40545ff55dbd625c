"""What people say of answers: an answer is known by its id for a while, and stored only with what is said of it."""

from dataclasses import dataclass
from secrets import token_hex
from threading import Lock

from cachetools import TTLCache

from answer.answer import Answer, Question
from api.feedback_store import Cited, Entry, FeedbackStore
from api.masking import mask
from api.wire import answer_id

LONGEST_COMMENT = 1000
"""Characters that a comment may have."""

REMEMBERED_SECONDS = 3600.0
"""How long an answer can be told by its id."""

MOST_REMEMBERED = 1000
"""Answers that can be told by their id; the one longest unused is forgotten first."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a person says of an answer; `replaces` is the id of what she said before, or empty."""

    useful: bool
    comment: str = ""
    replaces: str = ""


class Feedback:
    """Takes opinions and stores them, with numbers and addresses of people masked.

    Recent answers are held in memory, and nothing of them is stored unless somebody gives an opinion.
    """

    def __init__(
        self, store: FeedbackStore, remembered_seconds: float = REMEMBERED_SECONDS, most: int = MOST_REMEMBERED
    ) -> None:
        self._store = store
        self._recent: TTLCache[str, tuple[Answer, frozenset[str]]] = TTLCache(most, remembered_seconds)
        self._lock = Lock()

    def remember(self, question: Question, answer: Answer) -> str:
        """Hold an answer ready for an opinion, and return the id by which the opinion will name it."""
        name = answer_id(question, answer.index_version)
        with self._lock:
            self._recent[name] = answer, question.within.groups or frozenset()
        return name

    def give_by_id(self, name: str, opinion: Opinion, groups: frozenset[str] = frozenset()) -> str:
        """Store an opinion of an answer that is remembered, and return the stored opinion's id.

        Raises
        ------
        KeyError
            If no answer of that id is remembered that somebody in these groups can have had.
        """
        with self._lock:
            answer, needed = self._recent[name]
        if not needed <= groups:
            raise KeyError(name)
        return self.give(answer, opinion)

    def give(self, answer: Answer, opinion: Opinion) -> str:
        """Store an opinion of an answer, and return the stored opinion's id."""
        entry = Entry(
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
        self._store.write(entry, opinion.replaces)
        return entry.id
