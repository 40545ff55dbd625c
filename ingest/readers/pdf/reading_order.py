"""Order a PDF page's runs as lines in reading order: two columns one after the other."""

from itertools import pairwise
from statistics import median

from ingest.readers.pdf.characters import Character
from ingest.readers.pdf.runs import TextLine, find_runs
from ingest.readers.pdf.table_rows import rows_of

_GUTTER = 8.0  # points between two columns, at least
_COLUMN_LINES = 4  # the fewest lines of a column
_COLUMN_LETTERS = 20  # the least median of letters in its lines
_COLUMN_FILL = 0.6  # the least mean share of the column's width that a line fills
_CROSSING = 0.25  # the most lines that cross a gutter, such as headings over both columns, as a share


def read_lines(characters: list[Character]) -> list[TextLine]:
    """Join a page's characters to lines in reading order; only spaces may be lost."""
    runs = list(find_runs(characters))
    upright = [run for run in runs if not run.turned]
    return [*_in_order(upright), *(run for run in runs if run.turned)]


def _in_order(runs: list[TextLine]) -> list[TextLine]:
    """Order two columns one after the other; a run across both separates the text above from that below."""
    gutter = _gutter(runs)
    if gutter is None:
        return rows_of(runs)
    left_edge, right_edge = gutter
    crossing = sorted((run for run in runs if run.left < left_edge and run.right > right_edge), key=lambda r: r.top)
    ordered: list[TextLine] = []
    rest = [run for run in runs if run not in crossing]
    for bar in (*crossing, None):
        band = [run for run in rest if bar is None or run.top < bar.top]
        rest = [run for run in rest if run not in band]
        ordered += _in_order([run for run in band if run.right <= right_edge])
        ordered += _in_order([run for run in band if run.right > right_edge])
        ordered += [bar] if bar else []
    return ordered


def _gutter(runs: list[TextLine]) -> tuple[float, float] | None:
    """Find the widest empty vertical strip between two columns of prose."""
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


def _is_column(runs: list[TextLine]) -> bool:
    if len(runs) < _COLUMN_LINES:
        return False
    width = max(run.right for run in runs) - min(run.left for run in runs)
    filled = sum(run.right - run.left for run in runs) / len(runs)
    return median(len(run.text) for run in runs) >= _COLUMN_LETTERS and filled >= _COLUMN_FILL * width


def _beside(before: list[TextLine], after: list[TextLine]) -> bool:
    top = max(min(run.top for run in part) for part in (before, after))
    bottom = min(max(run.bottom for run in part) for part in (before, after))
    return bottom - top > min(max(r.bottom for r in part) - min(r.top for r in part) for part in (before, after)) / 2
