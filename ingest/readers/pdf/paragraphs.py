"""Group a PDF page's lines into paragraphs, list items and table rows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.readers.pdf.characters import HYPHENS
from ingest.readers.pdf.runs import TextLine

_SIZES_DIFFER = 1.08
_NEXT_PARAGRAPH = 1.2  # of the usual distance between two lines
_USUAL_PITCH = 1.5  # of a line's height, where no two lines have this size
_INDENT = 0.5  # of a line's height
_BULLET = re.compile(r"(?:[—–•·▪◦‣●○■□➢✓*\uf0b7\uf0a7]|[-o](?=\s))\s*\S")
_NUMBERED = re.compile(r"(?:\(?\d{1,2}[.)]|\(?[a-zæøå]\))\s+\S")
_STATUTE = re.compile(r"§+ \d+|Stk\. \d+")
_PROSE = 20  # the fewest letters of a line of prose
CONTENTS_LINE = re.compile(r"(?:\.\s?){5,}\s*\d*\s*\Z")
"""A line of a table of contents."""
_ENDS = (".", ":", ";", "!", "?", "”", "»", "…")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Consecutive lines of one paragraph, list item or table row on page number `page`."""

    page: int
    lines: tuple[TextLine, ...]

    @property
    def size(self) -> float:
        """The median height of the lines."""
        return median(line.size for line in self.lines)

    @property
    def bold(self) -> bool:
        """True if all letters are bold."""
        return all(line.bold for line in self.lines) and any(letter.isalpha() for letter in self.text)

    @property
    def text(self) -> str:
        """The lines, separated by line breaks."""
        return "\n".join(line.text for line in self.lines)

    @property
    def is_row(self) -> bool:
        """True for a table row: one line with tabs."""
        return len(self.lines) == 1 and "\t" in self.lines[0].text

    @property
    def is_item(self) -> bool:
        """True if the text begins with a list's bullet or number."""
        return bool(_BULLET.match(self.text) or _NUMBERED.match(self.text))


def pitches(lines: list[TextLine]) -> dict[int, float]:
    """Measure the usual distance between two lines, by the lines' height in whole points."""
    steps: dict[int, list[float]] = {}
    for before, line in pairwise(lines):
        step = line.top - before.top
        if round(before.size) == round(line.size) and 0 < step < 3 * line.size:
            steps.setdefault(round(line.size), []).append(step)
    return {size: _lower_quartile(found) for size, found in steps.items()}


def _lower_quartile(steps: list[float]) -> float:
    return sorted(steps)[len(steps) // 4]


def find_paragraphs(page: int, lines: tuple[TextLine, ...], pitch_by_size: dict[int, float]) -> Iterator[Paragraph]:
    """Split a page's lines where a paragraph, a list item or a table row begins."""
    if not lines:
        return
    paragraph = [lines[0]]
    for line in lines[1:]:
        pitch = pitch_by_size.get(round(line.size), _USUAL_PITCH * line.size)
        right = max(other.right for other in lines if other.left < line.right and line.left < other.right)
        if _begins(paragraph, line, pitch, right):
            yield Paragraph(page, tuple(paragraph))
            paragraph = []
        paragraph.append(line)
    yield Paragraph(page, tuple(paragraph))


def _begins(paragraph: list[TextLine], line: TextLine, pitch: float, right: float) -> bool:
    """Check whether a line begins a new paragraph after the lines before it."""
    before = paragraph[-1]
    step = line.top - before.top
    if _is_other_text(before, line) or step > _NEXT_PARAGRAPH * pitch:
        return True
    if before.text[-1] in HYPHENS:
        return False
    ended = before.text.endswith(_ENDS)
    if step < 0:
        return ended or not _goes_on_in_next_column(before, line)
    short = before.right + _first_word(line) < right
    marked = any(mark.match(line.text) for mark in (_BULLET, _STATUTE, _NUMBERED))
    if (ended or short) and (marked or before.bold != line.bold):
        return True
    if abs(line.left - before.left) > _INDENT * line.size and ended:
        first_is_indented = len(paragraph) == 1 and line.left < before.left
        return short or not first_is_indented
    return short and (ended or not line.text[:1].islower() or abs(line.left - before.left) > _INDENT * line.size)


def _is_other_text(before: TextLine, line: TextLine) -> bool:
    cells = "\t" in before.text or "\t" in line.text or CONTENTS_LINE.search(before.text)
    sizes = max(before.size, line.size) > _SIZES_DIFFER * min(before.size, line.size)
    apart = line.top >= before.top and (line.right < before.left or before.right < line.left)
    return before.turned != line.turned or bool(cells) or sizes or apart


def _goes_on_in_next_column(before: TextLine, line: TextLine) -> bool:
    return line.left > before.right and line.text[:1].islower() and len(before.text) >= _PROSE


def _first_word(line: TextLine) -> float:
    """Estimate the width of a line's first word and the space before it."""
    letters = len(line.text.split()[0]) + 1
    return (line.right - line.left) * letters / len(line.text)
