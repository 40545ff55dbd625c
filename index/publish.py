"""Publish a bundle in one step: a reader sees the old one or the new one, never half of one."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from index.manifest import FILE_NAME, Manifest
from ingest.durable import sync
from ingest.errors import IndexBusyError, IndexMissingError
from ingest.file_lock import hold_lock

CURRENT = "current"
_LOCK = ".lock"
_UNFINISHED = ".unfinished-"
_OTHERS_KEPT = 2
NOTHING_OLDER = (
    "I {root} ligger intet ældre indeks at gå tilbage til. Se dem med: rundbord index list / "
    "There is no older index in {root} to go back to. List them with: rundbord index list"
)


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
    with _alone(root):
        for left in [*root.glob(f"{_UNFINISHED}*"), *root.glob(f"{CURRENT}.*")]:
            shutil.rmtree(left) if left.is_dir() and not left.is_symlink() else left.unlink()
        folder = root / f"{_UNFINISHED}{uuid4().hex}"
        folder.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    busy = IndexBusyError(
        f"Et andet program bygger eller skifter indekset i {root} lige nu. Vent, til det er færdigt, og prøv igen. / "
        f"Another program is building or changing the index in {root} just now. Wait until it is done and try again."
    )
    with hold_lock(root / _LOCK, busy):
        yield


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
    IndexBusyError
        If another process builds there.
    """
    if not (root / CURRENT).exists():
        raise IndexMissingError(NOTHING_OLDER.format(root=root))
    with _alone(root):
        current = (root / CURRENT).resolve()
        older = [bundle for bundle in bundles(root) if bundle < current]
        if not older:
            raise IndexMissingError(NOTHING_OLDER.format(root=root))
        _point_to(root, older[0])
        return older[0]


def _point_to(root: Path, bundle: Path) -> None:
    link = root / f"{CURRENT}.{uuid4().hex}"
    link.symlink_to(bundle.name)
    link.replace(root / CURRENT)
    sync(root)
