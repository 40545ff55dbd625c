"""Publish a bundle in one step: a reader sees the old one or the new one, never half of one."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from index.storage.history import CURRENT, bundles, note_next, used_bundles
from index.storage.manifest import Manifest, write_manifest
from ingest.errors import IndexBusyError
from ingest.files.durable import UNFINISHED, sync
from ingest.files.file_lock import hold_lock
from ingest.text import Text

_LOCK = ".lock"
_UNFINISHED = ".unfinished-"
_OTHERS_KEPT = 2


@contextmanager
def staging(root: Path) -> Iterator[Path]:
    """Give a folder to build a bundle in; it is removed if the build fails.

    One process at a time builds in a folder of bundles. What an earlier one has left unfinished is removed first.

    Raises
    ------
    IndexBusyError
        If another process builds there, or changes which bundle is current.
    """
    root.mkdir(parents=True, exist_ok=True)
    with alone(root):
        for left in [*root.glob(f"{_UNFINISHED}*"), *root.glob(f"{CURRENT}.*"), *root.glob(f".*{UNFINISHED}")]:
            shutil.rmtree(left) if left.is_dir() and not left.is_symlink() else left.unlink()
        folder = root / f"{_UNFINISHED}{uuid4().hex}"
        folder.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """Keep other programs from building in a folder of bundles, and from changing which one is current.

    Raises
    ------
    IndexBusyError
        If another one does.
    """
    busy = IndexBusyError(
        Text(
            f"Et andet program bygger eller skifter indekset i {root} lige nu. Vent, til det er færdigt, og prøv igen.",
            f"Another program is building or changing the index in {root} just now. Wait until it is done and try "
            "again.",
        )
    )
    with hold_lock(root / _LOCK, busy):
        yield


def publish(root: Path, folder: Path, manifest: Manifest) -> Path:
    """Make a staged bundle the current one.

    Every file is on the disk before the bundle gets its name, and the name before `current` points to it. The two
    last used of the others stay, and the one that was current: a server may still read from them, or an owner go back.
    What was never in use is removed: a publishing was interrupted before it was.

    Returns
    -------
    Path
        Where the bundle now is.

    Raises
    ------
    OSError
        If something cannot be written; the bundle is then gone, unless it is the current one already.
    """
    write_manifest(folder, manifest)
    for path in [*sorted(folder.rglob("*")), folder]:
        sync(path)
    bundle = root / f"{manifest.created.replace(':', '').replace('-', '')}-{manifest.version}"
    before = (root / CURRENT).resolve() if (root / CURRENT).exists() else None
    folder.rename(bundle)
    try:
        note_next(root, bundle)
        point_to(root, bundle)
    except BaseException:
        if (root / CURRENT).resolve() != bundle.resolve():
            _remove(root, bundle)
        raise
    used = [old for old in used_bundles(root) if old not in (bundle.resolve(), before)]
    staying = [bundle.resolve(), before, *used[:_OTHERS_KEPT]]
    for old in bundles(root):
        if old not in staying:
            _remove(root, old)
    return bundle


def _remove(root: Path, bundle: Path) -> None:
    """Take a bundle's name away first, so that no half of it is ever listed; what is left the next build removes."""
    doomed = root / f"{_UNFINISHED}{uuid4().hex}"
    bundle.rename(doomed)
    shutil.rmtree(doomed, ignore_errors=True)


def point_to(root: Path, bundle: Path) -> None:
    """Make a bundle the current one, durably."""
    link = root / f"{CURRENT}.{uuid4().hex}"
    try:
        link.symlink_to(bundle.name)
        link.replace(root / CURRENT)
    except BaseException:
        link.unlink(missing_ok=True)
        raise
    sync(root)
