"""Classify a PDF's paragraphs as headings, list items, table rows with a header, captions and footnotes."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import groupby

from ingest.danish_words import common_words
from ingest.document import Kind
from ingest.readers.parsed import Element
from ingest.readers.pdf.heading_levels import Bookmark, find_headings, running_size
from ingest.readers.pdf.hyphenation import join, vocabulary
from ingest.readers.pdf.paragraphs import CONTENTS_LINE, Paragraph, find_paragraphs, pitches
from ingest.readers.pdf.raw_page import PdfPage
from ingest.sentences import split_sentences

_CAPTION = re.compile(r"(?:Figur|Tabel|Figure|Table|Billede|Kort|Boks)\s*\d", re.IGNORECASE)
_NOTE = re.compile(r"(\d{1,3}|\*+)[).]?\s*\S")
_SMALLER = 0.92  # than the running text
_WITHIN_TABLE = 80  # letters of a cell's line between two rows
_FAR_PAGES = 50  # a footnote belongs to a sentence no further back
_TABLE_ROWS = 2  # a lone line with tabs is no table


def find_elements(pages: list[PdfPage], bookmarks: list[Bookmark]) -> Iterator[Element]:
    """Classify each paragraph of the pages, in reading order."""
    pitch_by_size = pitches([line for page in pages for line in page.lines])
    paragraphs = [p for page in pages for p in find_paragraphs(page.number, page.lines, pitch_by_size)]
    levels = find_headings(paragraphs, bookmarks)
    notes = _notes(paragraphs, _SMALLER * running_size(paragraphs))
    words = vocabulary((p.text for p in paragraphs if not p.is_row), _common_words())
    elements = [
        _element(paragraph, levels.get(place, 0), words, is_note=place in notes)
        for place, paragraph in enumerate(paragraphs)
    ]
    header = ""  # of the last table, which may continue on the next page
    for (kind, _), run in groupby(elements, key=lambda element: (element.kind, element.page)):
        if kind is Kind.TABLE:
            rows = list(_table(list(run), header))
            yield from rows
            header = rows[-1].opening
        else:
            between = list(run)
            yield from _with_openings(between, elements)
            header = header if kind is not Kind.HEADING and sum(len(e.text) for e in between) < _WITHIN_TABLE else ""


@cache
def _common_words() -> frozenset[str]:
    return frozenset(common_words())


def _element(paragraph: Paragraph, level: int, words: frozenset[str], *, is_note: bool) -> Element:
    if paragraph.is_row and not level:
        return Element(Kind.TABLE, paragraph.text, paragraph.page)
    text, contents = join(paragraph.text, words), bool(CONTENTS_LINE.search(paragraph.text))
    return Element(_kind(paragraph, level, is_note=is_note), text, paragraph.page, level, repeats=contents)


def _kind(paragraph: Paragraph, level: int, *, is_note: bool) -> Kind:
    if level:
        return Kind.HEADING
    if is_note:
        return Kind.FOOTNOTE
    if _CAPTION.match(paragraph.text):
        return Kind.CAPTION
    return Kind.LIST_ITEM if paragraph.is_item else Kind.PARAGRAPH


def _table(rows: list[Element], header: str) -> Iterator[Element]:
    """Add the header to a table's rows: from the page before, or the first row; a lone row is a paragraph."""
    if header:
        yield from (replace(row, opening=header) for row in rows)
        return
    if len(rows) < _TABLE_ROWS:
        yield from (replace(row, kind=Kind.PARAGRAPH) for row in rows)
        return
    yield rows[0]
    yield from (replace(row, opening=rows[0].text) for row in rows[1:])


def _notes(paragraphs: list[Paragraph], small: float) -> set[int]:
    """Find the footnotes: paragraphs in smaller letters at a page's end, from the first with a number."""
    notes: set[int] = set()
    for _, of_page in groupby(enumerate(paragraphs), key=lambda item: item[1].page):
        tail: list[int] = []
        for place, paragraph in reversed(list(of_page)):
            if paragraph.size > small or paragraph.is_row:
                break
            tail.append(place)
        while tail and not _NOTE.match(paragraphs[tail[-1]].text):
            tail.pop()
        notes |= set(tail)
    return notes


def _with_openings(run: list[Element], elements: list[Element]) -> Iterator[Element]:
    """Add to each footnote the sentence that refers to it, on its page or an earlier one."""
    for element in run:
        number = _NOTE.match(element.text) if element.kind is Kind.FOOTNOTE else None
        yield replace(element, opening=_referring(number[1], element, elements)) if number else element


def _referring(number: str, note: Element, elements: list[Element]) -> str:
    mark = re.compile(rf"[^\W\d][.,;:”»)]?{re.escape(number)}\)?(?=[\s.,;:]|\Z)")
    first = bisect_left(elements, note.page - _FAR_PAGES, key=lambda element: element.page)
    last = bisect_right(elements, note.page, key=lambda element: element.page)
    for element in reversed(elements[first:last]):
        for sentence in split_sentences(element.text) if element.kind is not Kind.FOOTNOTE else ():
            if mark.search(sentence):
                return sentence
    return ""
