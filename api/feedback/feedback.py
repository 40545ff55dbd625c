"""Opinions of answers: recent answers are held by a random id, and one is stored only with an opinion of it."""

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
"""How long an answer is held for an opinion."""

MOST_REMEMBERED = 1000
"""Answers that are held for an opinion; the one longest unused is dropped first."""


def new_answer_id() -> str:
    """Return a name for one answer to one reader.

    It is drawn at random: an id made of the question would let anybody who guesses the words ask whether somebody
    else has asked them.

    Returns
    -------
    str
        32 hexadecimal digits.
    """
    return token_hex(16)


@dataclass(frozen=True, slots=True)
class Opinion:
    """A reader's opinion of an answer; `replaces` is the id of the same reader's earlier one, or empty."""

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
        self._recent: TTLCache[str, Answer] = TTLCache(most, remembered_seconds)
        self._lock = Lock()

    def remember(self, answer: Answer) -> str:
        """Hold an answer ready for an opinion, and return the id by which the opinion will name it."""
        name = new_answer_id()
        with self._lock:
            self._recent[name] = replace(answer, nearest=(), related=())  # nothing of them is stored
        return name

    def give_by_id(self, name: str, opinion: Opinion) -> str:
        """Store an opinion of an answer that is held, and return the stored opinion's id.

        Raises
        ------
        KeyError
            If no answer of that id is held: it was never given, or too long ago.
        """
        with self._lock:
            answer = self._recent[name]
        return self.give(answer, opinion)

    def give(self, answer: Answer, opinion: Opinion) -> str:
        """Store an opinion of an answer, and return the stored opinion's id."""
        entry = StoredOpinion(
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
