"""The server's SQLite files: made on the first write, readable by their owner only, with a schema version."""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Lock

from ingest.errors import SettingsError
from ingest.files.disk_errors import storage_error
from ingest.text import Text

_BUSY_SECONDS = 5.0
_NO_REMEDY = Text("", "")


class SqliteFile:
    """A SQLite file, safe for several threads and processes. Deleted data is overwritten.

    Parameters
    ----------
    setting
        The variable that names the file, for messages.
    schemas
        The SQL of version 1, and the additions of each later version. An older file is upgraded.
    remedy
        An alternative to naming another file, for messages; a half sentence.

    Raises
    ------
    SettingsError
        From every method: if the file cannot be used, or is of a later version.
    StorageError
        From every method: if its disk is full, read-only or failing. Then nothing was written.
    """

    def __init__(self, path: Path, setting: str, schemas: Sequence[str], remedy: Text = _NO_REMEDY) -> None:
        self.path = path
        self._setting = setting
        self._schemas = schemas
        self._remedy = remedy
        self._lock = Lock()

    @contextmanager
    def visit(self) -> Iterator[sqlite3.Connection]:
        """Open the file for one transaction. The last connection empties the write-ahead log."""
        try:
            with self._lock, closing(self._connect()) as connection, connection:
                connection.execute("BEGIN IMMEDIATE")
                self._upgrade(connection)
                yield connection
        except (OSError, sqlite3.Error) as error:
            if failing := storage_error(error, self.path):
                raise failing from error
            raise SettingsError(
                Text(
                    f"{self._setting} er {self.path}, som ikke kan bruges: {error}. "
                    f"Nævn en fil i en mappe, som serveren må skrive i{self._remedy.da}.",
                    f"{self._setting} is {self.path}, which cannot be used: {error}. "
                    f"Name a file in a folder that the server may write to{self._remedy.en}.",
                )
            ) from error

    @contextmanager
    def look(self) -> Iterator[sqlite3.Connection]:
        """Open the existing file for reading only, without waiting for writers."""
        try:
            with closing(self._open_to_read()) as connection:
                if connection.execute("SELECT 1 FROM sqlite_master").fetchone():
                    yield connection
                    return
            with closing(
                sqlite3.connect(":memory:")
            ) as nothing:  # the first write was interrupted: the file has no tables
                for schema in self._schemas:
                    nothing.execute(schema)
                yield nothing
        except sqlite3.Error as error:
            if failing := storage_error(error, self.path):
                raise failing from error
            raise SettingsError(
                Text(
                    f"{self._setting} er {self.path}, som ikke kan læses: {error}.",
                    f"{self._setting} is {self.path}, which cannot be read: {error}.",
                )
            ) from error

    def _open_to_read(self) -> sqlite3.Connection:
        """Open the file for reading, also on a full or read-only disk, where SQLite cannot make its auxiliary files."""
        connection = sqlite3.connect(self.path, timeout=_BUSY_SECONDS)
        try:
            connection.execute("PRAGMA query_only = ON")
            connection.execute("SELECT 1 FROM sqlite_master").fetchone()
        except sqlite3.OperationalError as error:
            connection.close()
            log = self.path.with_name(f"{self.path.name}-wal")
            if storage_error(error) is None or (log.exists() and log.stat().st_size):
                raise  # the log has data that is not in the file yet
            return sqlite3.connect(f"{self.path.resolve().as_uri()}?immutable=1", uri=True)
        return connection

    def _connect(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            os.fchmod(file, 0o600)  # SQLite gives its write-ahead log the same permissions
        finally:
            os.close(file)
        connection = sqlite3.connect(self.path, timeout=_BUSY_SECONDS, isolation_level=None)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA secure_delete = ON")
        return connection

    def _upgrade(self, connection: sqlite3.Connection) -> None:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        unknown = version == 0 and connection.execute("SELECT 1 FROM sqlite_master").fetchone()
        if unknown or version > len(self._schemas):
            raise SettingsError(
                Text(
                    f"{self._setting} er {self.path}, som er af version {version}; dette Rundbord læser og skriver "
                    f"version {len(self._schemas)}. Nævn en anden fil, eller flyt den væk.",
                    f"{self._setting} is {self.path}, which is of version {version}; this Rundbord reads and writes "
                    f"version {len(self._schemas)}. Name another file, or move that one away.",
                )
            )
        for schema in self._schemas[version:]:
            connection.execute(schema)
        if version < len(self._schemas):
            connection.execute(f"PRAGMA user_version = {len(self._schemas)}")
