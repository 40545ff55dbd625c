"""The build cache: the results of expensive steps, keyed by the hash of all their inputs.

The folder lies beside the bundles. Losing it costs time, never an answer: what is not found is made again.
"""

import json
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from itertools import chain
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, Protocol, TypeVar
from uuid import uuid4

import numpy as np
from numpy.typing import NDArray

from index.storage.checksums import checksums
from ingest.files.durable import sync

KEPT = ".kept"
_BUILDS = 3
"""Builds that something may go unused before it is removed."""

_UNFINISHED = "unfinished-"
_DATABASE = "kept.db"
_SUM_BYTES = 32  # of a content's SHA-256, which stands before it
# Which build last used a thing stands apart from the thing, so that a build that reuses all of it writes little.
_SCHEMA = """
CREATE TABLE IF NOT EXISTS builds (number INTEGER PRIMARY KEY);
CREATE TABLE IF NOT EXISTS things (key BLOB PRIMARY KEY, number INTEGER, used INTEGER) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS contents (number INTEGER PRIMARY KEY, content BLOB);
CREATE TABLE IF NOT EXISTS paths (name TEXT PRIMARY KEY, sum TEXT, used INTEGER);
"""


Number = TypeVar("Number", np.float32, np.float64)


class _Hash(Protocol):
    def update(self, data: bytes, /) -> None: ...


def digest_of(*inputs: str | bytes | Path | NDArray[Any]) -> str:
    """Name something by what it was made of: texts, arrays, and files by their content; 32 hexadecimal digits."""
    digest = sha256()
    for each in inputs:
        _feed(digest, each)
    return digest.hexdigest()[:32]


def _feed(digest: _Hash, value: str | bytes | Path | NDArray[Any]) -> None:
    if isinstance(value, np.ndarray):
        header, data = f"{value.dtype}{value.shape}", np.ascontiguousarray(value).tobytes()
    elif isinstance(value, Path):
        header, data = "file", value.read_bytes()
    else:
        header, data = "text", value.encode() if isinstance(value, str) else value
    digest.update(f"{header}:{len(data)}\n".encode())
    digest.update(data)


class BuildCache:
    """One build's use of the kept folder; safe to interrupt at any point. A build opens it inside `staging`."""

    def __init__(self, root: Path) -> None:
        """Open the folder of the bundles in `root`, and count this build."""
        self._folder = root / KEPT
        self._folder.mkdir(parents=True, exist_ok=True)
        for left in self._folder.glob(f"{_UNFINISHED}*"):  # a build was killed while it made this
            _remove(left)
        self._database = self._open()
        self._build = int(self._database.execute("INSERT INTO builds VALUES (NULL) RETURNING number").fetchone()[0])

    def _open(self) -> sqlite3.Connection:
        """Open the database; where it is damaged, forget all that is kept, since nothing tells what of it is whole."""
        database = sqlite3.connect(self._folder / _DATABASE, timeout=60, isolation_level=None)
        try:
            database.execute("PRAGMA journal_mode = WAL")
            if database.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok":
                database.executescript(_SCHEMA)
                return database
        except sqlite3.DatabaseError as error:
            if type(error) is not sqlite3.DatabaseError:  # one of its kinds: the disk is full, or the like
                raise
        database.close()
        shutil.rmtree(self._folder)
        self._folder.mkdir()
        return self._open()

    def close(self) -> None:
        """Let go of the folder."""
        self._database.close()

    def missing(self, keys: Iterable[bytes]) -> set[bytes]:
        """Tell which keys nothing whole is kept under; what is kept under the others stays, as this build uses it."""
        absent = set()
        with self._writing() as database:
            for key in dict.fromkeys(keys):
                if self._content(key) is not None:
                    database.execute("UPDATE things SET used = ? WHERE key = ?", (self._build, key))
                    continue
                absent.add(key)
                database.execute(
                    "DELETE FROM contents WHERE number IN (SELECT number FROM things WHERE key = ?)", (key,)
                )
                database.execute("DELETE FROM things WHERE key = ?", (key,))
        return absent

    def contents(self, keys: Iterable[bytes]) -> Iterator[bytes]:
        """Fetch what is kept under each key, in this order; KeyError where nothing is."""
        for key in keys:
            content = self._content(key)
            if content is None:
                raise KeyError(key.hex())
            yield content

    def _content(self, key: bytes) -> bytes | None:
        fetch = "SELECT CAST(content AS BLOB) FROM things JOIN contents USING (number) WHERE key = ?"
        row = self._database.execute(fetch, (key,)).fetchone()
        if row is None or sha256(row[0][_SUM_BYTES:]).digest() != row[0][:_SUM_BYTES]:
            return None
        content: bytes = row[0][_SUM_BYTES:]
        return content

    def keep(self, contents: Iterable[tuple[bytes, bytes]]) -> None:
        """Keep contents by their keys; they are on the disk when this returns."""
        with self._writing() as database:
            for key, content in contents:
                summed = sha256(content).digest() + content
                number = database.execute("INSERT INTO contents (content) VALUES (?)", (summed,)).lastrowid
                kept = database.execute("INSERT OR IGNORE INTO things VALUES (?,?,?)", (key, number, self._build))
                if not kept.rowcount:  # kept before, or twice among these
                    database.execute("DELETE FROM contents WHERE number = ?", (number,))

    def vectors(self, keys: Sequence[bytes]) -> NDArray[np.float32]:
        """Fetch the vectors kept under these keys, row i that of key i; KeyError where there is none.

        They lie in a file without a name, mapped: many need no more memory than few.
        """
        contents = self.contents(keys)
        first = next(contents)
        with TemporaryFile(dir=self._folder) as file:
            file.writelines(chain([first], contents))
            file.flush()
            return np.memmap(file, np.float32, "r", shape=(len(keys), len(first) // np.dtype(np.float32).itemsize))

    def keep_vectors(self, vectors: Iterable[tuple[bytes, NDArray[np.float32]]]) -> None:
        """Keep vectors; they are on the disk when this returns."""
        self.keep((key, np.ascontiguousarray(vector, dtype=np.float32).tobytes()) for key, vector in vectors)

    def arrays(self, name: str, make: Callable[[], dict[str, NDArray[Number]]]) -> dict[str, NDArray[Number]]:
        """Return the arrays kept under this name, or make and keep them."""
        path = self.path(f"{name}.npz", lambda path: _save(path, make()))
        with np.load(path) as arrays:
            return dict(arrays)

    def path(self, name: str, make: Callable[[Path], None]) -> Path:
        """Return the file or folder kept under this name, or have it made; never a half-made or a damaged one."""
        path = self._folder / name
        known = self._database.execute("SELECT sum FROM paths WHERE name = ?", (name,)).fetchone()
        if path.exists() and (known is None or known[0] != _sum(path)):
            _remove(path)  # and nothing is written into its files: bundles may have them too
        if not path.exists():
            # A name of its own: what a killed build has started may write for a while yet.
            unfinished = self._folder / f"{_UNFINISHED}{uuid4().hex}-{name}"
            try:
                make(unfinished)
                for part in [*unfinished.rglob("*"), unfinished]:
                    sync(part)
                unfinished.rename(path)
            except BaseException:
                _remove(unfinished)  # on a full disk it would stand in its own way
                raise
        self._database.execute("INSERT OR REPLACE INTO paths VALUES (?, ?, ?)", (name, _sum(path), self._build))
        return path

    def prune(self) -> None:
        """Remove what none of the last three builds has used."""
        oldest = self._build - _BUILDS
        with self._writing() as database:
            database.execute(
                "DELETE FROM contents WHERE number IN (SELECT number FROM things WHERE used <= ?)", (oldest,)
            )
            database.execute("DELETE FROM things WHERE used <= ?", (oldest,))
        self._database.execute("DELETE FROM builds WHERE number <= ?", (oldest,))
        self._database.execute("DELETE FROM paths WHERE used <= ?", (oldest,))
        names = {name for (name,) in self._database.execute("SELECT name FROM paths")}
        for path in self._folder.iterdir():
            if path.name not in names and not path.name.startswith(_DATABASE):
                _remove(path)

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        self._database.execute("BEGIN IMMEDIATE")
        with self._database:  # committed, or after an error rolled back
            yield self._database


def _save(path: Path, arrays: dict[str, NDArray[Number]]) -> None:
    with path.open("wb") as file:  # given a name, numpy would add an ending to it
        np.savez(file, allow_pickle=False, **arrays)


def link_into(source: Path, target: Path) -> None:
    """Give a kept folder's files a second name in a bundle, without copying where the disk can; they never change."""
    target.mkdir(parents=True)
    for file in sorted(source.iterdir()):
        link(file, target / file.name)


def link(source: Path, target: Path) -> None:
    """Give a file that never changes a second name, or copy it where the disk cannot."""
    try:
        os.link(source, target)
    except OSError:  # another file system, or one without hard links
        shutil.copyfile(source, target)


def _sum(path: Path) -> str:
    return digest_of(json.dumps(checksums(path)) if path.is_dir() else path)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
