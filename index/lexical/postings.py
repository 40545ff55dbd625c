"""Postings on disk: for each term the rows of the texts that have it, and what it is worth in each."""

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

WORTH, ROWS, STARTS, TERMS, COUNT = "worth.npy", "rows.npy", "starts.npy", "terms.npy", "count.npy"


@dataclass(frozen=True, slots=True)
class Postings:
    """Where terms stand; the arrays are in memory, or read from disk a span at a time.

    Attributes
    ----------
    worth, rows
        What a term is worth in a row, and the row, ascending, the terms one after another.
    starts
        Where in them each term begins, and at last where they end.
    count
        How many rows there are.
    numbers
        Gives each term's number, or -1.
    """

    worth: Scores | StoredArray[float]
    rows: NDArray[np.int32] | StoredArray[int]
    starts: NDArray[np.integer] | StoredArray[int]
    count: int
    numbers: Callable[[Sequence[str]], list[int]]

    def of(self, number: int) -> tuple[NDArray[np.int32], Scores]:
        """Give a term's rows, ascending, and what it is worth in each."""
        span = slice(int(self.starts[number]), int(self.starts[number + 1]))
        return self.rows[span], self.worth[span]

    def length(self, number: int) -> int:
        """Tell how many rows have a term."""
        return int(self.starts[number + 1] - self.starts[number])


class HashedTerms:
    """Numbers terms by their place among all terms' hashes, sorted: eight bytes a term, on disk.

    Two terms of the same 64-bit hash would share their postings: among ten million terms the odds are 1 to 370,000.
    """

    def __init__(self, hashes: StoredArray[int]) -> None:
        self._hashes = hashes

    def __call__(self, terms: Sequence[str]) -> list[int]:
        """Give each term's number, or -1."""
        return [self._number(asked) for asked in hashes_of(terms).tolist()]

    def _number(self, asked: int) -> int:
        place = bisect_left(self._hashes, asked)
        return place if place < len(self._hashes) and self._hashes[place] == asked else -1


def hashes_of(terms: Iterable[str]) -> NDArray[np.uint64]:
    """Hash terms to 64 bits each."""
    digests = b"".join(blake2b(term.encode(), digest_size=8).digest() for term in terms)
    return np.frombuffer(digests, dtype="<u8").astype(np.uint64)


def load_postings(folder: Path) -> Postings:
    """Open what `index.lexical.postings_writer` wrote, to be read from disk a span at a time."""
    return Postings(
        worth=StoredArray(folder / WORTH),
        rows=StoredArray(folder / ROWS),
        starts=StoredArray(folder / STARTS),
        count=int(np.load(folder / COUNT)),
        numbers=HashedTerms(StoredArray(folder / TERMS)),
    )
