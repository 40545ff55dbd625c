"""Detection of a PDF's headings and their levels, by bookmarks, by size and weight, and by numbering."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import TypeAlias

import pypdfium2

from ingest.readers.pdf.paragraphs import Paragraph

Style: TypeAlias = tuple[int, bool]
"""The height of the letters in half points, and whether they are bold."""

_LARGER = 1.12  # than the running text
_HEADING_LINES = 4
_FEWEST_LETTERS = 2  # of a heading
_LARGE_LETTERS = 200  # the most letters of a heading in larger type
_BOLD_LETTERS = 120  # the most letters of a bold heading
_SENTENCE_ENDS = (".", ",", ";", ":")
_NUMBER = re.compile(r"(\d+(?:\.\d+)*)\.?\s+\S")
_NUMBERS_APART = re.compile(r"^[\d.]+\s+")
_UNIT = re.compile(r"(kapitel|bilag|chapter|annex)?(§|artikel|article)?\s*\d+\s?[a-z]?\.?", re.IGNORECASE)
_DEEPEST = 6
_SENTENCE = 90  # longer text with a full stop at its end is a paragraph, however large
_RUN = 3  # so many paragraphs of one style in a row are no headings
_MOST = 0.6  # the least share of a heading style's letters that are in headings


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of a PDF's own outline; `level` is 1 at the top."""

    page: int
    level: int
    title: str


def read_bookmarks(document: pypdfium2.PdfDocument) -> list[Bookmark]:
    """Read a PDF's outline, without entries that have no target."""
    found = []
    for entry in document.get_toc(max_depth=_DEEPEST):
        target = entry.get_dest()
        page = target.get_index() if target else None
        if page is not None and entry.get_title().strip():
            found.append(Bookmark(page + 1, entry.level + 1, entry.get_title()))
    return found


def running_size(paragraphs: list[Paragraph]) -> float:
    """Return the height of most letters, which is the running text's."""
    letters: Counter[int] = Counter()
    for paragraph in paragraphs:
        letters[_style(paragraph)[0]] += len(paragraph.text)
    return letters.most_common(1)[0][0] / 2 if letters else 0.0


def find_headings(paragraphs: list[Paragraph], bookmarks: list[Bookmark]) -> dict[int, int]:
    """Find the headings among a document's paragraphs.

    Returns
    -------
    dict[int, int]
        The level of each heading, from 1, by its paragraph's index.
    """
    marked = _bookmarked(paragraphs, bookmarks)
    body = running_size(paragraphs)
    bold_body = sum(len(p.text) for p in paragraphs if p.bold) > sum(len(p.text) for p in paragraphs) / 2
    looks = [
        place
        for place, paragraph in enumerate(paragraphs)
        if place not in marked and _looks_like_heading(paragraph, body, bold_body=bold_body)
    ]
    looks = _without_common_looks(looks, marked, paragraphs)
    levels = _levels([paragraphs[place] for place in looks], marked, paragraphs)
    found = marked | {place: _own_level(paragraphs[place], levels) for place in looks}
    return found | _units_alone(paragraphs, found)


def _units_alone(paragraphs: list[Paragraph], found: dict[int, int]) -> dict[int, int]:
    """Find the lines that consist of a unit's number, such as «§ 3» or «Kapitel 2», in any style, and their levels.

    A chapter is one level below the heading before it, and a section below both.
    """
    units: dict[int, int] = {}
    heading = chapter = 0
    for place, paragraph in enumerate(paragraphs):
        if place in found:
            heading = chapter = found[place]
        unit = _UNIT.fullmatch(paragraph.text.strip())
        if unit is None or place in found or paragraph.is_row or paragraph.is_item:
            continue
        if unit[1]:
            units[place] = chapter = min(heading + 1, _DEEPEST)
        elif unit[2]:
            units[place] = min(chapter + 1, _DEEPEST)
    return units


def _bookmarked(paragraphs: list[Paragraph], bookmarks: list[Bookmark]) -> dict[int, int]:
    """Find the paragraphs whose text is a bookmark's title."""
    by_page: dict[int, list[tuple[int, str]]] = {}
    for place, paragraph in enumerate(paragraphs):
        by_page.setdefault(paragraph.page, []).append((place, _plain(paragraph.text)))
    marked: dict[int, int] = {}
    for bookmark in bookmarks:
        title = _plain(bookmark.title)
        for place, text in by_page.get(bookmark.page, []):
            if place not in marked and title and text == title:
                marked[place] = min(bookmark.level, _DEEPEST)
                break
    return marked


def _plain(text: str) -> str:
    """Return a heading's letters and digits without its number, in lower case."""
    words = _NUMBERS_APART.sub("", " ".join(text.split()))
    return "".join(letter for letter in words.lower() if letter.isalnum())


def _style(paragraph: Paragraph) -> Style:
    return round(paragraph.size * 2), paragraph.bold


def _looks_like_heading(paragraph: Paragraph, body: float, *, bold_body: bool) -> bool:
    text = paragraph.text
    if paragraph.is_row or (paragraph.is_item and not _NUMBER.match(text)) or paragraph.lines[0].turned:
        return False
    if len(paragraph.lines) > _HEADING_LINES or sum(letter.isalpha() for letter in text) < _FEWEST_LETTERS:
        return False
    if paragraph.size >= _LARGER * body:
        return len(text) <= _LARGE_LETTERS and not text.endswith((",", ";")) and not _is_sentences(text)
    bold = paragraph.bold and not bold_body and paragraph.size >= body - 0.5
    return bold and len(text) <= _BOLD_LETTERS and not text.endswith(_SENTENCE_ENDS)


def _is_sentences(text: str) -> bool:
    return text.endswith(".") and len(text) > _SENTENCE


def _without_common_looks(looks: list[int], marked: dict[int, int], paragraphs: list[Paragraph]) -> list[int]:
    """Remove candidates whose style is also much used elsewhere, as in the boxes and lists of slides."""
    letters, in_headings = Counter[Style](), Counter[Style]()
    for paragraph in paragraphs:
        letters[_style(paragraph)] += len(paragraph.text)
    for place in [*looks, *marked]:
        in_headings[_style(paragraphs[place])] += len(paragraphs[place].text)
    rare = [p for p in looks if in_headings[(style := _style(paragraphs[p]))] >= _MOST * letters[style]]
    among = set(rare)
    return [place for place in rare if not _is_in_run(place, among, paragraphs)]


def _is_in_run(place: int, looks: set[int], paragraphs: list[Paragraph]) -> bool:
    """Check whether a candidate is one of several in a row in the same style, which head no text."""

    def like(other: int) -> bool:
        same_page = other in looks and paragraphs[other].page == paragraphs[place].page
        return same_page and _style(paragraphs[other]) == _style(paragraphs[place])

    return any(all(like(first + step) for step in range(_RUN)) for first in range(place - _RUN + 1, place + 1))


def _levels(headings: list[Paragraph], marked: dict[int, int], paragraphs: list[Paragraph]) -> dict[Style, int]:
    """Return each style's level: that of its bookmarks or numbers, else by its rank among the larger styles."""
    known: dict[Style, Counter[int]] = {}
    for place, level in marked.items():
        known.setdefault(_style(paragraphs[place]), Counter())[level] += 1
    for heading in headings:
        if level := _numbered_level(heading):
            known.setdefault(_style(heading), Counter())[level] += 1
    levels = {style: counts.most_common(1)[0][0] for style, counts in known.items()}
    later = {_style(p) for p in headings if p.page != paragraphs[0].page}
    cover = {_style(p) for p in headings} - later if later else set[Style]()
    ranked = sorted({_style(p) for p in headings} - cover - set(levels), reverse=True)
    lowest = max(levels.values(), default=0)
    if levels:
        return levels | {style: 1 for style in cover if style not in levels} | {
            style: min(lowest + 1, _DEEPEST) if style < min(levels) else _above(style, levels) for style in ranked
        }  # fmt: skip
    return dict.fromkeys(cover, 1) | {style: min(rank, _DEEPEST) for rank, style in enumerate(ranked, start=1)}


def _above(style: Style, levels: dict[Style, int]) -> int:
    """Return a style's level as one above the nearest smaller style."""
    nearest = max(other for other in levels if other < style)
    return max(levels[nearest] - 1, 1)


def _own_level(paragraph: Paragraph, levels: dict[Style, int]) -> int:
    return _numbered_level(paragraph) or levels[_style(paragraph)]


def _numbered_level(paragraph: Paragraph) -> int:
    """Return the level by the number, which of «2.4 Værdiskabelse» is 2; 0 without one."""
    number = _NUMBER.match(paragraph.text)
    return min(number[1].count(".") + 1, _DEEPEST) if number and "." in number[1] else 0
