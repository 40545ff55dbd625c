"""Postings on disk: for each term the rows of the texts that have it, and its impact (BM25 score) in each."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.dense.stored_array import StoredArray

Scores = NDArray[np.float32]
Rows = NDArray[np.int64]

IMPACTS, ROWS, STARTS, TERMS, COUNT = "worth.npy", "rows.npy", "starts.npy", "terms.npy", "count.npy"


@dataclass(frozen=True, slots=True)
class Postings:
    """The postings of an index, in memory or read from disk a span at a time.

    Attributes
    ----------
    impacts, rows
        A term's impact in a row, and the row; ascending rows of the first term, then of the second, and so on.
    starts
        The place in them where each term begins, and last their length.
    count
        The number of rows.
    numbers
        Maps terms to their numbers; -1 for a term that no text has.
    """

    impacts: Scores | StoredArray[float]
    rows: NDArray[np.int32] | StoredArray[int]
    starts: NDArray[np.integer] | StoredArray[int]
    count: int
    numbers: Callable[[Sequence[str]], list[int]]

    def of(self, number: int) -> tuple[NDArray[np.int32], Scores]:
        """Return a term's rows, ascending, and its impact in each."""
        span = slice(int(self.starts[number]), int(self.starts[number + 1]))
        return self.rows[span], self.impacts[span]

    def length(self, number: int) -> int:
        """Count the rows that have a term."""
        return int(self.starts[number + 1] - self.starts[number])


class HashedTerms:
    """Maps a term to the place of its hash among all terms' sorted hashes: eight bytes a term, on disk.

    Two terms of the same 64-bit hash would share their postings: among ten million terms the odds are 1 to 370,000.
    """

    def __init__(self, hashes: StoredArray[int]) -> None:
        self._hashes = hashes

    def __call__(self, terms: Sequence[str]) -> list[int]:
        """Return each term's number, or -1."""
        return [self._number(asked) for asked in hashes_of(terms).tolist()]

    def _number(self, asked: int) -> int:
        place = bisect_left(self._hashes, asked)
        return place if place < len(self._hashes) and self._hashes[place] == asked else -1


def hashes_of(terms: Iterable[str]) -> NDArray[np.uint64]:
    """Hash terms to 64 bits each."""
    digests = b"".join(blake2b(term.encode(), digest_size=8).digest() for term in terms)
    return np.frombuffer(digests, dtype="<u8").astype(np.uint64)


def load_postings(folder: Path) -> Postings:
    """Open a folder of `index.lexical.postings_writer`, to be read from disk a span at a time."""
    return Postings(
        impacts=StoredArray(folder / IMPACTS),
        rows=StoredArray(folder / ROWS),
        starts=StoredArray(folder / STARTS),
        count=int(np.load(folder / COUNT)),
        numbers=HashedTerms(StoredArray(folder / TERMS)),
    )
