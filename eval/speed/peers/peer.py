"""The interface of every peer, for the same server and the same timing.

These files run in a separate environment (`eval/speed/systems.py` installs it) and import nothing of Rundbord.
"""

from pathlib import Path
from typing import Protocol


class Index(Protocol):
    """A peer's index, opened."""

    def encode(self, question: str) -> object:
        """Return a question's vector."""
        ...

    def search(self, question: str, k: int) -> list[tuple[int, float]]:
        """Find the k nearest passages: the row of each in the indexed texts, and its score, best first."""
        ...

    def build(self, texts: list[str], folder: Path) -> None:
        """Index texts with the loaded model, and save the index to an existing folder."""
        ...


class Peer(Protocol):
    """A peer's module."""

    def load(self, model: Path, folder: Path | None) -> Index:
        """Load the model and the index in a folder; None loads the model only."""
        ...
