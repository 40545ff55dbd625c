"""Which passages have too few questions to be found by."""

from collections.abc import Iterable
from dataclasses import dataclass

from ingest.document import Kind, Passage
from ingest.questions.corpus_questions import CorpusQuestion

FEWEST, FEWEST_SHORT = 6, 3
"""Questions that a passage needs, and that a single short line or a figure's labels need."""

SHORT = 80
"""Characters that a passage must have to be more than a short line."""


@dataclass(frozen=True, slots=True)
class Lack:
    """A passage with fewer questions than it needs."""

    passage: Passage
    has: int
    needs: int


def find_lacks(passages: Iterable[Passage], questions: Iterable[CorpusQuestion]) -> list[Lack]:
    """Find the passages with too few questions, in the order given; a question counts where one of its answers begins.

    Returns
    -------
    list[Lack]
        One for each such passage.
    """
    asked = list(questions)
    lacks = []
    for passage in passages:
        has, needs = sum(names(question, passage) for question in asked), _needs(passage)
        if has < needs:
            lacks.append(Lack(passage, has, needs))
    return lacks


def names(question: CorpusQuestion, passage: Passage) -> bool:
    """Tell whether a question names a sentence of this passage as its answer."""
    return question.document_id == passage.document_id and any(
        anchor.page == passage.page and passage.start <= anchor.start < passage.end for anchor in question.anchors
    )


def _needs(passage: Passage) -> int:
    return FEWEST_SHORT if len(passage.text) < SHORT or passage.kind is Kind.CAPTION else FEWEST
