"""The source files of Rundbord's packages, which are part of the cache keys."""

from pathlib import Path

_TOP = Path(__file__).resolve().parent.parent


def code_of(*packages: str) -> list[Path]:
    """List all source files of these top-level packages, including subfolders, in order of path."""
    return [path for package in packages for path in sorted((_TOP / package).rglob("*.py"))]
