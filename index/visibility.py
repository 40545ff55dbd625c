"""What of a bundle somebody's groups let her see, besides passages: nothing that she is told comes from elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.lexical.spelling import Spelling
from index.storage.bundle import Parts
from ingest.passages import text_for_words
from ingest.questions.corpus_questions import CorpusQuestion

Groups = frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Visibility:
    """What is the same for all who may read the same documents.

    Attributes
    ----------
    spelling
        Knows the words of those documents only: a correction would tell of the others.
    questions
        Which corpus questions are about them, by row; None is all of them.
    """

    spelling: Spelling
    questions: NDArray[np.bool_] | None = None

    @property
    def question_rows(self) -> NDArray[np.int64] | None:
        """The rows of those questions; None is all of them."""
        return None if self.questions is None else np.flatnonzero(self.questions).astype(np.int64)


def make_visibility(parts: Parts, questions: list[CorpusQuestion], groups: Groups) -> Visibility:
    """Make the visibility of people in these groups.

    The bundle's own spelling knows the documents that are for everybody; where somebody may read others, she gets one
    that has also learned from those.
    """
    store = parts.store
    readable, everybodys = store.readable(groups), store.readable(frozenset())
    own = frozenset(store.document_ids() if readable is None else readable) - (everybodys or frozenset())
    spelling = parts.spelling if everybodys is None or not own else parts.spelling.knowing_also(_texts(parts, own))
    if readable is None:
        return Visibility(spelling)
    visible = np.array([question.document_id in readable for question in questions], dtype=np.bool_)
    return Visibility(spelling, visible)


def _texts(parts: Parts, documents: frozenset[str]) -> Iterator[str]:
    passages = parts.store.all_passages()
    yield from (text_for_words(passage, []) for passage in passages if passage.document_id in documents)
    yield from (question.text for question in parts.store.questions() if question.document_id in documents)
