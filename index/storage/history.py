"""The order in which bundles have been in use, told by a file and not by their names: a clock may go back."""

from pathlib import Path

from index.storage.manifest import FILE_NAME
from ingest.files.durable import write_atomically

CURRENT = "current"
_HISTORY = "history"


def bundles(root: Path) -> list[Path]:
    """List the bundles that lie in a folder, the latest taken into use first; last those that never were, by name."""
    places = {name: place for place, name in enumerate(_read(root))}
    folders = [path for path in root.iterdir() if path.is_dir() and not path.is_symlink() and path.name[0] != "."]
    there = [path.resolve() for path in folders if path.name in places or (path / FILE_NAME).exists()]
    return sorted(sorted(there, reverse=True), key=lambda path: places.get(path.name, -1), reverse=True)


def used_bundles(root: Path) -> list[Path]:
    """List the bundles that have been in use and can be gone back to, the latest first, the current one among them."""
    names = set(_until(_read(root), (root / CURRENT).resolve().name))
    return [path for path in bundles(root) if path.name in names]


def bundle_before(root: Path) -> Path | None:
    """Find the bundle that was in use before the current one; None if there is none, or it is gone."""
    current = (root / CURRENT).resolve()
    names = _until(_read(root), current.name)[:-1]
    there = {path.name: path for path in bundles(root)}
    return next((there[name] for name in reversed(names) if name in there), None)


def note_next(root: Path, bundle: Path) -> None:
    """Write durably that a bundle is about to follow the current one.

    The file is read by where the current bundle stands in it, so that it is right whether or not the bundle has become
    the current one, and going back need not change it.
    """
    current = (root / CURRENT).resolve().name if (root / CURRENT).exists() else ""
    before = _until(_read(root), current) or ([current] if current else [])
    names = [name for name in before if (root / name).is_dir() and name != bundle.name]
    write_atomically(root / _HISTORY, "\n".join([*names, bundle.name, ""]))


def _until(names: list[str], current: str) -> list[str]:
    return names[: names.index(current) + 1] if current in names else []


def _read(root: Path) -> list[str]:
    """Read the names, the first in use first; a damaged line names no bundle."""
    try:
        return (root / _HISTORY).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
