"""Postings on disk: for each term the rows of the texts that have it, and what it is worth in each."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Rows = NDArray[np.int64]

WORTH, ROWS, STARTS, TERMS, COUNT = "worth.npy", "rows.npy", "starts.npy", "terms.npy", "count.npy"


@dataclass(frozen=True, slots=True)
class Postings:
    """Where terms stand; the arrays may be mapped from disk.

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

    worth: Scores
    rows: NDArray[np.int32]
    starts: NDArray[np.integer]
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

    def __init__(self, hashes: NDArray[np.uint64]) -> None:
        self._hashes = hashes

    def __call__(self, terms: Sequence[str]) -> list[int]:
        """Give each term's number, or -1."""
        asked = hashes_of(terms)
        places = np.searchsorted(self._hashes, asked)
        inside = np.minimum(places, len(self._hashes) - 1)
        return np.where(self._hashes[inside] == asked, inside, -1).tolist() if len(self._hashes) else [-1] * len(terms)


def hashes_of(terms: Iterable[str]) -> NDArray[np.uint64]:
    """Hash terms to 64 bits each."""
    digests = b"".join(blake2b(term.encode(), digest_size=8).digest() for term in terms)
    return np.frombuffer(digests, dtype="<u8").astype(np.uint64)


def load_postings(folder: Path) -> Postings:
    """Open what `index.write_postings` wrote, mapped from disk."""

    def mapped(name: str) -> NDArray[np.generic]:
        return np.asarray(np.load(folder / name, mmap_mode="r"))  # a plain view: slices of it cost a tenth

    return Postings(
        worth=mapped(WORTH),  # type: ignore[arg-type]
        rows=mapped(ROWS),  # type: ignore[arg-type]
        starts=mapped(STARTS),  # type: ignore[arg-type]
        count=int(np.load(folder / COUNT)),
        numbers=HashedTerms(mapped(TERMS)),  # type: ignore[arg-type]
    )
