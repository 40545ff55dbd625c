"""Files and their checksums: a bundle's manifest holds them, and they verify it."""

from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from enum import Enum
from hashlib import file_digest, sha256
from pathlib import Path
from threading import Event
from time import perf_counter

from index.storage.manifest import FILE_NAME, SUM_NAME
from ingest.text import Text

_BLOCK = 1_000_000  # bytes


class Damage(Enum):
    """A fault of one file; the value is its text."""

    CHANGED = Text("indholdet er ikke det, der blev bygget", "its content is not what was built")
    MISSING = Text("filen mangler", "the file is missing")
    UNREADABLE = Text("filen kan ikke læses", "the file cannot be read")
    ADDED = Text("hører ikke til indekset", "does not belong to the index")


def sum_of(file: Path) -> str:
    """Sum a file by sha256, in 64 hexadecimal digits."""
    with file.open("rb") as content:
        return file_digest(content, "sha256").hexdigest()


def checksums(folder: Path) -> dict[str, str]:
    """Sum every file of a folder but its manifest, named by its path in the folder."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    names = {str(path.relative_to(folder)): path for path in files}
    return {name: sum_of(path) for name, path in names.items() if name not in {FILE_NAME, SUM_NAME}}


def damaged_files(folder: Path, expected: Mapping[str, str]) -> dict[str, Damage]:
    """Find the files that are not what they were when they were summed.

    Returns
    -------
    dict[str, Damage]
        Each by its name, as `checksums` names it, with its fault.
    """
    with ThreadPoolExecutor() as pool:  # summing goes on without Python's lock
        found = pool.map(lambda name: damage_of(folder / name, expected[name]), expected)
        return {name: damage for name, damage in zip(expected, found, strict=True) if damage}


def added_files(folder: Path, expected: Iterable[str]) -> dict[str, Damage]:
    """Find the files and folders of a bundle that its manifest does not name.

    They are damage: a part that only some bundles have is opened if its file is there.
    """
    known = {FILE_NAME, SUM_NAME}
    for name in expected:
        known.update({name, *map(str, Path(name).parents)})
    there = (str(path.relative_to(folder)) for path in sorted(folder.rglob("*")))
    return {name: Damage.ADDED for name in there if name not in known}


def damage_of(file: Path, expected: str, stop: Event | None = None, rests: float = 0) -> Damage | None:
    """Compare a file with its sum; None if it is whole.

    Parameters
    ----------
    stop
        Breaks the comparison off when it is set, and the file counts as whole; None sums without a rest.
    rests
        How many times as long as it takes to sum a block is rested after it.
    """
    try:
        if not file.is_file():  # a pipe would be waited for
            return Damage.UNREADABLE if file.exists() else Damage.MISSING
        found = sum_of(file) if stop is None else _sum_slowly(file, stop, rests)
    except OSError:
        return Damage.UNREADABLE
    return None if found == expected or (stop and stop.is_set()) else Damage.CHANGED


def _sum_slowly(file: Path, stop: Event, rests: float) -> str:
    digest, started = sha256(), perf_counter()
    with file.open("rb") as content:
        while not stop.is_set() and (block := content.read(_BLOCK)):
            digest.update(block)
            stop.wait(rests * (perf_counter() - started))
            started = perf_counter()
    return digest.hexdigest()
