"""A question and its answer, as shown and as stored by the browser."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from pydantic import TypeAdapter

from answer.types import Answer, Citation, Coverage, Part, PartKind
from index.visible_documents import VisibleDocuments
from ingest.text import Text
from ui.page.citation_names import document_name, section_name
from ui.page.search_filter import NO_LIMITS, ChosenFilter
from ui.texts import page_texts as texts

CLEAR_FROM = 0.8
"""The least confidence of a clear full answer; below it the page shows that the document «seems to» answer."""


@dataclass(frozen=True, slots=True)
class SectionRun:
    """Neighbouring parts from one section, grouped by kind, so that items become one list.

    `document` is the document's short title, or empty where the section has the same name.
    """

    section: str
    document: str
    document_id: str
    runs: list[tuple[PartKind, list[Part]]]


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and its answer.

    Attributes
    ----------
    answer
        None until it arrives.
    id
        The answer's id for feedback.
    limits
        The filter of the search.
    """

    question: str
    answer: Answer | None = None
    id: str = ""
    limits: ChosenFilter = NO_LIMITS

    @property
    def is_limited(self) -> bool:
        """True if a filter limited the search."""
        return self.limits != NO_LIMITS

    @property
    def is_clear(self) -> bool:
        """True if the documents answer all of the question with high confidence."""
        return self.known.coverage is Coverage.FULL and self.known.confidence >= CLEAR_FROM

    @property
    def verdict(self) -> Text:
        """The coverage and confidence of the answer, in words."""
        answer = self.known
        if answer.coverage is Coverage.FULL:
            return texts.CLEARLY_ANSWERED if self.is_clear else texts.LIKELY_ANSWERED
        return texts.PARTLY_ANSWERED if answer.answered else texts.REFUSAL_HEADING

    @property
    def section_runs(self) -> list[SectionRun]:
        """The answer's parts grouped by section, in their order."""
        runs = []
        for (document_id, document, section), run in groupby(self.known.parts, key=self._section_of):
            kinds = [(kind, list(parts)) for kind, parts in groupby(run, key=lambda part: part.kind)]
            runs.append(SectionRun(section, document, document_id, kinds))
        return runs

    @property
    def sources(self) -> list[list[Citation]]:
        """The citations grouped by page and section, in order of their first number."""
        places: dict[tuple[object, ...], list[Citation]] = {}
        for citation in self.known.citations:
            places.setdefault((citation.document_id, citation.section, citation.page), []).append(citation)
        return list(places.values())

    def citations_of(self, part: Part) -> list[Citation]:
        """Return the citations of a part, in its order."""
        by_number = {citation.number: citation for citation in self.known.citations}
        return [by_number[number] for number in part.citations]

    def stands(self, store: VisibleDocuments) -> bool:
        """Return whether all quotes and nearest passages are still in the documents, character for character."""
        passages = [hit.passage for hit in self.known.nearest]
        quotes = [(c.document_id, c.page, c.start, c.end, c.quote) for c in self.known.citations]
        quotes += [(p.document_id, p.page, p.start, p.end, p.text) for p in passages]
        return all(
            _page_text(store, document_id, page)[start:end] == quote for document_id, page, start, end, quote in quotes
        )

    @property
    def known(self) -> Answer:
        """The answer; ValueError while it is on its way."""
        if self.answer is None:
            raise ValueError(f"The answer to {self.question!r} has not come.")
        return self.answer

    def _section_of(self, part: Part) -> tuple[str, str, str]:
        first = self.citations_of(part)[0]
        return first.document_id, document_name(first), section_name(first)


def _page_text(store: VisibleDocuments, document_id: str, page: int) -> str:
    """Fetch a page's text; empty if the page no longer exists."""
    if document_id not in store.document_ids():
        return ""
    return next((one.text for one in store.document(document_id).pages if one.number == page), "")


@dataclass(frozen=True, slots=True)
class StoredExchange:
    """An answered question as the browser stores it."""

    id: str
    answer: Answer
    limits: ChosenFilter = NO_LIMITS


_STORED = TypeAdapter(StoredExchange)
_CONVERSATION = TypeAdapter(tuple[StoredExchange, ...])


def keep(exchange: Exchange) -> str:
    """Write an answered exchange as JSON without a space, so that an HTML attribute preserves it."""
    answer = exchange.answer
    if answer is None:
        raise ValueError("Only an answered question is stored.")
    if answer.answered:
        answer = replace(answer, nearest=())  # shown for a refusal only
    written = _STORED.dump_json(StoredExchange(exchange.id, answer, exchange.limits), ensure_ascii=True).decode()
    return written.replace(" ", "\\u0020")


def read_stored(body: bytes) -> Iterator[Exchange]:
    """Read the browser's stored conversation, oldest first.

    Raises
    ------
    pydantic.ValidationError
        If it is no list of exchanges that `keep` wrote.
    """
    return (
        Exchange(stored.answer.question, stored.answer, stored.id, limits=stored.limits)
        for stored in _CONVERSATION.validate_json(body)
    )
