"""Removal of running heads, running feet and page numbers, and each page's printed number from them."""

import re
from collections import Counter
from dataclasses import dataclass, replace

from ingest.readers.pdf.raw_page import PdfPage
from ingest.readers.pdf.runs import TextLine

_EDGE_LINES = 2  # lines at the top, and at the bottom, that may be a running head or foot
_SAME_PLACE = 3.0  # points
_PAGES = 3  # a line on fewer pages repeats by chance, unless they are half of all
_CAPTION = re.compile(r"(?:Figur|Tabel|Figure|Table|Billede|Kort|Boks)\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d+")
_DIGITS = 4  # of a page number at most
_LONGEST = 150  # characters of a running head
_AGREEING = 0.6  # the least share of the pages with numbers whose number agrees with the count of pages


@dataclass(frozen=True, slots=True)
class _Edge:
    """A line at a page's edge, in a form that is equal on all pages."""

    at_top: bool
    place: int
    words: str


def take_off_margins(pages: list[PdfPage]) -> tuple[list[PdfPage], tuple[str, ...]]:
    """Remove lines that repeat at the edges of the pages, and label each page with its printed number.

    Returns
    -------
    tuple
        The pages without these lines, and the lines, with repetitions.
    """
    counts = Counter(edge for page in pages for edge in set(_edges(page).values()))
    enough = min(_PAGES, max(2, -(-len(pages) // 2)))
    cleaned, taken = [], []
    numbers: dict[int, set[int]] = {}
    for page in pages:
        removed = {place for place, edge in _edges(page).items() if _repeats(edge, counts, enough)} | _own_number(page)
        texts = [page.lines[place].text for place in sorted(removed)]
        taken += texts
        numbers[page.number] = {
            int(number) for text in texts for number in _NUMBER.findall(text) if len(number) <= _DIGITS
        }
        lines = tuple(line for place, line in enumerate(page.lines) if place not in removed)
        cleaned.append(replace(page, lines=lines))
    labels = _labels(pages, numbers)
    return [replace(p, printed_label=labels[p.number]) for p in cleaned], tuple(taken)


def _edges(page: PdfPage) -> dict[int, _Edge]:
    """Return the lines at a page's edges, by their index among its lines."""
    from_top = _from_top(page)
    bottom = {place: _edge(page.lines[place], at_top=False) for place in from_top[-_EDGE_LINES:]}
    top = {place: _edge(page.lines[place], at_top=True) for place in from_top[:_EDGE_LINES]}
    found = bottom | top
    if len(from_top) <= _EDGE_LINES:  # on a page of one or two lines, each may be a head or a foot
        middle = page.height / 2
        found = {place: _edge(page.lines[place], at_top=page.lines[place].top < middle) for place in from_top}
    return {place: e for place, e in found.items() if len(e.words) <= _LONGEST and not _CAPTION.match(e.words)}


def _from_top(page: PdfPage) -> list[int]:
    upright = [place for place, line in enumerate(page.lines) if not line.turned]
    return sorted(upright, key=lambda place: page.lines[place].top)


def _own_number(page: PdfPage) -> set[int]:
    """Find the page's number where it is alone on the first or the last line."""
    from_top = _from_top(page)
    ends = {*from_top[:1], *from_top[-1:]} if len(from_top) > 1 else set()
    return {place for place in ends if page.lines[place].text.strip() == str(page.number)}


def _edge(line: TextLine, *, at_top: bool) -> _Edge:
    words = _NUMBER.sub("#", " ".join(line.text.split()))
    return _Edge(at_top, round(line.top / _SAME_PLACE), words)


def _repeats(edge: _Edge, counts: Counter[_Edge], enough: int) -> bool:
    near = (_Edge(edge.at_top, edge.place + step, edge.words) for step in (-1, 0, 1))
    return sum(counts[other] for other in near) >= enough


def _labels(pages: list[PdfPage], numbers: dict[int, set[int]]) -> dict[int, str]:
    """Return each page's label: the file's own, else the printed number, else its number in the file."""
    if any(page.printed_label for page in pages):
        return {page.number: page.printed_label or str(page.number) for page in pages}
    shifts = Counter(printed - number for number, found in numbers.items() for printed in found)
    numbered = [number for number, found in numbers.items() if found]
    if not shifts or len(numbered) < _EDGE_LINES:
        return {page.number: str(page.number) for page in pages}
    shift, agreeing = max(shifts.items(), key=lambda item: (item[1], -abs(item[0])))
    if agreeing < _AGREEING * len(numbered):
        shift = 0
    return {page.number: str(page.number + shift if page.number + shift > 0 else page.number) for page in pages}
