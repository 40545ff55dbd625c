"""A conversation as HTML: questions, answers made of quotes with numbered sources, and refusals."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from answer.links import page_path
from answer.question_language import notice_language
from answer.types import Answer
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
from ui.templates import render_for_markdown
from ui.texts import page_texts as texts
from ui.texts.locale import say
from ui.texts.several_texts import counted

NEAREST_LENGTH = 160
"""Characters of a passage that a refusal shows of it."""

GLIMPSE_LENGTH = 320
"""Characters of a quote that hovering over its number shows."""


@dataclass(frozen=True, slots=True)
class Place:
    """A passage near a question that was refused, as the list shows it."""

    url: str
    document: str
    section: str
    page_label: str
    text: str
    language: str


def render_exchange(exchange: Exchange, facts: PageFacts, language: Language) -> str:
    """Set a question with what there is of its answer."""
    return render_for_markdown("exchange.html", language, **_values(exchange, facts, language))


def render_conversation(exchanges: Sequence[Exchange], facts: PageFacts, language: Language) -> str:
    """Set answered questions, oldest first; one whose quotes no longer stand is only named."""
    return "".join(
        render_exchange(exchange, facts, language)
        if exchange.stands(facts.store)
        else render_for_markdown("exchange_outdated.html", language, exchange=exchange, kept=keep(exchange))
        for exchange in exchanges
    )


def render_problem(problem: str, language: Language, question: str = "") -> str:
    """Set what went wrong, with the question that met it."""
    return render_for_markdown("problem.html", language, problem=problem, question=question)


def announcement(exchange: Exchange, language: Language, documents: int = 1) -> str:
    """Say what a screen reader says when the answer comes; `documents` is how many were asked."""
    if exchange.answer is None:
        return counted(texts.SEARCHING, documents).in_(language)
    if not exchange.answer.answered:
        return counted(texts.REFUSAL_HEADING, documents).in_(language)
    count = len(exchange.answer.citations)
    return texts.ANNOUNCE_ANSWER_ONE.in_(language) if count == 1 else say(texts.ANNOUNCE_ANSWER, language, count=count)


def as_text(answer: Answer, language: Language, limited: str = "") -> str:
    """Write an answer with its sources as plain text, to be pasted into a letter; `limited` says where was looked."""
    lines = [
        answer.question,
        *([say(texts.ONLY_IN, language, limits=limited)] if limited else []),
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


def _values(exchange: Exchange, facts: PageFacts, language: Language) -> dict[str, object]:
    answer, store = exchange.answer, facts.store
    several = len(store.document_ids()) > 1
    asked = len(exchange.limits.documents or store.document_ids())
    limited = describe_limits(exchange.limits, facts.documents, language) if exchange.is_limited else ""
    values: dict[str, object] = {
        "exchange": exchange,
        "limited": limited,
        "count": asked,
        "announcement": announcement(exchange, language, asked),
        "takes_feedback": facts.feedback is not None,
    }
    if answer is None:
        return values
    languages = {name: store.document(name).language for name in store.document_ids()}
    foreign = {languages[citation.document_id] for citation in answer.citations} - {language}
    return values | {
        "kept": keep(exchange),
        "notice_language": notice_language(answer.question),
        "languages": languages,
        "quoted_in": [texts.LANGUAGE_NAMES.get(name, Text(name, name)) for name in sorted(foreign)],
        "nearest": [] if answer.answered else [_place(hit, store, with_document=several) for hit in answer.nearest],
        "several": several,
        "name_citations": lambda citations: name_citations(citations, language, with_document=several),
        "place_of": lambda citation: place_of(citation, language, with_document=several),
        "write_numbers": write_numbers,
        "section_name": section_name,
        "document_name": document_name,
        "glimpse": lambda text: _shorten(text, GLIMPSE_LENGTH),
        "copied": json.dumps(as_text(answer, language, limited), ensure_ascii=False),
        "link": link_to(answer.question, exchange.limits),
    }


def _place(hit: Hit, store: VisibleDocuments, *, with_document: bool) -> Place:
    passage = hit.passage
    document = store.document(passage.document_id)
    section = name_section(passage.section, document.title, paged=document.paged)
    return Place(
        url=page_path(document.id, passage.page, passage.start, passage.end),
        document=short_title(document.title) if with_document and section != document.title else "",
        section=section,
        page_label=document.page(passage.page).label if document.paged else "",
        text=_shorten(passage.text, NEAREST_LENGTH),
        language=document.language,
    )


def _shorten(text: str, length: int) -> str:
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0] + " …"
