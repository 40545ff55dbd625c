"""Nearest vectors: the one file that knows FAISS.

Few vectors are compared one by one, which is exact. Of many, FAISS keeps a short code of each in memory, four bits for
two of its numbers, and goes through all codes, 32 in one instruction; the best by code are then compared by the vectors
themselves, read from disk. Chosen on what docs/performance.md names (`rundbord bench scale`).
"""

from collections.abc import Sequence
from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from index.dense.stored_vectors import StoredVectors, blocks_of, let_go, write_vectors
from index.query_encoder.encoder import Vectors

EXACT_UP_TO = 20_000
"""Rows up to which search is exact: about 30 MB, and a few milliseconds a question."""

FLAT = "flat"
_TRAINED_ON = 16_384
_COMPARED = 1_000  # rows that are compared by the vectors themselves
_READ = 5_000  # rows up to which those allowed are all compared instead of looked for


def form_for(rows: int, dimension: int) -> str:
    """Choose how so many vectors are searched: `flat`, or codes as FAISS' index factory names them."""
    # One list is all of them. FAISS' form without lists takes 8 bytes a row less, but cannot keep to the rows allowed.
    return FLAT if rows <= EXACT_UP_TO else f"IVF1,PQ{dimension // 2}x4fs"


class VectorIndex:
    """Search by inner product; with unit rows that is the cosine. Cosines that are returned are never approximate.

    Row i is vector i. Up to `EXACT_UP_TO` rows the nearest found are the nearest there are.
    """

    def __init__(self, index: "faiss.Index", stored: StoredVectors | NDArray[np.floating] | None = None) -> None:
        """Take FAISS' index, and where it only holds codes, the vectors."""
        self._index = index
        self._stored = stored

    @classmethod
    def build(cls, vectors: NDArray[np.floating], form: str | None = None) -> "VectorIndex":
        """Index vectors of shape (rows, dimension) with unit rows; row i keeps its number.

        Parameters
        ----------
        vectors
            An array in memory or, for many, one that is mapped from disk: it is gone through in blocks.
        form
            As `form_for` gives it, which is what None takes. Only measurements give another, with FAISS' parameters
            of searching behind an `@` where it has any.
        """
        form, _, parameters = (form or form_for(*vectors.shape)).partition("@")
        if form == FLAT:
            flat = faiss.IndexFlatIP(vectors.shape[1])
            flat.add(np.ascontiguousarray(vectors, dtype=np.float32))
            return cls(flat)
        index = faiss.index_factory(vectors.shape[1], form, faiss.METRIC_INNER_PRODUCT)
        index.train(_sample(vectors, max(_TRAINED_ON, 40 * getattr(index, "nlist", 1))))
        let_go(vectors)
        for block in blocks_of(vectors):
            index.add(block)
        if parameters:
            faiss.ParameterSpace().set_index_parameters(index, parameters)  # type: ignore[arg-type]
        return cls(index, vectors)

    @property
    def form(self) -> str:
        """The form of the search, for the manifest."""
        if self._stored is None:
            return FLAT
        return f"codes of {getattr(self._index, 'code_size', 0)} bytes, the best {_COMPARED} compared exactly"

    @property
    def dimension(self) -> int:
        """The length of each vector."""
        return int(self._index.d)

    @property
    def resident_bytes(self) -> int:
        """The bytes of it held in memory."""
        exact = isinstance(self._index, faiss.IndexFlat)
        return len(self) * self.dimension * 4 if exact else int(faiss.serialize_index(self._index).nbytes)

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def rows(self, rows: Sequence[int] | NDArray[np.int64]) -> Vectors:
        """Return the vectors of these rows, in the order asked for."""
        if self._stored is None:
            found: Vectors = self._index.reconstruct_batch(np.asarray(rows, dtype=np.int64))
            return found
        if isinstance(self._stored, StoredVectors):
            return self._stored.rows(rows)
        return np.asarray(self._stored[np.asarray(rows, dtype=np.int64)], dtype=np.float32)

    def all_rows(self) -> Vectors:
        """Return all vectors in order; where they are in memory, as a view of them that lasts as long as the index."""
        if self._stored is None:
            numbers = faiss.rev_swig_ptr(self._index.get_xb(), len(self) * self.dimension)  # type: ignore[attr-defined]
            return np.reshape(numbers, (len(self), self.dimension))
        return self.rows(np.arange(len(self)))

    def cosines(self, query: Vectors, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Compare one query, shape (dimension,), with these rows."""
        found: NDArray[np.float32] = self.rows(rows) @ query
        return found

    def save(self, path: Path) -> None:
        """Write the index to a file, and where it only holds codes, the vectors to another beside it."""
        faiss.write_index(self._index, str(path))
        if self._stored is not None:
            vectors = self._stored
            if isinstance(vectors, StoredVectors):
                raise TypeError(f"{path}: what was loaded is not saved again")
            write_vectors(_vectors_beside(path), vectors)

    @classmethod
    def load(cls, path: Path) -> "VectorIndex":
        """Open an index from its file."""
        beside = _vectors_beside(path)
        index = faiss.read_index(str(path), faiss.IO_FLAG_READ_ONLY)
        return cls(index, StoredVectors(beside) if beside.exists() else None)

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
        if self._stored is None:
            cosines, rows = self._index.search(query[None, :], count, params=_chosen(allowed, self._index))
            return _in_order(rows[0], cosines[0])
        if allowed is not None and len(allowed) <= _READ:
            likely = allowed
        else:
            most = max(count, _COMPARED)
            likely = self._index.search(query[None, :], most, params=_chosen(allowed, self._index))[1][0]
            likely = likely[likely >= 0]
        rows, cosines = _in_order(likely, self.cosines(query, likely))
        return rows[:count], cosines[:count]


def save_rows(path: Path, vectors: NDArray[np.floating]) -> None:
    """Write vectors that are only read by row, never searched: few as an index is, many to be read from disk."""
    if len(vectors) <= EXACT_UP_TO:
        VectorIndex.build(vectors).save(path)
    else:
        write_vectors(_vectors_beside(path), vectors)


def load_rows(path: Path) -> VectorIndex | StoredVectors:
    """Open what `save_rows` wrote."""
    return VectorIndex.load(path) if path.exists() else StoredVectors(_vectors_beside(path))


def nearest_rows(vectors: NDArray[np.floating], queries: Vectors, count: int) -> NDArray[np.int64]:
    """Find the nearest rows of each query, shape (queries, count), best first, by comparing all, a block at a time."""
    found = faiss.ResultHeap(len(queries), count, keep_max=True)
    start = 0
    for block in blocks_of(vectors):
        cosines, rows = faiss.knn(queries, block, min(count, len(block)), metric=faiss.METRIC_INNER_PRODUCT)
        found.add_result(cosines, rows + start)
        start += len(block)
    found.finalize()
    rows_found: NDArray[np.int64] = found.I
    return rows_found


def _sample(vectors: NDArray[np.floating], count: int) -> Vectors:
    rows = np.random.default_rng(0).permutation(len(vectors))[:count]
    return np.ascontiguousarray(vectors[np.sort(rows)], dtype=np.float32)


def _chosen(allowed: NDArray[np.int64] | None, index: "faiss.Index") -> "faiss.SearchParameters | None":
    if allowed is None:
        return None
    mask = np.zeros(index.ntotal, np.bool_)
    mask[allowed] = True
    selector = faiss.IDSelectorBitmap(np.packbits(mask, bitorder="little"))  # type: ignore[call-arg, arg-type]
    if hasattr(index, "nprobe"):
        return faiss.SearchParametersIVF(sel=selector, nprobe=index.nprobe)  # type: ignore[call-arg]
    return faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]


def _in_order(rows: NDArray[np.int64], cosines: NDArray[np.float32]) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    order = np.lexsort((rows, -cosines))
    return rows[order], cosines[order]


def _vectors_beside(path: Path) -> Path:
    return path.with_suffix(".rows.npy")
