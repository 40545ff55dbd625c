"""What groups cost a search among many passages: `python -m bench.group_limits PARAGRAPHS [PASSAGES]`.

Vectors are made up, and the question's is too: how long a search takes does not depend on what they say.
"""

import sqlite3
import sys
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.made_documents import read_paragraphs
from bench.scale_bundle import Paragraphs, build_scaled, dense_of
from index.bundle import LEXICAL, SPELLING, STORE, WORDINGS, Parts
from index.encoder import Vectors
from index.lexical import LexicalIndex
from index.search import Searcher
from index.spelling import Spelling
from index.store import PassageStore
from index.vectors import VectorIndex
from index.within import Within
from index.wordings import load_wordings

_WORK = Path(".rundbord/bench/groups")
_DIMENSION, _QUESTIONS, _WORDS = 384, 200, 9
_FEW = 100  # one document in so many is also for a second group
_ASKERS = {
    "the owner": None,
    "nobody known: half": frozenset[str](),
    "one in a hundred more": frozenset({"few"}),
    "the group of half": frozenset({"half"}),
}


class MadeUp:
    """Encodes nothing: gives vectors that are the same in every process."""

    def __init__(self) -> None:
        self._random = np.random.default_rng(1)

    def queries(self, texts: list[str]) -> Vectors:
        """Make a vector for each."""
        return unit_rows(self._random, len(texts))

    passages = queries


def unit_rows(random: np.random.Generator, count: int) -> Vectors:
    """Make vectors of length 1."""
    rows = random.normal(size=(count, _DIMENSION)).astype(np.float32)
    unit: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit


def open_searcher(folder: Path, real: list[str], count: int) -> Searcher:
    """Build what is searched, every second document for one group only, and open it."""
    build_scaled(folder, Paragraphs(real), unit_rows(np.random.default_rng(0), count).astype(np.float16))
    with sqlite3.connect(folder / STORE) as database:
        names = [name for (name,) in database.execute("SELECT id FROM documents ORDER BY id")]
        readers = [(name, "half") for name in names[::2]] + [(name, "few") for name in names[::_FEW]]
        database.executemany("INSERT OR IGNORE INTO readers VALUES (?, ?)", readers)
    database.close()
    store, lexical, dense = (
        PassageStore(folder / STORE),
        LexicalIndex.load(folder / LEXICAL),
        VectorIndex.load(dense_of(folder)),
    )
    spelling, wordings = Spelling.load(folder / SPELLING, lexical.knows), load_wordings(folder / WORDINGS, store)
    return Searcher(Parts(store, MadeUp(), dense, lexical, wordings, spelling, dense, *[None] * 5))


def measure(
    searcher: Searcher, questions: list[str], groups: frozenset[str] | None
) -> tuple[float, NDArray[np.float64]]:
    """Give the seconds that the first question of these groups takes more, and the milliseconds of each, of a core."""
    began = time.process_time()
    searcher.audience(groups)
    once, took = time.process_time() - began, []
    for question in questions:
        began = time.process_time()
        searcher.rank(question, question, None, Within(groups=groups))
        took.append((time.process_time() - began) * 1000)
    return once, np.array(took)


if __name__ == "__main__":
    paragraphs = read_paragraphs(Path(sys.argv[1]))
    passages = int(sys.argv[2]) if sys.argv[2:] else 100_000
    opened = open_searcher(_WORK / str(passages), paragraphs, passages)
    asked = [" ".join(text.split()[:_WORDS]) for text in paragraphs[:_QUESTIONS]]
    for who, groups in _ASKERS.items():
        once, took = measure(opened, asked, groups)
        print(f"{who:22} once {once:4.1f} s; a ranking {np.median(took):5.1f} ms, at most {took.max():5.1f}")  # noqa: T201
