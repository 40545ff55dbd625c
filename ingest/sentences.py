"""Split a block of text, and a whole document, into sentences: each a verbatim stretch of its page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.document import Document, Kind

# Abbreviations that a sentence does not end with, so that a capital after them begins no new one. «mv.» and «osv.» do
# end sentences and are not here.
_OPEN = (
    "f.eks", "fx", "bl.a", "ca", "nr", "jf", "dvs", "kap", "art", "pkt", "hr", "fr", "dr", "inkl", "ekskl", "evt",
    "vedr", "pga", "ift", "mht", "stk", "st", "e.g", "i.e", "mr", "mrs",
)  # fmt: skip
_BOUNDARY = re.compile(r"[.!?…]+[”\"’)\]]*(?:[.!?…])?\s+(?=[“”\"(]?[A-ZÆØÅÄÖÜÉ0-9])")
_LONGEST = 900  # characters; what has no sentences, such as code or a list of names, is cut at spaces
_LAST_WORD = re.compile(r"([\w.]+)\W*\Z")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a document's body: where it stands on its page, and its block's place in `Document.blocks`."""

    page: int
    start: int
    end: int
    text: str
    block: int


def body_sentences(document: Document) -> list[Sentence]:
    """List what a document says, in reading order: no headings, and no pull-quotes that repeat the body text."""
    return [
        Sentence(block.page, block.start + start, block.start + end, text[start:end], place)
        for place, block in enumerate(document.blocks)
        if block.kind is not Kind.HEADING and not block.repeats
        for text in (document.page(block.page).text[block.start : block.end],)
        for start, end in sentence_spans(text)
    ]


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Find the sentences of a block as offsets into it.

    Returns
    -------
    list[tuple[int, int]]
        Start and end of each sentence, in order, without the spaces between them. Together they hold every character
        that is not such a space.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _BOUNDARY.finditer(text):
        sentence = text[start : match.end()].rstrip()
        if _is_open(sentence):
            continue
        spans += _pieces(text, start, start + len(sentence))
        start = match.end()
    if text[start:].strip():
        spans += _pieces(text, start, len(text.rstrip()))
    return spans


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut what is too long for a sentence at its spaces, or where it has none at its length."""
    while end - start > _LONGEST:
        cut = max((text.rfind(space, start + 1, start + _LONGEST) for space in " \n\t"), default=-1)
        cut = cut if cut > start else start + _LONGEST
        if text[start:cut].strip():
            yield start, start + len(text[start:cut].rstrip())
        start = cut + len(text[cut:end]) - len(text[cut:end].lstrip())
    if text[start:end].strip():
        yield start, end


def split_sentences(text: str) -> list[str]:
    """Split a block into its sentences."""
    return [text[start:end] for start, end in sentence_spans(text)]


def _is_open(sentence: str) -> bool:
    word = _LAST_WORD.search(sentence) if sentence.endswith(".") else None
    return word is not None and word[1].lower().rstrip(".") in _OPEN
