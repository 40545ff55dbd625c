"""The part of a bundle that readers of some groups may see, besides passages: words and corpus questions."""

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
    """The spelling and the corpus questions of the documents that a reader may see.

    Attributes
    ----------
    spelling
        The vocabulary of those documents only: a correction to a word of others would reveal it.
    questions
        True for each corpus question about them, by row; None is all of them.
    """

    spelling: Spelling
    questions: NDArray[np.bool_] | None = None

    @property
    def question_rows(self) -> NDArray[np.int64] | None:
        """The rows of those questions; None is all of them."""
        return None if self.questions is None else np.flatnonzero(self.questions).astype(np.int64)


def make_visibility(parts: Parts, questions: list[CorpusQuestion], groups: Groups) -> Visibility:
    """Make the visibility of readers in these groups.

    The bundle's own spelling has the words of the unrestricted documents. Readers of other documents get a spelling
    that has also learned from those.
    """
    store = parts.store
    readable, unrestricted = store.readable(groups), store.readable(frozenset())
    own = frozenset(store.document_ids() if readable is None else readable) - (unrestricted or frozenset())
    spelling = parts.spelling if unrestricted is None or not own else parts.spelling.knowing_also(_texts(parts, own))
    if readable is None:
        return Visibility(spelling)
    visible = np.array([question.document_id in readable for question in questions], dtype=np.bool_)
    return Visibility(spelling, visible)


def _texts(parts: Parts, documents: frozenset[str]) -> Iterator[str]:
    passages = parts.store.all_passages()
    yield from (text_for_words(passage, []) for passage in passages if passage.document_id in documents)
    yield from (question.text for question in parts.store.questions() if question.document_id in documents)
