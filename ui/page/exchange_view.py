"""The values that the template of one exchange needs."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from answer.links import page_path
from answer.question_language import notice_language
from answer.types import Answer, Citation
from index.hit import Hit
from index.visible_documents import VisibleDocuments
from ingest.text import Language, Text
from ui.page.citation_names import (
    document_name,
    name_citations,
    name_section,
    place_of,
    section_name,
    short_title,
    write_numbers,
)
from ui.page.exchange import Exchange, keep
from ui.page.search_filter import describe_limits, link_to
from ui.site import PageFacts
from ui.texts import page_texts as texts
from ui.texts.locale import say
from ui.texts.several_texts import counted

NEAREST_LENGTH = 160
"""Characters of a passage that a refusal shows of it."""

GLIMPSE_LENGTH = 320
"""Characters of a quote that hovering over its number shows."""


@dataclass(frozen=True, slots=True)
class NearPlace:
    """A passage near a refused question, as the list shows it."""

    url: str
    document: str
    section: str
    page_label: str
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class ExchangeView:
    """One exchange in the page's language, as `exchange.html` shows it.

    Attributes
    ----------
    several
        Whether the reader can see more than one document; then each place names its document.
    searched
        The number of documents that were searched.
    limits
        The limits of the search in words; empty without limits.
    languages
        The language of each cited document, by its id.
    """

    exchange: Exchange
    language: Language
    documents: VisibleDocuments
    takes_feedback: bool
    several: bool
    searched: int
    limits: str
    languages: Mapping[str, str]

    @property
    def announcement(self) -> str:
        """The words that a screen reader reads out when the exchange appears."""
        answer = self.exchange.answer
        if answer is None:
            return counted(texts.SEARCHING, self.searched).in_(self.language)
        if not answer.answered:
            return counted(texts.REFUSAL_HEADING, self.searched).in_(self.language)
        count = len(answer.citations)
        if count == 1:
            return texts.ANNOUNCE_ANSWER_ONE.in_(self.language)
        return say(texts.ANNOUNCE_ANSWER, self.language, count=count)

    @property
    def kept(self) -> str:
        """The answered exchange as the browser stores it."""
        return keep(self.exchange)

    @property
    def notice_language(self) -> str:
        """The language of the answer's notice: that of the question."""
        return notice_language(self.exchange.known.question)

    @property
    def quoted_in(self) -> list[Text]:
        """The names of the quotes' languages other than the page's."""
        foreign = sorted(set(self.languages.values()) - {self.language})
        return [texts.LANGUAGE_NAMES.get(name, Text(name, name)) for name in foreign]

    @property
    def nearest(self) -> list[NearPlace]:
        """The passages nearest to a refused question; none for an answered one."""
        answer = self.exchange.known
        return [] if answer.answered else [self._near_place(hit) for hit in answer.nearest]

    @property
    def copied(self) -> str:
        """The answer as plain text for the clipboard, as JSON."""
        return json.dumps(as_text(self.exchange.known, self.language, self.limits), ensure_ascii=False)

    @property
    def link(self) -> str:
        """The link that asks the same question again."""
        return link_to(self.exchange.known.question, self.exchange.limits)

    def name_citations(self, citations: Sequence[Citation]) -> str:
        """Name citations of one page for a screen reader."""
        return name_citations(citations, self.language, with_document=self.several)

    def place_of(self, citation: Citation) -> str:
        """Name the place of a quote."""
        return place_of(citation, self.language, with_document=self.several)

    def write_numbers(self, citations: Sequence[Citation]) -> str:
        """Write the numbers of citations."""
        return write_numbers(citations)

    def section_name(self, citation: Citation) -> str:
        """Name the section of a quote."""
        return section_name(citation)

    def document_name(self, citation: Citation) -> str:
        """Name the document of a quote; empty where the section has the same name."""
        return document_name(citation)

    def glimpse(self, quote: str) -> str:
        """Shorten a quote to what hovering shows."""
        return _shorten(quote, GLIMPSE_LENGTH)

    def _near_place(self, hit: Hit) -> NearPlace:
        passage = hit.passage
        document = self.documents.document(passage.document_id)
        section = name_section(passage.section, document.title, paged=document.paged)
        return NearPlace(
            url=page_path(document.id, passage.page, passage.start, passage.end),
            document=short_title(document.title) if self.several and section != document.title else "",
            section=section,
            page_label=document.page(passage.page).label if document.paged else "",
            text=_shorten(passage.text, NEAREST_LENGTH),
            language=document.language,
        )


def view_exchange(exchange: Exchange, facts: PageFacts, language: Language) -> ExchangeView:
    """Make the view of an exchange for one reader."""
    documents = facts.store
    cited = {citation.document_id for citation in exchange.answer.citations} if exchange.answer else set()
    return ExchangeView(
        exchange,
        language,
        documents,
        takes_feedback=facts.feedback is not None,
        several=len(documents.document_ids()) > 1,
        searched=len(exchange.limits.documents or documents.document_ids()),
        limits=describe_limits(exchange.limits, facts.documents, language) if exchange.is_limited else "",
        languages={name: documents.document(name).language for name in cited},
    )


def as_text(answer: Answer, language: Language, limits: str = "") -> str:
    """Write an answer with its sources as plain text for a letter; `limits` are those of the search, in words."""
    lines = [
        answer.question,
        *([say(texts.ONLY_IN, language, limits=limits)] if limits else []),
        "",
        answer.plain_text.replace("\n\n", "\n"),
        "",
        f"{texts.SOURCES_HEADING.in_(language)}:",
    ]
    for citation in answer.citations:
        page = say(texts.PAGE_NUMBER, language, page=citation.page_label) if citation.page_label else ""
        named = [citation.document_title, section_name(citation) if citation.section else "", page]
        lines.append(f"[{citation.number}] " + ", ".join(name for name in named if name))
    return "\n".join(lines)


def _shorten(text: str, length: int) -> str:
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0] + " …"
