"""Which passages say the same, letter by letter: in two documents, or in two editions of one."""

from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.near_duplicates import wording
from index.storage.store import PassageStore


def number_wordings(texts: Iterable[str]) -> NDArray[np.int64]:
    """Give each text a number by its letters and numbers, in any case; the same in every process."""
    return np.fromiter((int.from_bytes(_hash(wording(text)), "little", signed=True) for text in texts), np.int64)


def load_wordings(path: Path, store: PassageStore) -> NDArray[np.int64]:
    """Read the numbers of a bundle's passages; of a bundle without them they are made."""
    if path.exists():
        numbers: NDArray[np.int64] = np.load(path)
        return numbers
    return number_wordings(passage.text for passage in store.all_passages())


def _hash(text: str) -> bytes:
    return blake2b(text.encode(), digest_size=8).digest()
