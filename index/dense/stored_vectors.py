"""Vectors on disk, read by row when they are asked for: what many passages can afford."""

import mmap
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.dense.stored_array import OpenFile
from index.query_encoder.encoder import Vectors

BLOCK = 16_384
"""Rows that are held in memory at a time while vectors are written or gone through."""


class StoredVectors:
    """Reads what `write_vectors` wrote; safe to use from several threads.

    Read with `pread`, not mapped: a mapped file's pages would count as this process's memory, sixteen for a row, and
    one that is cut short would end the process.
    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            np.lib.format.read_magic(file)
            (self._count, self._dimension), _, self._type = np.lib.format.read_array_header_1_0(file)
            self._first = file.tell()
        self._path = path
        self._file = OpenFile(path)

    def __len__(self) -> int:
        return int(self._count)

    @property
    def dimension(self) -> int:
        """The length of each vector."""
        return int(self._dimension)

    def rows(self, rows: Sequence[int] | NDArray[np.int64]) -> Vectors:
        """Return the vectors of these rows, in the order asked for, as they were but for the rounding to 16 bits."""
        size = self._dimension * self._type.itemsize
        read = b"".join(self._file.read(self._first + int(row) * size, size) for row in rows)
        return np.frombuffer(read, self._type).reshape(-1, self._dimension).astype(np.float32)

    def blocks(self) -> Iterable[Vectors]:
        """Read all of them in order, a block at a time."""
        return blocks_of(np.load(self._path, mmap_mode="r"))


def write_vectors(path: Path, vectors: NDArray[np.floating]) -> None:
    """Write vectors of shape (rows, dimension), which may themselves lie on disk, as 16-bit floats."""
    header = {
        "descr": np.lib.format.dtype_to_descr(np.dtype(np.float16)),
        "fortran_order": False,
        "shape": vectors.shape,
    }
    with path.open("wb") as file:  # not mapped: what is written would count as this process's memory
        np.lib.format.write_array_header_1_0(file, header)
        for block in blocks_of(vectors):
            block.astype(np.float16).tofile(file)


def blocks_of(vectors: NDArray[np.floating]) -> Iterable[Vectors]:
    """Go through vectors a block at a time; of a mapped file, what was gone through is let go of."""
    for start in range(0, len(vectors), BLOCK):
        yield np.ascontiguousarray(vectors[start : start + BLOCK], dtype=np.float32)
        let_go(vectors)


def let_go(vectors: NDArray[np.floating]) -> None:
    """Give a mapped file's pages back to the system, which reads them again when they are asked for."""
    if isinstance(vectors, np.memmap) and vectors.mode == "r" and isinstance(vectors.base, mmap.mmap):
        vectors.base.madvise(mmap.MADV_DONTNEED)
