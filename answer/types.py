"""The types of questions and answers, and the interface that page, API, terminal and evaluation use."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from answer.escape import escape
from index.filters import EVERYWHERE, SearchFilter
from index.hit import Explanation, Hit

LONGEST_QUESTION = 1000
"""Characters that a question may have."""

MOST_TURNS = 10
"""Earlier turns of a conversation that a question may bring."""


class Coverage(StrEnum):
    """The extent to which the documents answer the question."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"


class PartKind(StrEnum):
    """The layout of a part of an answer: running text, the line that opens a list, or a list item."""

    SENTENCE = "sentence"
    OPENING = "opening"
    LIST_ITEM = "list_item"


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier question of the conversation, with its answer if the client sent it."""

    question: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question: its text, the earlier turns (oldest first), and the search filter.

    `documents` None looks in all that are in force; `search_filter` limits that further.
    """

    text: str
    history: tuple[Turn, ...] = ()
    documents: frozenset[str] | None = None
    search_filter: SearchFilter = EVERYWHERE


@dataclass(frozen=True, slots=True)
class Citation:
    """The place of a quote.

    Invariant: `quote == document.page(page).text[start:end]`, character for character. `url` opens that page with the
    quote marked, as a path below the service's own root.
    """

    number: int
    quote: str
    passage_id: str
    document_id: str
    document_title: str
    section: tuple[str, ...]
    page: int
    page_label: str
    start: int
    end: int
    url: str


@dataclass(frozen=True, slots=True)
class Part:
    """One quote of an answer as it is read, with the numbers of the citations it rests on."""

    text: str
    kind: PartKind
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """Quotes that answer a question; without citations it is a refusal.

    Attributes
    ----------
    understood
        The question as it was searched for; differs from `question` where the history completed it.
    confidence
        A calibrated probability, 0 to 1, that the documents answer the question.
    nearest
        The nearest passages, for a reader who wants to check.
    notice
        A sentence in the question's language: why there is no answer, or only part of one.
    """

    question: str
    understood: str
    parts: tuple[Part, ...]
    citations: tuple[Citation, ...]
    confidence: float
    nearest: tuple[Hit, ...]
    index_version: str
    coverage: Coverage
    notice: str = ""
    related: tuple[str, ...] = field(default=())

    @property
    def answered(self) -> bool:
        """True if the documents answered: the answer has citations."""
        return bool(self.citations)

    @property
    def markdown(self) -> str:
        """The answer as Markdown with `[n]` after each quote; several sections under their headings; or the notice.

        The document's text is escaped: it is never markup.
        """
        return self._written(escape)

    @property
    def plain_text(self) -> str:
        """The same to be read as it is, with nothing escaped."""
        return self._written(str)

    def _written(self, set_words: Callable[[str], str]) -> str:
        lines = [set_words(self.notice)] if self.notice else []
        by_number = {citation.number: citation for citation in self.citations}
        several = len({(citation.document_id, citation.section) for citation in self.citations}) > 1
        titled = len({citation.document_id for citation in self.citations}) > 1
        above = ""
        for part in self.parts:
            citation = by_number[part.citations[0]]
            names = [citation.document_title] if titled else []
            heading = ": ".join([*names, *citation.section[-1:]])
            if several and heading and heading != above:
                lines.append(f"**{set_words(heading)}**")
            above = heading
            numbers = "".join(f"[{number}]" for number in part.citations)
            bullet = "- " if part.kind is PartKind.LIST_ITEM else ""
            lines.append(f"{bullet}{set_words(part.text)} {numbers}")
        return "\n\n".join(lines)


@dataclass(frozen=True, slots=True)
class Found:
    """The result of a search: hits, best first, with an explanation of each, and the interpreted question."""

    hits: tuple[Hit, ...]
    explanations: tuple[Explanation, ...]
    understood: str
    index_version: str


class Answerer(Protocol):
    """The interface that page, API, terminal and evaluation use: in this process, or over HTTP.

    Both verbs raise QuestionError for a question that is empty, too long, or names an unknown document; the one over
    HTTP also raises ServiceError. The same question to the same index gives the same result.
    """

    def search(self, question: Question, k: int) -> Found:
        """Find the k passages nearest to a question."""
        ...

    def answer(self, question: Question) -> Answer:
        """Answer a question with quotes, or refuse."""
        ...
