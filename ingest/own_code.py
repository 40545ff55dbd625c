"""The source files of our own packages, which cached work depends on."""

from pathlib import Path

_TOP = Path(__file__).resolve().parent.parent


def code_of(*packages: str) -> list[Path]:
    """List every source file of top-level packages, subfolders too, in order of path."""
    return [path for package in packages for path in sorted((_TOP / package).rglob("*.py"))]
