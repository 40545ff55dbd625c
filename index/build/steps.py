"""The steps of a build as it reports them: names and counts, no sentences. Whoever starts a build shows them."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """The stages of a build, in their order; `ENCODED_BEFORE` and `ENCODING` come once for each sort of texts."""

    READING = "reading"
    EXPORTING = "exporting"
    ENCODED_BEFORE = "encoded-before"
    ENCODING = "encoding"
    LEARNING_QUESTIONS = "learning-questions"
    LEARNING_ANSWERABILITY = "learning-answerability"
    PUBLISHING = "publishing"


class Texts(StrEnum):
    """The texts that are encoded."""

    PASSAGES = "passages"
    SENTENCES = "sentences"
    QUESTIONS = "questions"
    UNANSWERED = "unanswered"
    PROBES = "probes"


@dataclass(frozen=True, slots=True)
class Step:
    """One stage has begun, or has come further: `done` of `of` documents or texts, 0 of 0 where none are counted."""

    stage: Stage
    texts: Texts = Texts.PROBES
    done: int = 0
    of: int = 0


Report = Callable[[Step], None]
"""Is called with each step, in the thread that builds."""
