"""Publish a bundle in one step: a reader sees the old one or the new one, never half of one."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.manifest import FILE_NAME, Manifest
from ingest.errors import IndexMissingError

CURRENT = "current"
_UNFINISHED = ".unfinished-"
_OTHERS_KEPT = 2
NOTHING_OLDER = (
    "I {root} ligger intet ældre indeks at gå tilbage til. Se dem med: rundbord index list / "
    "There is no older index in {root} to go back to. List them with: rundbord index list"
)


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


def publish(root: Path, folder: Path, manifest: Manifest) -> Path:
    """Make a staged bundle the current one.

    Every file is on the disk before the bundle gets its name, and the name before `current` points to it. The two
    newest of the others stay, and the one that was current: a server may still read from them, or an owner go back.

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
    _point_to(root, bundle)
    others = [old for old in bundles(root) if old not in (bundle, before)]
    for old in others[_OTHERS_KEPT:]:
        shutil.rmtree(old)
    return bundle


def bundles(root: Path) -> list[Path]:
    """List the bundles that lie in a folder, the newest first."""
    names = [path for path in root.iterdir() if (path / FILE_NAME).exists() and not path.is_symlink()]
    return sorted((path.resolve() for path in names if not path.name.startswith(".")), reverse=True)


def roll_back(root: Path) -> Path:
    """Make the newest bundle that is older than the current one current again.

    Returns
    -------
    Path
        Where that bundle is.

    Raises
    ------
    IndexMissingError
        If there is none.
    """
    current = (root / CURRENT).resolve()
    older = [bundle for bundle in bundles(root) if bundle < current] if (root / CURRENT).exists() else []
    if not older:
        raise IndexMissingError(NOTHING_OLDER.format(root=root))
    _point_to(root, older[0])
    return older[0]


def _point_to(root: Path, bundle: Path) -> None:
    link = root / f"{CURRENT}.{os.getpid()}"
    link.unlink(missing_ok=True)
    link.symlink_to(bundle.name)
    link.replace(root / CURRENT)
    sync(root)


def sync(path: Path) -> None:
    """Wait until a file or a folder's list of files is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
