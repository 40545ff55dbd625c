"""A PDF page's characters become lines in the order that a reader reads them, two columns one after the other."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.pdf_characters import Character

_WORD_GAP = 0.2  # of the text's height: a wider gap is a space
_CELL_GAP = 1.5  # of the text's height: a wider gap parts two columns, or two cells of a table
_SIZES = 1.3  # a wider difference in height parts the texts on both sides of a gap
_GUTTER = 8.0  # points: the least space between two columns of text
_COLUMN_LINES = 4  # a column has at least so many lines
_COLUMN_LETTERS = 20  # and half of its lines have at least so many letters
_COLUMN_FILL = 0.6  # and fill so much of its width on an average
_CROSSING = 0.25  # of the lines may cross a gutter: headings and figures over both columns


@dataclass(frozen=True, slots=True)
class Line:
    """Characters that follow each other on one line of the page; between cells there is a tab."""

    characters: tuple[Character, ...]

    @property
    def text(self) -> str:
        """What the line says."""
        return "".join(character.text for character in self.characters)

    @property
    def left(self) -> float:
        """Its left end."""
        return min(character.left for character in self.characters)

    @property
    def right(self) -> float:
        """Its right end."""
        return max(character.right for character in self.characters)

    @property
    def top(self) -> float:
        """The upper edge of most of its letters."""
        return median(character.top for character in self.characters if not character.text.isspace())

    @property
    def bottom(self) -> float:
        """The lower edge of most of its letters."""
        return median(character.bottom for character in self.characters if not character.text.isspace())

    @property
    def size(self) -> float:
        """The height of most of its letters."""
        return median(character.size for character in self.characters if not character.text.isspace())

    @property
    def bold(self) -> bool:
        """Whether all of its letters are bold."""
        return all(character.bold for character in self.characters if character.text.isalpha())

    @property
    def turned(self) -> bool:
        """Whether it runs in another direction than from left to right."""
        return self.characters[0].turned


def read_lines(characters: list[Character]) -> list[Line]:
    """Put a page's characters into lines, in reading order; no character but spaces is left out."""
    runs = list(_runs(characters))
    upright = [run for run in runs if not run.turned]
    return [*_in_order(upright), *(run for run in runs if run.turned)]


def _runs(characters: list[Character]) -> Iterator[Line]:
    """Cut the characters where the page's content jumps: to another line, or over a gap that parts two cells."""
    run: list[Character] = []
    space: Character | None = None
    for character in characters:
        if character.text.isspace():
            space = character
            continue
        if run and not _follows(run[-1], character):
            yield Line(tuple(run))
            run = []
        elif run and (space or _gap(run[-1], character) > _WORD_GAP * character.size):
            run.append(_space_between(run[-1], character))
        run.append(character)
        space = None
    if run:
        yield Line(tuple(run))


def _follows(before: Character, character: Character) -> bool:
    if before.turned or character.turned:
        return before.turned and character.turned and _near(before, character)
    height = max(before.size, character.size)
    same_line = before.top < character.middle < before.bottom or character.top < before.middle < character.bottom
    return same_line and -height / 2 < _gap(before, character) < _CELL_GAP * height


def _near(before: Character, character: Character) -> bool:
    reach = 2 * max(before.right - before.left, before.size, character.right - character.left, character.size)
    return abs(before.left - character.left) < reach and abs(before.top - character.top) < reach


def _gap(before: Character, character: Character) -> float:
    return 0.0 if before.turned else character.left - before.right


def _space_between(before: Character, after: Character, text: str = " ") -> Character:
    box = (before.box[2], before.box[1], max(before.box[2], after.box[0]), before.box[3])
    return Character(
        text, box, before.right, max(before.right, after.left), before.top, before.bottom, before.size,
        bold=before.bold, turned=before.turned, unmapped=False,
    )  # fmt: skip


def _in_order(runs: list[Line]) -> list[Line]:
    """Read two columns one after the other, and what crosses them before and after the part that it parts."""
    gutter = _gutter(runs)
    if gutter is None:
        return _joined(runs)
    left_edge, right_edge = gutter
    crossing = sorted((run for run in runs if run.left < left_edge and run.right > right_edge), key=lambda r: r.top)
    ordered: list[Line] = []
    rest = [run for run in runs if run not in crossing]
    for bar in [*crossing, None]:
        band = [run for run in rest if bar is None or run.top < bar.top]
        rest = [run for run in rest if run not in band]
        ordered += _in_order([run for run in band if run.right <= right_edge])
        ordered += _in_order([run for run in band if run.right > right_edge])
        ordered += [bar] if bar else []
    return ordered


def _gutter(runs: list[Line]) -> tuple[float, float] | None:
    """Find the widest empty strip with a column of prose on either side."""
    edges = sorted({run.left for run in runs} | {run.right for run in runs})
    strips = [
        (right - left, left, right)
        for left, right in pairwise(edges)
        if right - left >= _GUTTER
        and sum(run.left <= left and run.right >= right for run in runs) <= _CROSSING * len(runs)
    ]
    for _, left, right in sorted(strips, reverse=True):
        before, after = [run for run in runs if run.right <= left], [run for run in runs if run.left >= right]
        if _is_column(before) and _is_column(after) and _beside(before, after):
            return left, right
    return None


def _is_column(runs: list[Line]) -> bool:
    if len(runs) < _COLUMN_LINES:
        return False
    width = max(run.right for run in runs) - min(run.left for run in runs)
    filled = sum(run.right - run.left for run in runs) / len(runs)
    return median(len(run.text) for run in runs) >= _COLUMN_LETTERS and filled >= _COLUMN_FILL * width


def _beside(before: list[Line], after: list[Line]) -> bool:
    top = max(min(run.top for run in part) for part in (before, after))
    bottom = min(max(run.bottom for run in part) for part in (before, after))
    return bottom - top > min(max(r.bottom for r in part) - min(r.top for r in part) for part in (before, after)) / 2


def _joined(runs: list[Line]) -> list[Line]:
    """Join the runs that stand beside each other, from the top of the page down."""
    rows: list[list[Line]] = []
    for run in sorted(runs, key=lambda run: (run.top + run.bottom) / 2):
        middle = (run.top + run.bottom) / 2
        if rows and any(_beside_each_other(run, other, middle) for other in rows[-1]):
            rows[-1].append(run)
        else:
            rows.append([run])
    return [_row(sorted(row, key=lambda run: run.left)) for row in rows]


def _beside_each_other(run: Line, other: Line, middle: float) -> bool:
    """Tell whether two runs are parts of one line; a heading beside a small list is no part of the list's line."""
    same_text = max(run.size, other.size) <= _SIZES * min(run.size, other.size)
    return other.top < middle < other.bottom and (same_text or abs(run.left - other.right) < _CELL_GAP * other.size)


def _row(runs: list[Line]) -> Line:
    characters: list[Character] = list(runs[0].characters)
    for run in runs[1:]:
        gap, size = run.left - characters[-1].right, max(run.size, characters[-1].size)
        if gap > _WORD_GAP * size:
            characters.append(
                _space_between(characters[-1], run.characters[0], "\t" if gap > _CELL_GAP * size else " ")
            )
        characters += run.characters
    return Line(tuple(characters))
