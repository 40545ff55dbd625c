"""Texts of equal wording in several documents: the same letters and numbers, whatever their setting."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from index.storage.store import PassageStore

Item = TypeVar("Item")

_TOKEN = re.compile(r"(?<!\w)[-−]?\d+(?:[.,:/]\d+)*|\d+(?:[.,:/]\d+)*|[^\W\d_]+|[%‰€$£§<>≤≥=+]")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060]")


def wording(text: str) -> str:
    """Normalise a text to its letters and numbers; two texts with the same result differ in setting only.

    Spaces, punctuation, hyphens and capitals are left out, but not the marks inside a number («3,5» is not «35»).
    """
    tokens = _TOKEN.findall(_INVISIBLE.sub("", text.casefold()))
    return "".join(f"<{token}>" if token[-1].isdigit() else token for token in tokens)


def without_duplicates(
    items: Sequence[Item], text: Callable[[Item], str], source: Callable[[Item], str], date: Callable[[Item], str]
) -> list[tuple[int, int]]:
    """Choose one of the items that have the same wording in different documents: that of the newest.

    Parameters
    ----------
    items
        Best first.
    text, source, date
        An item's text, its document, and the day on which that was published.

    Returns
    -------
    list[tuple[int, int]]
        For each item that stays, best first: its place in `items`, and the place whose rank it takes, which is its own
        or that of the first duplicate.
    """
    chosen: list[tuple[int, int]] = []
    same: dict[str, list[int]] = defaultdict(list)
    for place, item in enumerate(items):
        earlier = same[wording(text(item))]
        other = next((n for n in earlier if source(items[chosen[n][0]]) != source(item)), None)
        if other is None:
            earlier.append(len(chosen))
            chosen.append((place, place))
        elif date(item) > date(items[chosen[other][0]]):
            chosen[other] = place, chosen[other][1]
    return chosen


def number_wordings(texts: Iterable[str]) -> NDArray[np.int64]:
    """Hash each text's wording to a number of 64 bits, the same in every process."""
    return np.fromiter((int.from_bytes(_hash(wording(text)), "little", signed=True) for text in texts), np.int64)


def load_wordings(path: Path, store: PassageStore) -> NDArray[np.int64]:
    """Load the numbers of a bundle's passages, or compute them for a bundle without the file."""
    if path.exists():
        numbers: NDArray[np.int64] = np.load(path)
        return numbers
    return number_wordings(passage.text for passage in store.all_passages())


def _hash(text: str) -> bytes:
    return blake2b(text.encode(), digest_size=8).digest()
