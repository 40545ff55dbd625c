"""Publish a bundle in one step: a reader sees the old one or the new one, never half of one."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import file_digest
from pathlib import Path

from index.manifest import FILE_NAME, Manifest

CURRENT = "current"
_UNFINISHED = ".unfinished-"


@contextmanager
def staging(root: Path) -> Iterator[Path]:
    """Give a folder to build a bundle in; it is removed if the build fails.

    What an interrupted build by a process that no longer runs has left behind is removed first.
    """
    root.mkdir(parents=True, exist_ok=True)
    for left in root.glob(f"{_UNFINISHED}*"):
        if not Path(f"/proc/{left.name.removeprefix(_UNFINISHED)}").exists():
            shutil.rmtree(left)
    folder = root / f"{_UNFINISHED}{os.getpid()}"
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def checksums(folder: Path) -> dict[str, str]:
    """Sum every file of a folder by sha256, named by its path in the folder."""
    sums = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != FILE_NAME:
            with path.open("rb") as file:
                sums[str(path.relative_to(folder))] = file_digest(file, "sha256").hexdigest()
    return sums


def publish(root: Path, folder: Path, manifest: Manifest) -> Path:
    """Make a staged bundle the current one.

    Every file is on the disk before the bundle gets its name, and the name before `current` points to it; the bundle
    that was current stays beside it, older ones are removed.

    Returns
    -------
    Path
        Where the bundle now is.
    """
    (folder / FILE_NAME).write_text(manifest.model_dump_json(indent=2), encoding="utf-8")
    for path in [*sorted(folder.rglob("*")), folder]:
        sync(path)
    bundle = root / f"{manifest.created.replace(':', '').replace('-', '')}-{manifest.version}"
    folder.rename(bundle)
    before = (root / CURRENT).resolve() if (root / CURRENT).exists() else None
    link = root / f"{CURRENT}.{os.getpid()}"
    link.symlink_to(bundle.name)
    link.replace(root / CURRENT)
    sync(root)
    for old in root.iterdir():
        if old.is_dir() and not old.is_symlink() and not old.name.startswith(".") and old not in (bundle, before):
            shutil.rmtree(old)
    return bundle


def sync(path: Path) -> None:
    """Wait until a file or a folder's list of files is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
