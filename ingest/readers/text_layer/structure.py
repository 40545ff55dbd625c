"""Classify the raw lines of pages as headings, paragraphs, list items, pull-quotes and figure labels."""

from dataclasses import dataclass, replace

from rapidfuzz.fuzz import partial_ratio

from ingest.document import Kind
from ingest.metadata import OutlineEntry
from ingest.readers.text_layer.headings import Heading, find_headings
from ingest.readers.text_layer.raw_pages import RawPage
from ingest.readers.text_layer.reflow import is_list_of_lines, reflow
from ingest.sentences import split_sentences

_REPEAT = 85  # partial_ratio, 0 to 100; a pull-quote may change a word («Derfor er det» -> «Der er»)
_TERM_WORDS = 6
_LIST_ITEMS = 3  # two in a row could be chance
_SENTENCE_ENDS = (".", ":", "!", "…", "”")


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A block before its offsets in the page's text are known."""

    kind: Kind
    page: int
    text: str
    section: tuple[str, ...]
    opening: str = ""
    repeats: bool = False


def find_blocks(pages: list[RawPage], outline: tuple[OutlineEntry, ...], words: frozenset[str]) -> list[TextBlock]:
    """Classify the lines of all pages into blocks, in reading order.

    Parameters
    ----------
    pages
        The pages of raw lines.
    outline
        The document's headings; if empty, they are guessed from the text.
    words
        The document's unbroken words, from `reflow.words_of`.

    Raises
    ------
    DocumentError
        If a heading of the outline is not found on its page.
    """
    pieces: list[TextBlock] = []
    path: tuple[str, ...] = ()
    figure = False
    for page in pages:
        opening = ""
        for group in find_headings(page, outline, words):
            if isinstance(group, Heading):
                path, opening, figure = (*path[: group.level - 1], group.text), "", group.figure
                pieces.append(TextBlock(Kind.HEADING, page.number, group.text, path))
                continue
            if is_list_of_lines(list(group)):
                items = (reflow([line], words) for line in group)
                pieces += [TextBlock(Kind.LIST_ITEM, page.number, item, path, "".join(path[-1:])) for item in items]
                continue
            text = reflow(list(group), words)
            kind = _kind(text, opening, figure=figure)
            pieces.append(TextBlock(kind, page.number, text, path, opening if kind is Kind.LIST_ITEM else ""))
            if text.endswith(":"):
                opening = text
            elif kind is Kind.QUOTE:
                opening = ""
    return _mark_repeats(_mark_lists(pieces))


def _kind(text: str, opening: str, *, figure: bool) -> Kind:
    if text.startswith("“"):
        return Kind.QUOTE
    if figure:
        return Kind.CAPTION
    return Kind.LIST_ITEM if opening and not text.endswith(":") else Kind.PARAGRAPH


def _mark_lists(pieces: list[TextBlock]) -> list[TextBlock]:
    """Find lists without a line with a colon before them: short lines, questions, or «Term: explanation»."""
    marked = list(pieces)
    place = 0
    while place < len(marked):
        end = place
        while end < len(marked) and _looks_like_item(marked[end]) and marked[end].page == marked[place].page:
            end += 1
        if end - place >= _LIST_ITEMS:
            before = marked[place - 1] if place else None
            opening = split_sentences(before.text)[-1] if before and before.kind is Kind.PARAGRAPH else ""
            marked[place:end] = [replace(item, kind=Kind.LIST_ITEM, opening=opening) for item in marked[place:end]]
        place = max(end, place + 1)
    return marked


def _looks_like_item(piece: TextBlock) -> bool:
    if piece.kind is not Kind.PARAGRAPH:
        return False
    term, colon, explanation = piece.text.partition(":")
    is_term = bool(colon and explanation) and len(term.split()) <= _TERM_WORDS
    return is_term or not piece.text.endswith(_SENTENCE_ENDS)


def _mark_repeats(pieces: list[TextBlock]) -> list[TextBlock]:
    body = " ".join(piece.text for piece in pieces if piece.kind in (Kind.PARAGRAPH, Kind.LIST_ITEM)).lower()
    return [
        replace(piece, repeats=partial_ratio(piece.text.strip("“”").lower(), body) >= _REPEAT)
        if piece.kind is Kind.QUOTE
        else piece
        for piece in pieces
    ]
