"""Numbers or words on disk, read one or a span at a time when they are asked for."""

import os
import weakref
from pathlib import Path
from typing import Any, Generic, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

from ingest.errors import IndexMismatchError
from ingest.text import Text

Value = TypeVar("Value", int, float, bytes)


class StoredArray(Generic[Value]):
    """A one-dimensional array that `numpy.save` wrote; safe to use from several threads.

    It is read with `pread`, not mapped: of a mapped file that is cut short, the next look ends the process.
    """

    def __init__(self, path: Path) -> None:
        self._file = OpenFile(path)
        with path.open("rb") as file:
            np.lib.format.read_magic(file)
            (self._count,), _, self._type = np.lib.format.read_array_header_1_0(file)
            self._first = file.tell()

    def __len__(self) -> int:
        return int(self._count)

    @property
    def itemsize(self) -> int:
        """The bytes of one."""
        return int(self._type.itemsize)

    @overload
    def __getitem__(self, place: int) -> Value: ...

    @overload
    def __getitem__(self, place: slice) -> NDArray[Any]: ...

    def __getitem__(self, place: int | slice) -> Value | NDArray[Any]:
        """Read one, as a value of Python's own, or a span without steps, as an array."""
        if isinstance(place, slice):
            start, stop, _ = place.indices(self._count)
            return self._read(start, stop)
        if not 0 <= place < self._count:
            raise IndexError(place)
        value: Value = self._read(place, place + 1)[0].item()
        return value

    def _read(self, start: int, stop: int) -> NDArray[Any]:
        size = self._type.itemsize
        return np.frombuffer(self._file.read(self._first + start * size, (stop - start) * size), self._type)


class OpenFile:
    """A file that stays open for as long as it is used, and is read at any place by any thread."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor = os.open(path, os.O_RDONLY)
        weakref.finalize(self, os.close, self._descriptor)

    def read(self, start: int, count: int) -> bytes:
        """Read so many bytes from there.

        Raises
        ------
        IndexMismatchError
            If the file has become shorter, or cannot be read.
        """
        try:
            read = os.pread(self._descriptor, count, start)
        except OSError as error:
            raise self._damaged() from error
        if len(read) < count:
            raise self._damaged()
        return read

    def _damaged(self) -> IndexMismatchError:
        return IndexMismatchError(
            Text(
                f"{self._path} er blevet beskadiget. Kør: rundbord ingest",
                f"{self._path} has been damaged. Run: rundbord ingest",
            )
        )
