"""A conversation as HTML: questions, answers made of quotes with numbered sources, and refusals."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import quote

from answer.answer import MOST_TURNS, Answer, Citation, Part, PartKind, Turn
from index.hit import Hit
from index.store import PassageStore
from ui import texts
from ui.page_templates import render_for_markdown

NEAREST_LENGTH = 160
"""Characters of a passage that a refusal shows of it."""


@dataclass(frozen=True, slots=True)
class Place:
    """A passage near a question that was refused, as the list shows it."""

    url: str
    section: str
    page_label: str
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and its answer; None while the answer is on its way."""

    question: str
    answer: Answer | None = None
    nearest: tuple[Place, ...] = ()

    @property
    def announcement(self) -> str:
        """What a screen reader says when the answer comes."""
        if self.answer is None:
            return str(texts.SEARCHING)
        if not self.answer.answered:
            return self.answer.notice
        count = len(self.answer.citations)
        return str(texts.ANNOUNCE_ANSWER_ONE) if count == 1 else texts.say(texts.ANNOUNCE_ANSWER, count=count)

    @property
    def part_runs(self) -> list[tuple[PartKind, list[Part]]]:
        """The answer's parts, neighbours of one kind together, so that items become one list."""
        parts = self.answer.parts if self.answer else ()
        return [(kind, list(run)) for kind, run in groupby(parts, key=lambda part: part.kind)]

    @property
    def sources(self) -> list[list[Citation]]:
        """The citations, those from one section of one page together, in order of their first number."""
        places: dict[tuple[object, ...], list[Citation]] = {}
        for citation in self.answer.citations if self.answer else ():
            places.setdefault((citation.document_id, citation.section, citation.page), []).append(citation)
        return list(places.values())

    def citations_of(self, part: Part) -> list[Citation]:
        """Return the citations that a part rests on, in its order."""
        by_number = {citation.number: citation for citation in (self.answer.citations if self.answer else ())}
        return [by_number[number] for number in part.citations]

    def document_of(self, part: Part) -> str:
        """Name the document that a part is quoted from."""
        return self.citations_of(part)[0].document_id


def answered(question: str, answer: Answer, store: PassageStore) -> Exchange:
    """Join a question with its answer and, for a refusal, with the places that lie nearest."""
    return Exchange(question, answer, tuple(_place(hit, store) for hit in answer.nearest))


def _place(hit: Hit, store: PassageStore) -> Place:
    passage = hit.passage
    document = store.document(passage.document_id)
    text = passage.text
    if len(text) > NEAREST_LENGTH:
        text = text[:NEAREST_LENGTH].rsplit(" ", 1)[0] + " …"
    return Place(
        url=f"documents/{quote(document.id)}/pages/{passage.page}?start={passage.start}&end={passage.end}#quote",
        section=passage.section[-1] if passage.section else document.title,
        page_label=document.page(passage.page).label if document.paged else "",
        text=text,
        language=document.language,
    )


def turns(exchanges: Sequence[Exchange]) -> tuple[Turn, ...]:
    """Tell what was said before, oldest first, no more than a question may bring."""
    spoken = [Turn(exchange.question, exchange.answer.markdown) for exchange in exchanges if exchange.answer]
    return tuple(spoken[-MOST_TURNS:])


def name_citations(citations: Sequence[Citation]) -> str:
    """Name citations from one page as a screen reader reads them: «Kilde 2, side 8», «Kilde 2, 3, side 8»."""
    numbers = ", ".join(str(citation.number) for citation in citations)
    if not citations[0].page_label:
        return texts.say(texts.CITATION_NAME_UNPAGED, number=numbers)
    return texts.say(texts.CITATION_NAME, number=numbers, page=citations[0].page_label)


def render_conversation(exchanges: Sequence[Exchange], store: PassageStore, problem: str = "") -> str:
    """Set a conversation as HTML, with a problem at its end where there is one."""
    return render_for_markdown(
        "conversation.html",
        exchanges=exchanges,
        problem=problem,
        name_citations=name_citations,
        languages={name: store.document(name).language for name in store.document_ids()},
    )
