"""Splitting of blocks and documents into sentences; each is a verbatim range of its page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.document import Document, Kind

# Abbreviations that do not end a sentence, even before a capital. «mv.» and «osv.» can end one and are not listed.
_OPEN = (
    "f.eks", "fx", "bl.a", "ca", "nr", "jf", "dvs", "kap", "art", "pkt", "hr", "fr", "dr", "inkl", "ekskl", "evt",
    "vedr", "pga", "ift", "mht", "stk", "st", "e.g", "i.e", "mr", "mrs",
)  # fmt: skip
_BOUNDARY = re.compile(r"[.!?…]+[”\"’)\]]*(?:[.!?…])?\s+(?=[“”\"(]?[A-ZÆØÅÄÖÜÉ0-9])")
_LONGEST = 900  # characters; longer text without sentences, such as code or a list of names, is cut at spaces
_LAST_WORD = re.compile(r"([\w.]+)\W*\Z")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a document's body: its range on its page, and its block's index in `Document.blocks`."""

    page: int
    start: int
    end: int
    text: str
    block: int


def body_sentences(document: Document) -> list[Sentence]:
    """List a document's sentences in reading order, without headings and pull-quotes that repeat the body text."""
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
        Start and end of each sentence, in order. Only the white space between sentences is outside every range.
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
    """Cut too long a sentence at spaces, or at the limit where it has none."""
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
