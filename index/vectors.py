"""Nearest vectors: the one file that knows FAISS."""

from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors


class VectorIndex:
    """Exact search by inner product; with unit rows that is the cosine."""

    def __init__(self, index: "faiss.Index") -> None:
        self._index = index

    @classmethod
    def build(cls, vectors: Vectors) -> "VectorIndex":
        """Index vectors, float32 of shape (rows, dimension) with unit rows; row i keeps its number."""
        index = faiss.IndexFlatIP(vectors.shape[1])
        index.add(np.ascontiguousarray(vectors))
        return cls(index)

    @property
    def dimension(self) -> int:
        """The length of each vector."""
        return int(self._index.d)

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def rows(self, rows: list[int]) -> Vectors:
        """Return the vectors of these rows, in the order asked for."""
        found: Vectors = self._index.reconstruct_batch(np.array(rows, dtype=np.int64))
        return found

    def cosines(self, query: Vectors, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Compare one query, shape (dimension,), with these rows."""
        found: NDArray[np.float32] = self._index.reconstruct_batch(rows) @ query
        return found

    def save(self, path: Path) -> None:
        """Write the index to a file."""
        faiss.write_index(self._index, str(path))

    @classmethod
    def load(cls, path: Path) -> "VectorIndex":
        """Open an index from its file."""
        return cls(faiss.read_index(str(path), faiss.IO_FLAG_READ_ONLY))

    def search(
        self, query: Vectors, count: int, allowed: NDArray[np.int64] | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Find the rows nearest to one query.

        Parameters
        ----------
        query
            One vector, shape (dimension,).
        count
            How many rows at most.
        allowed
            The rows to choose from; None allows all.

        Returns
        -------
        tuple
            Rows and their cosines, best first, ties by row.
        """
        count = min(count, len(self) if allowed is None else len(allowed))
        if count == 0:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        selector = None if allowed is None else faiss.SearchParameters(sel=faiss.IDSelectorBatch(allowed))  # type: ignore[call-arg]
        cosines, rows = self._index.search(query[None, :], count, params=selector)
        order = np.lexsort((rows[0], -cosines[0]))
        return rows[0][order], cosines[0][order]
