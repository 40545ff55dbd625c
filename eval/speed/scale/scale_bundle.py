"""Build the parts of a bundle for a number of paragraphs, with the time of each step; finished steps are reused."""

import json
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.dense.faiss_index import VectorIndex
from index.duplicates import number_wordings
from index.lexical.bm25 import LexicalIndex
from index.lexical.spelling import Spelling
from index.storage.bundle import DENSE, LEXICAL, SPELLING, STORE, WORDINGS
from index.storage.store_writer import SCHEMA
from ingest.document import passage_id

_TIMES = "seconds.json"
_TO_A_DOCUMENT = 50  # paragraphs


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """Texts by row: the real paragraphs, then synthetic ones made of halves of two real ones."""

    real: list[str]

    def texts(self, count: int) -> Iterator[str]:
        """Yield the first `count` texts."""
        halves = np.random.default_rng(1).integers(0, len(self.real), (max(0, count - len(self.real)), 2))
        yield from self.real[:count]
        for one, other in halves.tolist():
            yield f"{_half(self.real[one], 0)} {_half(self.real[other], 1)}"


def build_scaled(folder: Path, paragraphs: Paragraphs, vectors: NDArray[np.floating]) -> dict[str, float]:
    """Build the store, BM25, the vocabulary, the wordings and the dense index, with one paragraph per vector.

    Returns
    -------
    dict
        The processor seconds of each step when it was run.
    """
    folder.mkdir(parents=True, exist_ok=True)
    count = len(vectors)

    def texts() -> Iterator[str]:
        return paragraphs.texts(count)

    steps: dict[str, Callable[[Path], None]] = {
        STORE: lambda path: _write_store(path, texts()),
        LEXICAL: lambda path: LexicalIndex.write(path, texts(), count),
        SPELLING: lambda path: Spelling.learn(texts(), ()).save(path),
        WORDINGS: lambda path: np.save(path, number_wordings(texts())),
        "vectors": lambda path: _write_dense(path, vectors),
    }
    for name, step in steps.items():
        _once(folder, name, step)
    seconds: dict[str, float] = json.loads((folder / _TIMES).read_text(encoding="utf-8"))
    return seconds


def dense_of(folder: Path) -> Path:
    """Return the path of the dense index in a folder of `build_scaled`."""
    return folder / "vectors" / DENSE


def _once(folder: Path, name: str, step: Callable[[Path], None]) -> None:
    path, unfinished = folder / name, folder / f"unfinished-{name}"
    if path.exists():
        return
    shutil.rmtree(unfinished) if unfinished.is_dir() else unfinished.unlink(missing_ok=True)
    began = time.process_time()
    step(unfinished)
    took = time.process_time() - began
    times = folder / _TIMES
    seconds = json.loads(times.read_text(encoding="utf-8")) if times.exists() else {}
    times.write_text(json.dumps({**seconds, name: round(took, 1)}), encoding="utf-8")
    unfinished.rename(path)


def _write_dense(folder: Path, vectors: NDArray[np.floating]) -> None:
    folder.mkdir()
    VectorIndex.build(vectors).save(folder / DENSE)


def _write_store(path: Path, texts: Iterator[str]) -> None:
    """Write passages as `write_store` does, in documents of one page with fifty passages."""
    connection = sqlite3.connect(path)
    with connection:
        connection.executescript(SCHEMA)
        page: list[tuple[int, int, str]] = []
        for row, text in enumerate(texts):
            start = page[-1][1] + len(page[-1][2]) + 1 if page else 0
            page.append((row, start, text))
            if len(page) == _TO_A_DOCUMENT:
                _write_document(connection, page)
                page = []
        if page:
            _write_document(connection, page)
    connection.close()


def _write_document(connection: sqlite3.Connection, page: list[tuple[int, int, str]]) -> None:
    name = f"samling-{page[0][0] // _TO_A_DOCUMENT:06}"
    facts = (name, name, "da", "", "", "2026-01-01", "", 0, f"{name}.md")
    connection.execute("INSERT INTO documents VALUES (?,?,?,?,?,?,?,?,?)", facts)
    connection.execute("INSERT INTO pages VALUES (?,?,?,?)", (name, 1, "1", "\n".join(text for _, _, text in page)))
    connection.executemany(
        "INSERT INTO passages VALUES (?,?,?,?,?,?,?,?,?,?)",
        [
            (row, passage_id(name, 1, at, at + len(text)), name, "[]", 1, at, at + len(text), text, "paragraph", "")
            for row, at, text in page
        ],
    )


def _half(text: str, which: int) -> str:
    words = text.split()
    middle = (len(words) + 1) // 2
    return " ".join(words[middle:] if which else words[:middle])
