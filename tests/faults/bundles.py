"""Bundles that differ, made cheaply: copies of one bundle, each with its number in the documents' titles."""

import shutil
import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path

from index.storage.bundle import STORE
from index.storage.history import note_next
from index.storage.manifest import read_manifest, write_manifest
from index.storage.publish import point_to

KEPT = 3
"""Bundles that stay in the folder; a request may still read files of the one before."""


class Bundles:
    """A folder of bundles, as `RUNDBORD_INDEX` names it; bundle `n` has the version `n` in twelve digits."""

    def __init__(self, root: Path, base: Path) -> None:
        """Make the folder, with bundle 0 in use, a copy of the bundle `base`."""
        self.root = root
        self.number = -1
        self._base = base
        root.mkdir(parents=True)
        self.publish()

    @property
    def version(self) -> str:
        """The version of the bundle in use."""
        return version_of(self.number)

    def publish(self) -> str:
        """Make the next bundle, take it into use, and delete the oldest; returns its version."""
        self.number += 1
        make_current(self.root, self.copy(self.number))
        shutil.rmtree(self.folder(self.number - KEPT), ignore_errors=True)
        return self.version

    def folder(self, number: int) -> Path:
        """Name the folder of a bundle."""
        return self.root / f"20260101T000000.000+0000-{version_of(number)}"

    def copy(self, number: int) -> Path:
        """Write a bundle without taking it into use."""
        folder = self.folder(number)
        shutil.copytree(self._base, folder)
        with closing(sqlite3.connect(folder / STORE)) as connection, connection:
            connection.execute("UPDATE documents SET title = title || ?", (mark_of(number),))
        manifest = read_manifest(folder)
        files = {**manifest.files, STORE: sha256((folder / STORE).read_bytes()).hexdigest()}
        changed = {"fingerprint": version_of(number) + "f" * 52, "files": files}
        write_manifest(folder, manifest.model_copy(update=changed))
        return folder


def version_of(number: int) -> str:
    """Write a bundle's number as the version that answers are stamped with."""
    return f"{number:012d}"


def mark_of(number: int) -> str:
    """Write a bundle's number as it stands at the end of its documents' titles."""
    return f" ({version_of(number)})"


def make_current(root: Path, bundle: Path) -> None:
    """Take a bundle into use as publishing does."""
    note_next(root, bundle)
    point_to(root, bundle)
