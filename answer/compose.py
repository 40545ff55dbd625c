"""Composition of chosen sentences to parts and citations: verbatim quotes, numbered in reading order."""

from dataclasses import dataclass, replace
from itertools import groupby

from answer.links import page_path
from answer.sentence_choice import Chosen
from answer.types import Citation, Part, PartKind
from index.storage.store import PassageStore
from ingest.document import Block, Document, Kind, Passage

LONGEST = 900
"""Most characters of an answer, unless it is a list or a single quote."""

_MOST_BETWEEN = 1  # sentences between two that are joined to one quote


@dataclass(frozen=True, slots=True)
class Quote:
    """A span of one block that answers; neighbouring sentences make one quote."""

    document: Document
    block: Block
    start: int
    end: int
    score: float

    @property
    def text(self) -> str:
        return self.document.page(self.block.page).text[self.start : self.end]


def compose(chosen: list[Chosen], store: PassageStore) -> tuple[tuple[Part, ...], tuple[Citation, ...]]:
    """Set the chosen sentences as an answer.

    Sections come in order of their best sentence, and within a section quotes come in document order. A list of which
    most items were chosen is quoted complete, with its opening line.

    Parameters
    ----------
    chosen
        Sentences, best first, not empty.
    store
        The store of their documents.
    """
    quotes = _ordered(_without_bare_openings(_whole_lists(_shortened(_merge(chosen, store)))))
    parts, citations = [], []
    for number, quote in enumerate(quotes, start=1):
        passage = store.passage_at(quote.document.id, quote.block.page, quote.start)
        parts.append(Part(quote.text, _part_kind(quote), (number,)))
        citations.append(_citation(number, quote, passage))
    return tuple(parts), tuple(citations)


def _merge(chosen: list[Chosen], store: PassageStore) -> list[Quote]:
    """Join neighbouring sentences of one block, also with one sentence between, to one quote."""
    quotes: list[Quote] = []
    last: Chosen | None = None
    for each in sorted(chosen, key=lambda each: each.stored.row):
        sentence = each.stored.sentence
        if last and last.block == each.block and each.stored.row - last.stored.row <= _MOST_BETWEEN + 1:
            before = quotes[-1]
            quotes[-1] = replace(before, end=sentence.end, score=max(before.score, each.score))
        else:
            document = store.document(each.stored.document_id)
            quotes.append(Quote(document, each.block, sentence.start, sentence.end, each.score))
        last = each
    return quotes


def _shortened(quotes: list[Quote]) -> list[Quote]:
    """Leave out the weakest quotes until the rest is short enough; items of one list count as one answer."""
    shortened: list[Quote] = []
    length = 0
    for quote in sorted(quotes, key=lambda quote: -quote.score):
        same_list = any(_list_of(quote) and _list_of(quote) == _list_of(other) for other in shortened)
        if shortened and not same_list and length + len(quote.text) > LONGEST:
            continue
        shortened.append(quote)
        length += len(quote.text)
    return shortened


def _whole_lists(quotes: list[Quote]) -> list[Quote]:
    """Complete a list, opening line included, where most of its items were chosen, or one item and that line."""
    whole = list(quotes)
    for document in {quote.document.id: quote.document for quote in quotes}.values():
        for items in _lists(document):
            chosen = [quote for quote in quotes if quote.document is document and quote.block in items]
            opening = _opening(document, items)
            opened = [quote for quote in quotes if quote.document is document and opening and _opens(quote, *opening)]
            if not _is_asked_for(chosen, items, opened):
                continue
            best = max(quote.score for quote in [*chosen, *opened])
            whole = [quote for quote in whole if quote not in chosen and quote not in opened]
            whole += opened if opened else [Quote(document, b, *span, best) for b, span in opening]
            whole += [Quote(document, block, block.start, block.end, best) for block in items]
    return whole


def _is_asked_for(chosen: list[Quote], items: list[Block], opened: list[Quote]) -> bool:
    return (len(chosen) > 1 and len(chosen) * 2 > len(items)) or bool(chosen and opened)


def _without_bare_openings(quotes: list[Quote]) -> list[Quote]:
    """Leave out «Dette kan gøres ved at:» where nothing of the list follows, unless there is nothing else."""
    sections = {_section(quote) for quote in quotes if quote.block.kind is Kind.LIST_ITEM}
    return [quote for quote in quotes if not quote.text.endswith(":") or _section(quote) in sections] or quotes


def _lists(document: Document) -> list[list[Block]]:
    items = [block for block in document.blocks if block.kind is Kind.LIST_ITEM]
    return [list(group) for _, group in groupby(items, key=lambda block: (block.section, block.opening))]


def _opening(document: Document, items: list[Block]) -> list[tuple[Block, tuple[int, int]]]:
    """Find the line that opens a list at the end of the paragraph before it, with its place on the page."""
    first = next(place for place, block in enumerate(document.blocks) if block is items[0])
    before = document.blocks[first - 1] if first else None
    if before is None or before.kind is not Kind.PARAGRAPH or before.page != items[0].page:
        return []
    text = document.page(before.page).text[before.start : before.end]
    line = items[0].opening
    return [(before, (before.end - len(line), before.end))] if line and text.endswith(line) else []


def _opens(quote: Quote, opening: tuple[Block, tuple[int, int]]) -> bool:
    block, (_, end) = opening
    return quote.block == block and quote.end == end


def _list_of(quote: Quote) -> tuple[str, tuple[str, ...], str] | None:
    if quote.block.kind is not Kind.LIST_ITEM:
        return None
    return quote.document.id, quote.block.section, quote.block.opening


def _ordered(quotes: list[Quote]) -> list[Quote]:
    best: dict[tuple[str, tuple[str, ...]], float] = {}
    for quote in quotes:
        best[_section(quote)] = max(best.get(_section(quote), quote.score), quote.score)
    ranked = sorted(quotes, key=lambda q: (-best[_section(q)], _section(q), q.block.page, q.start))
    return [quote for _, group in groupby(ranked, key=_section) for quote in group]


def _section(quote: Quote) -> tuple[str, tuple[str, ...]]:
    return quote.document.id, quote.block.section


def _part_kind(quote: Quote) -> PartKind:
    if quote.block.kind is Kind.LIST_ITEM:
        return PartKind.LIST_ITEM
    return PartKind.OPENING if quote.text.endswith(":") else PartKind.SENTENCE


def _citation(number: int, quote: Quote, passage: Passage) -> Citation:
    document, page = quote.document, quote.document.page(quote.block.page)
    return Citation(
        number=number,
        quote=quote.text,
        passage_id=passage.id,
        document_id=document.id,
        document_title=document.title,
        section=quote.block.section,
        page=page.number,
        page_label=page.label,
        start=quote.start,
        end=quote.end,
        url=page_path(document.id, page.number, quote.start, quote.end),
    )
