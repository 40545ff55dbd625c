"""The typesetting of a page from its blocks: headings, lists, quotes, with a quoted range marked."""

from dataclasses import dataclass
from itertools import groupby

from ingest.document import Block, Document, Kind, Page

TOP_LEVEL = 3
"""The heading level of a page's highest heading; the page number is level 2."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of text inside or outside the quote."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class TypesetBlock:
    """One typeset block; the texts of its stretches, joined, are the block's text. `anchor` is its link's fragment."""

    stretches: tuple[Stretch, ...]
    level: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbouring blocks of one kind: a list, or single blocks."""

    kind: Kind
    lines: tuple[TypesetBlock, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A typeset page.

    `above` names the sections that contain the page's start, from the top, `quoted_in` those that contain the quote;
    `before` and `after` are the neighbouring pages.
    """

    document: Document
    page: Page
    above: tuple[str, ...]
    quoted_in: tuple[str, ...]
    groups: tuple[Group, ...]
    before: Page | None
    after: Page | None

    @property
    def has_quote(self) -> bool:
        """True if something on the page is marked."""
        return any(stretch.marked for group in self.groups for line in group.lines for stretch in line.stretches)


def typeset(document: Document, number: int, quote: tuple[int, int] | None = None) -> Sheet:
    """Typeset a page with the characters from `quote[0]` to `quote[1]` marked.

    Raises
    ------
    KeyError
        If the document has no such page.
    """
    page = document.page(number)
    blocks = sorted((block for block in document.blocks if block.page == number), key=lambda block: block.start)
    start, end = quote if quote and 0 <= quote[0] < quote[1] <= len(page.text) else (0, 0)
    highest = min((len(block.section) for block in blocks if block.kind is Kind.HEADING), default=1)
    groups = tuple(
        Group(kind, tuple(_line(block, page.text, start, end, highest) for block in run))
        for kind, run in groupby(blocks, key=lambda block: block.kind)
    )
    numbers = [other.number for other in document.pages]
    place = numbers.index(number)
    return Sheet(
        document=document,
        page=page,
        above=_above(blocks),
        quoted_in=next((_below_title(document, b) for b in blocks if start < end and b.start <= start < b.end), ()),
        groups=groups,
        before=document.pages[place - 1] if place else None,
        after=document.pages[place + 1] if place + 1 < len(numbers) else None,
    )


def _line(block: Block, text: str, start: int, end: int, highest: int) -> TypesetBlock:
    start, end = max(start, block.start), min(end, block.end)
    if start >= end:
        start = end = block.end
    pieces = ((block.start, start, False), (start, end, True), (end, block.end, False))
    stretches = tuple(Stretch(text[left:right], marked) for left, right, marked in pieces if left < right)
    return TypesetBlock(stretches, min(TOP_LEVEL + len(block.section) - highest, 6), _anchor(block))


def _anchor(block: Block) -> str:
    return f"at-{block.start}"


def _below_title(document: Document, block: Block) -> tuple[str, ...]:
    """Name the sections of a block, without the document's title."""
    return block.section[1:] if block.section[:1] == (document.title,) else block.section


def _above(blocks: list[Block]) -> tuple[str, ...]:
    """Name the sections of the page's first block, without a heading on the page itself."""
    if not blocks:
        return ()
    first = blocks[0]
    return first.section[:-1] if first.kind is Kind.HEADING else first.section


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A heading in the table of contents; `level` counts from 1, `anchor` names its place on the page."""

    heading: str
    level: int
    page: Page
    anchor: str


def contents(document: Document) -> tuple[ContentsEntry, ...]:
    """List the document's headings in order, without those of figures, which repeat others."""
    blocks = document.blocks
    entries = []
    for place, block in enumerate(blocks):
        labels_a_figure = blocks[place + 1 : place + 2] and blocks[place + 1].kind is Kind.CAPTION
        if block.kind is Kind.HEADING and not labels_a_figure:
            page = document.page(block.page)
            entries.append(ContentsEntry(page.text[block.start : block.end], len(block.section), page, _anchor(block)))
    return tuple(entries)


def own_questions(document: Document, most: int = 7) -> tuple[str, ...]:
    """Find the questions that the document answers: list items that recur as headings, in the heading's words."""
    headings = {_plain(entry.heading): entry.heading for entry in contents(document)}
    items = [
        _plain(document.page(block.page).text[block.start : block.end])
        for block in document.blocks
        if block.kind is Kind.LIST_ITEM
    ]
    return tuple(dict.fromkeys(headings[item] for item in items if item in headings))[:most]


def _plain(text: str) -> str:
    return " ".join(text.split()).rstrip("?.").casefold()
