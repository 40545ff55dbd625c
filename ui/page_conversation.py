"""A conversation as HTML: questions, answers made of quotes with numbered sources, and refusals."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from answer.answer import Answer, Citation
from answer.links import page_path
from answer.texts import spoken_language
from index.hit import Hit
from index.shelf import Shelf
from ui import texts
from ui.page_exchange import Exchange, keep, section_name
from ui.page_facts import PageFacts
from ui.page_language import Language, Text, say
from ui.page_templates import render_for_markdown

NEAREST_LENGTH = 160
"""Characters of a passage that a refusal shows of it."""

GLIMPSE_LENGTH = 320
"""Characters of a quote that hovering over its number shows."""


@dataclass(frozen=True, slots=True)
class Place:
    """A passage near a question that was refused, as the list shows it."""

    url: str
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


def announcement(exchange: Exchange, language: Language) -> str:
    """Say what a screen reader says when the answer comes."""
    if exchange.answer is None or exchange.arriving:
        return texts.SEARCHING.in_(language)
    if not exchange.answer.answered:
        return texts.REFUSAL_HEADING.in_(language)
    count = len(exchange.answer.citations)
    return texts.ANNOUNCE_ANSWER_ONE.in_(language) if count == 1 else say(texts.ANNOUNCE_ANSWER, language, count=count)


def name_citations(citations: Sequence[Citation], language: Language) -> str:
    """Name citations from one page as a screen reader reads them: «Kilde 2, side 8», «Kilde 2 til 6, side 8»."""
    numbers = write_numbers(citations, texts.NUMBERS_SPOKEN.in_(language))
    if not citations[0].page_label:
        return say(texts.CITATION_NAME_UNPAGED, language, number=numbers)
    return say(texts.CITATION_NAME, language, number=numbers, page=citations[0].page_label)


def write_numbers(citations: Sequence[Citation], in_a_row: str = "{first}–{last}") -> str:
    """Write citations' numbers, three or more in a row as one: «1–6, 8»."""
    written: list[str] = []
    by_distance = groupby(enumerate(citation.number for citation in citations), key=lambda pair: pair[1] - pair[0])
    for _, run in by_distance:
        numbers = [number for _, number in run]
        if len(numbers) > 2:  # noqa: PLR2004  two are as short with a comma
            written.append(in_a_row.format(first=numbers[0], last=numbers[-1]))
        else:
            written.extend(str(number) for number in numbers)
    return ", ".join(written)


def as_text(answer: Answer, language: Language) -> str:
    """Write an answer with its sources as plain text, to be pasted into a letter."""
    lines = [
        answer.question,
        "",
        answer.plain_text.replace("\n\n", "\n"),
        "",
        f"{texts.SOURCES_HEADING.in_(language)}:",
    ]
    for citation in answer.citations:
        page = say(texts.PAGE_NUMBER, language, page=citation.page_label) if citation.page_label else ""
        named = [citation.document_title, *citation.section[-1:], page]
        lines.append(f"[{citation.number}] " + ", ".join(name for name in named if name))
    return "\n".join(lines)


def _values(exchange: Exchange, facts: PageFacts, language: Language) -> dict[str, object]:
    answer, store = exchange.answer, facts.store
    values: dict[str, object] = {
        "exchange": exchange,
        "announcement": announcement(exchange, language),
        "takes_feedback": facts.feedback is not None,
    }
    if answer is None:
        return values
    languages = {name: store.document(name).language for name in store.document_ids()}
    foreign = {languages[citation.document_id] for citation in answer.citations} - {language}
    return values | {
        "kept": "" if exchange.arriving else keep(exchange),
        "notice_language": spoken_language(answer.question),
        "languages": languages,
        "quoted_in": [texts.LANGUAGE_NAMES.get(name, Text(name, name)) for name in sorted(foreign)],
        "nearest": [] if answer.answered else [_place(hit, store) for hit in answer.nearest],
        "name_citations": lambda citations: name_citations(citations, language),
        "write_numbers": write_numbers,
        "section_name": section_name,
        "glimpse": lambda text: _shorten(text, GLIMPSE_LENGTH),
        "copied": json.dumps(as_text(answer, language), ensure_ascii=False),
        "link": "?" + urlencode({"q": answer.question}),
    }


def _place(hit: Hit, store: Shelf) -> Place:
    passage = hit.passage
    document = store.document(passage.document_id)
    return Place(
        url=page_path(document.id, passage.page, passage.start, passage.end),
        section=passage.section[-1] if passage.section else document.title,
        page_label=document.page(passage.page).label if document.paged else "",
        text=_shorten(passage.text, NEAREST_LENGTH),
        language=document.language,
    )


def _shorten(text: str, length: int) -> str:
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0] + " …"
