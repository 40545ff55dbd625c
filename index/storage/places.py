"""Positions of passages: the passage that contains a range of a page."""

from bisect import bisect_right
from collections.abc import Sequence

from ingest.document import Passage


class Places:
    """Finds passages by place, by binary search; passages of one page do not overlap."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        """Take passages; the row of each is its place in the sequence, from 0."""
        self._passages = passages
        self._rows: dict[tuple[str, int], list[int]] = {}
        for row, passage in enumerate(passages):
            self._rows.setdefault((passage.document_id, passage.page), []).append(row)
        for rows in self._rows.values():
            rows.sort(key=lambda row: passages[row].start)

    def row(self, document_id: str, page: int, start: int, end: int) -> int:
        """Return the row of the passage that holds this span; KeyError if none holds all of it."""
        rows = self._rows.get((document_id, page), [])
        at = bisect_right(rows, start, key=lambda row: self._passages[row].start) - 1
        if at < 0 or self._passages[rows[at]].end < end:
            raise KeyError((document_id, page, start, end))
        return rows[at]
