"""Files and their checksums: what a bundle's manifest holds, and what verifies it."""

from concurrent.futures import ThreadPoolExecutor
from hashlib import file_digest
from pathlib import Path

from index.manifest import FILE_NAME


def sum_of(file: Path) -> str:
    """Sum a file by sha256, in 64 hexadecimal digits."""
    with file.open("rb") as content:
        return file_digest(content, "sha256").hexdigest()


def checksums(folder: Path) -> dict[str, str]:
    """Sum every file of a folder but a manifest, named by its path in the folder."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != FILE_NAME)
    return {str(path.relative_to(folder)): sum_of(path) for path in files}


def damaged_files(folder: Path, expected: dict[str, str]) -> dict[str, str]:
    """Find the files that are not what they were when they were summed.

    Returns
    -------
    dict[str, str]
        The name of each, as `checksums` names it, and what is wrong with it, in Danish and English. Files that are not
        among the expected ones are passed over.
    """
    with ThreadPoolExecutor() as pool:  # summing goes on without Python's lock
        told = pool.map(lambda name: _damage(folder / name, expected[name]), expected)
        return {name: damage for name, damage in zip(expected, told, strict=True) if damage}


def _damage(file: Path, expected: str) -> str:
    try:
        return (
            ""
            if sum_of(file) == expected
            else "indholdet er ikke det, der blev bygget / is damaged: its checksum differs"
        )
    except OSError as error:
        return f"kan ikke læses / cannot be read: {error.strerror}"
