"""What every peer does, so that the same server and the same timing stand around each.

These files run in an environment of their own (`eval/speed/systems.py` installs it): they import nothing of Rundbord.
"""

from pathlib import Path
from typing import Protocol


class Index(Protocol):
    """A peer's index, opened."""

    def encode(self, question: str) -> object:
        """Turn a question into its vector, and nothing else."""
        ...

    def search(self, question: str, k: int) -> list[tuple[int, float]]:
        """Find the k nearest passages: the row of each in the texts that were indexed, and its score, best first."""
        ...

    def build(self, texts: list[str], folder: Path) -> None:
        """Index texts with the model that is loaded, and save the index to a folder that exists."""
        ...


class Peer(Protocol):
    """A peer's module."""

    def load(self, model: Path, folder: Path | None) -> Index:
        """Load the model, and the index saved in a folder; None is for building one."""
        ...
