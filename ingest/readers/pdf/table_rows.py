"""Group runs one below the other into boxes, and adjacent boxes into table rows with tabs between cells."""

import re
from itertools import pairwise

from ingest.readers.pdf.characters import Character
from ingest.readers.pdf.runs import CELL_GAP, WORD_GAP, TextLine, line_of, space_between

_SIZES = 1.3  # a larger ratio of heights separates two texts
_LINE_STEP = 1.7  # the most distance to a box's next line, as a share of the text's height
_ALIGNED = 2.5  # the most shift of the next line's left edge or middle, as a share of the text's height
_CELL_LINES = 6  # the most lines of a cell
_MARK = re.compile(r"(?:\W*|\(?\w{1,3}[.)]|o)\Z")
_BULLETS = re.compile(r"[—–•·▪◦‣●○■□➢✓\uf0b7\uf0a7]")
_SAME_LINE = 0.5  # the most distance of two tops on one line, as a share of the text's height


def rows_of(runs: list[TextLine]) -> list[TextLine]:
    """Join runs outside columns of prose to lines, from the top of the page down.

    Runs that are consecutive in the content stream stay together: the lines of a text box, and the lines of a table's
    cell, whose row becomes one line.
    """
    rows: list[list[list[TextLine]]] = []
    for box in sorted(_boxes(_joined(runs)), key=lambda box: (box[0].top, box[0].left)):
        if rows and _in_row(rows[-1], box):
            rows[-1].append(box)
        else:
            rows.append([box])
    return [
        line for row in rows for line in (row[0] if len(row) == 1 else [_row(sorted(row, key=lambda box: box[0].left))])
    ]


def _joined(runs: list[TextLine]) -> list[TextLine]:
    """Join consecutive runs of one line that are a space apart, as where the font changes."""
    joined: list[TextLine] = []
    for run in runs:
        if (
            joined
            and _is_on_line(joined[-1], run)
            and -run.size / 2 < run.left - joined[-1].right < CELL_GAP * run.size
        ):
            joined[-1] = _chain([joined[-1], run])
        else:
            joined.append(run)
    return joined


def _boxes(runs: list[TextLine]) -> list[list[TextLine]]:
    """Collect consecutive runs that are one below the other."""
    boxes: list[list[TextLine]] = []
    for run in runs:
        if boxes and _is_below(boxes[-1][-1], run):
            boxes[-1].append(run)
        else:
            boxes.append([run])
    return boxes


def _is_below(line: TextLine, run: TextLine) -> bool:
    below = line.size * _SAME_LINE < run.top - line.top < _LINE_STEP * max(line.size, run.size)
    off_left, off_middle = abs(line.left - run.left), abs(line.left + line.right - run.left - run.right) / 2
    return below and min(off_left, off_middle) < _ALIGNED * line.size and _is_same_size(line, run)


def _is_same_size(line: TextLine, other: TextLine) -> bool:
    return max(line.size, other.size) <= _SIZES * min(line.size, other.size)


def _is_on_line(line: TextLine, run: TextLine) -> bool:
    middle = (run.top + run.bottom) / 2
    return line.top < middle < line.bottom or run.top < (line.top + line.bottom) / 2 < run.bottom


def _in_row(row: list[list[TextLine]], box: list[TextLine]) -> bool:
    """Check whether a box is another cell of a row: on its first line, beside its cells, and short."""
    if any(len(cell) > _CELL_LINES or any(_BULLETS.match(line.text) for line in cell[1:]) for cell in (*row, box)):
        return False
    size = box[0].size
    near = any(-WORD_GAP * size < _distance(cell, box) < CELL_GAP * size for cell in row)
    beside = all(_distance(cell, box) > -WORD_GAP * size for cell in row)
    return beside and _is_on_line(row[-1][0], box[0]) and (near or _is_same_size(row[-1][0], box[0]))


def _distance(cell: list[TextLine], box: list[TextLine]) -> float:
    """Return the horizontal space between two boxes; negative if they overlap."""
    lefts, rights = (min(line.left for line in b) for b in (cell, box)), (max(x.right for x in b) for b in (cell, box))
    return max(lefts) - min(rights)


def _row(cells: list[list[TextLine]]) -> TextLine:
    """Join cells to one line; a bullet or number before a text is no cell of its own."""
    row = _chain(cells[0])
    for before, cell in pairwise(cells):
        gap = cell[0].left - before[0].right
        tab = gap > CELL_GAP * cell[0].size and not _MARK.match(row.text)
        row = _chain([row, *cell], "\t" if tab else " ")
    return row


def _chain(lines: list[TextLine], first: str = "") -> TextLine:
    """Join lines to one; `first` separates the first two."""
    characters: list[Character] = list(lines[0].characters)
    for place, (before, line) in enumerate(pairwise(lines)):
        between = first if first and place == 0 else ""
        same_line = _is_on_line(before, line)
        if between or not same_line or line.left - before.right > WORD_GAP * line.size:
            characters.append(space_between(characters[-1], line.characters[0], between or " "))
        characters += line.characters
    return line_of(characters)
