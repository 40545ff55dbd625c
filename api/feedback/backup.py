"""Backup and restore of the server's SQLite files, consistent while it serves."""

import os
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from shutil import rmtree

from api.settings import Settings
from ingest.errors import SettingsError
from ingest.files.disk_errors import storage_error
from ingest.files.durable import sync
from ingest.text import Text

_WAIT_SECONDS = 10.0


def sqlite_files(settings: Settings) -> dict[str, Path]:
    """Return the server's SQLite files by name: one for each setting that ends in `_db`."""
    names = [name for name in type(settings).model_fields if name.endswith("_db")]
    return {f"{name.removesuffix('_db')}.db": getattr(settings, name) for name in names}


def back_up(files: Mapping[str, Path], folder: Path) -> list[str]:
    """Copy the existing files into a new folder, which only its owner can read.

    Returns
    -------
    list of str
        The names of the copies.

    Raises
    ------
    SettingsError
        If the folder exists, or a file cannot be copied.
    StorageError
        If a disk is full, read-only or failing; the folder is then removed.
    """
    try:
        folder.mkdir(mode=0o700, parents=True)
    except FileExistsError as error:
        raise SettingsError(
            Text(
                f"Mappen {folder} findes allerede; nævn en ny.",
                f"The folder {folder} is there already: name a new one.",
            )
        ) from error
    except OSError as error:
        if failing := storage_error(error):
            raise failing from error
        raise SettingsError(
            Text(f"Mappen {folder} kan ikke laves: {error}.", f"The folder {folder} cannot be made: {error}.")
        ) from error
    copied = [name for name, path in files.items() if path.exists()]
    try:
        for name in copied:
            _copy(files[name], folder / name)
            sync(folder / name)
        sync(folder)
    except BaseException:
        rmtree(folder)  # an incomplete backup is useless
        raise
    return copied


def restore(files: Mapping[str, Path], folder: Path, *, replace: bool) -> list[str]:
    """Copy a backup's files back to the server's paths. All are checked before the first is written.

    Returns
    -------
    list of str
        The names of the files that were restored.

    Raises
    ------
    SettingsError
        If there is nothing to restore, a copy is damaged, or a file exists and `replace` is false.
    """
    copies = [name for name in files if (folder / name).is_file()]
    if not copies:
        names = ", ".join(files)
        raise SettingsError(
            Text(
                f"Der er ingen sikkerhedskopi i {folder}: den har {names}.",
                f"There is no backup in {folder}: one has {names}.",
            )
        )
    for name in copies:
        _check(folder / name)
        if files[name].exists() and not replace:
            raise SettingsError(
                Text(
                    f"{files[name]} findes allerede. Skriv --replace for at erstatte den.",
                    f"{files[name]} is there already. Write --replace to replace it.",
                )
            )
    for name in copies:
        files[name].parent.mkdir(parents=True, exist_ok=True)
        _copy(folder / name, files[name])
    return copies


def _copy(source: Path, target: Path) -> None:
    """Copy page by page under SQLite's locks, while a server may use either file."""
    try:
        os.close(os.open(target, os.O_RDWR | os.O_CREAT, 0o600))
        with (
            closing(sqlite3.connect(source, timeout=_WAIT_SECONDS)) as read,
            closing(sqlite3.connect(target, timeout=_WAIT_SECONDS)) as written,
        ):
            read.backup(written)
        _check(target)
    except (OSError, sqlite3.Error) as error:
        if failing := storage_error(error, target):
            raise failing from error
        raise SettingsError(
            Text(
                f"{source} kan ikke kopieres til {target}: {error}.", f"{source} cannot be copied to {target}: {error}."
            )
        ) from error


def _check(path: Path) -> None:
    try:
        with closing(sqlite3.connect(path, timeout=_WAIT_SECONDS)) as connection:
            (verdict,) = connection.execute("PRAGMA integrity_check").fetchone()
    except sqlite3.Error as error:
        verdict = str(error)
    if verdict != "ok":
        raise SettingsError(
            Text(
                f"{path} er beskadiget: {verdict}. Brug en anden sikkerhedskopi.",
                f"{path} is damaged: {verdict}. Take another backup.",
            )
        )
