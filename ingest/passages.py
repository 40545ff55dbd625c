"""Pack blocks into passages: consecutive blocks of one kind, section and page, of at most 900 characters."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from ingest.document import Block, Document, Kind, Passage, passage_id
from ingest.sentences import sentence_spans

LONGEST = 900
"""The most characters of a passage."""


def make_passages(document: Document) -> list[Passage]:
    """Pack a document's blocks into passages, in reading order.

    Headings are left out, since they are the passages' sections, and so are pull-quotes that repeat the body text.
    """
    body = [
        part
        for block in document.blocks
        if block.kind is not Kind.HEADING and not block.repeats
        for part in _short(block, document)
    ]
    passages = []
    for _, run in groupby(body, key=_company):
        for part in _balanced(list(run)):
            passages.append(_passage(document, part))
    return passages


def _short(block: Block, document: Document) -> list[Block]:
    """Split a block that is longer than a passage, between sentences."""
    if block.end - block.start <= LONGEST:
        return [block]
    parts: list[Block] = []
    for start, end in sentence_spans(document.page(block.page).text[block.start : block.end]):
        if parts and block.start + end - parts[-1].start <= LONGEST:
            parts[-1] = replace(parts[-1], end=block.start + end)
        else:
            parts.append(replace(block, start=block.start + start, end=block.start + end))
    return parts


def _company(block: Block) -> tuple[int, tuple[str, ...], Kind, str]:
    """Return the key that blocks of one passage share; the line that opens a list belongs to the list."""
    return block.page, block.section, block.kind, block.opening


def _balanced(blocks: list[Block]) -> Iterator[list[Block]]:
    """Split consecutive blocks into the fewest parts that fit, of about the same length."""
    length = blocks[-1].end - blocks[0].start
    parts = -(-length // LONGEST)
    part: list[Block] = []
    for block in blocks:
        if part and (block.end - part[0].start > LONGEST or part[-1].end - part[0].start >= length / parts):
            yield part
            part = []
        part.append(block)
    yield part


def _passage(document: Document, blocks: list[Block]) -> Passage:
    first, start, end = blocks[0], blocks[0].start, blocks[-1].end
    return Passage(
        id=passage_id(document.id, first.page, start, end),
        document_id=document.id,
        section=first.section,
        page=first.page,
        start=start,
        end=end,
        text=document.page(first.page).text[start:end],
        kind=first.kind,
        opening=first.opening,
    )


def text_for_vectors(passage: Passage) -> str:
    """Return the text to encode: the nearest heading, the line that opens the list, and the passage."""
    return "\n".join(["".join(passage.section[-1:]), passage.opening, passage.text])


def text_for_words(passage: Passage, asked: list[str]) -> str:
    """Return the text for BM25: all headings, the opening, the passage, and the questions that it answers."""
    return "\n".join([*passage.section, passage.opening, passage.text, *asked])
