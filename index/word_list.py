"""Words on disk: a hundred thousand of them are looked up without being read."""

from collections.abc import Iterable
from pathlib import Path

import numpy as np


class WordList:
    """Tells whether a word is among those that `write_words` wrote; the file is mapped, and a look-up halves it."""

    def __init__(self, path: Path) -> None:
        self._words = np.load(path, mmap_mode="r")

    def __contains__(self, word: object) -> bool:
        wanted = str(word).encode()
        if not len(self._words) or len(wanted) > self._words.itemsize:
            return False
        place = int(np.searchsorted(self._words, np.bytes_(wanted)))
        return place < len(self._words) and bool(self._words[place] == wanted)


def write_words(path: Path, words: Iterable[str]) -> None:
    """Write words, none of which holds a NUL, to a file."""
    np.save(path, np.array(sorted(word.encode() for word in words), dtype=np.bytes_))
