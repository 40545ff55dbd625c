"""Words on disk: a hundred thousand of them are looked up without being read."""

from bisect import bisect_left
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from index.dense.stored_array import StoredArray


class WordList:
    """Tells whether a word is among those that `write_words` wrote; a look-up reads some seventeen of them."""

    def __init__(self, path: Path) -> None:
        self._words: StoredArray[bytes] = StoredArray(path)

    def __contains__(self, word: object) -> bool:
        wanted = str(word).encode()
        if not len(self._words) or len(wanted) > self._words.itemsize:
            return False
        place = bisect_left(self._words, wanted)
        return place < len(self._words) and bool(self._words[place] == wanted)


def write_words(path: Path, words: Iterable[str]) -> None:
    """Write words, none of which holds a NUL, to a file."""
    np.save(path, np.array(sorted(word.encode() for word in words), dtype=np.bytes_))
