"""Passages that have too few questions."""

from collections.abc import Iterable
from dataclasses import dataclass

from ingest.document import Kind, Passage
from ingest.questions.corpus_questions import CorpusQuestion

FEWEST, FEWEST_SHORT = 6, 3
"""Questions that a passage needs, and that a short line or a figure's labels need."""

SHORT = 80
"""A passage with fewer characters is a short line."""


@dataclass(frozen=True, slots=True)
class CoverageGap:
    """A passage with fewer questions than it needs."""

    passage: Passage
    has: int
    needs: int


def find_gaps(passages: Iterable[Passage], questions: Iterable[CorpusQuestion]) -> list[CoverageGap]:
    """Find the passages with too few questions, in the order given; a question counts where one of its answers begins.

    Returns
    -------
    list[CoverageGap]
        One for each such passage.
    """
    asked = list(questions)
    lacks = []
    for passage in passages:
        has, needs = sum(has_answer_in(question, passage) for question in asked), _needs(passage)
        if has < needs:
            lacks.append(CoverageGap(passage, has, needs))
    return lacks


def has_answer_in(question: CorpusQuestion, passage: Passage) -> bool:
    """Check whether one of a question's answers begins in this passage."""
    return question.document_id == passage.document_id and any(
        anchor.page == passage.page and passage.start <= anchor.start < passage.end for anchor in question.anchors
    )


def _needs(passage: Passage) -> int:
    return FEWEST_SHORT if len(passage.text) < SHORT or passage.kind is Kind.CAPTION else FEWEST
