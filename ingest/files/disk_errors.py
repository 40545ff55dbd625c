"""Classification of errors of the operating system and of SQLite: the disk is full, read-only or failing."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import disk_usage

from ingest.errors import StorageError
from ingest.text import Text

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_READ_ONLY = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
_FAILING = frozenset(
    {errno.EIO, errno.ESTALE, errno.ENODEV, errno.ENXIO, errno.EREMOTEIO, errno.EUCLEAN, errno.ENOLCK, errno.ENOSYS}
)
_SQLITE_NEEDS = 65_536
"""Free bytes that SQLite needs to open a file for several processes: for the index of its log, and one page."""

_OF_SQLITE = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_READONLY: errno.EROFS,
    sqlite3.SQLITE_PERM: errno.EACCES,
    sqlite3.SQLITE_IOERR: errno.EIO,
    sqlite3.SQLITE_CANTOPEN: errno.EIO,
}


def storage_error(error: OSError | sqlite3.Error, file: object = None) -> StorageError | None:
    """Convert an error that means that the disk is full, read-only or failing; return None for any other.

    Parameters
    ----------
    file
        The file, where the error does not name it.
    """
    if isinstance(error, OSError):
        number, file = error.errno, error.filename or file
    else:
        number = _OF_SQLITE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
        if number == errno.EIO and isinstance(file, Path) and _is_full(file):
            number = (
                errno.ENOSPC
            )  # SQLite reports it as SQLITE_CANTOPEN or SQLITE_IOERR when it cannot make its own files
    danish, english = (str(file), str(file)) if file else ("en fil", "a file")
    if number in _FULL:
        return StorageError(
            Text(
                f"Disken er fuld: {danish} kunne ikke skrives. Intet er gemt halvt. Gør plads, og prøv igen.",
                f"The disk is full: {english} could not be written. Nothing is half saved. Make room and try again.",
            ),
            full=True,
        )
    if number in _READ_ONLY:
        return StorageError(
            Text(
                f"Programmet må ikke læse eller skrive {danish}, eller disken er skrivebeskyttet. Giv det lov.",
                f"The program may not read or write {english}, or the disk is read-only. Permit it.",
            ),
        )
    if number in _FAILING:
        return StorageError(
            Text(
                f"Disken kan ikke bruges: {danish} ({error}). Se efter, hvad den fejler, og prøv igen.",
                f"The disk cannot be used: {english} ({error}). See what is wrong with it and try again.",
            ),
        )
    return None


def _is_full(file: Path) -> bool:
    try:
        return disk_usage(file.parent).free < _SQLITE_NEEDS
    except OSError:
        return False


@contextmanager
def storage_errors() -> Iterator[None]:
    """Raise a StorageError where the disk is full, read-only or failing; other errors pass."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        if failing := storage_error(error):
            raise failing from error
        raise


def reason_of(error: BaseException) -> str:
    """Return the error's symbolic code, without a file name; of an error of ours, its cause's code."""
    match error:
        case OSError():
            return errno.errorcode.get(error.errno or 0, "unknown")
        case sqlite3.Error():
            return getattr(error, "sqlite_errorname", "unknown")
        case _:
            return reason_of(error.__cause__) if error.__cause__ else "unknown"
