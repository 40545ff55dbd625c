"""Write postings to disk a block of texts at a time, so that memory does not grow with the number of texts.

BM25 in Lucene's variant, as `bm25s` computes it (Lù, arXiv:2407.03618); tests use `bm25s` as their oracle. `bm25s`
itself holds every text's terms and the whole vocabulary in memory.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from index.lexical.postings import COUNT, IMPACTS, ROWS, STARTS, TERMS, hashes_of

BLOCK = 4_000
"""Texts whose postings are held in memory at a time."""

_MERGED = 20  # blocks whose terms are merged at a time


@dataclass(frozen=True, slots=True)
class Bm25:
    """BM25's two constants."""

    k1: float
    b: float

    def impact(
        self, times: NDArray[np.float32], idf: NDArray[np.float32], length: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Compute terms' impacts from their counts, their rarity, and the texts' lengths divided by the mean length."""
        impacts: NDArray[np.float64] = idf * (times / (self.k1 * ((1 - self.b) + self.b * length) + times))
        return impacts


@dataclass(frozen=True, slots=True)
class _Run:
    """One block's postings on disk: its terms' sorted hashes, the row count of each, then rows and times by term."""

    hashes: Path
    counts: Path
    rows: Path
    times: Path


def write_postings(folder: Path, texts: Iterable[list[str]], bm25: Bm25) -> None:
    """Write the postings of texts; a text is the list of its terms, repeats included, and row i is text i."""
    folder.mkdir(parents=True, exist_ok=True)
    left = iter(texts)
    with TemporaryDirectory(dir=folder) as scratch:
        runs: list[_Run] = []
        lengths = array("i")
        while block := _take(left):
            runs.append(_write_run(Path(scratch, str(len(runs))), block, len(lengths)))
            lengths += block.lengths
        _merge(folder, runs, np.array(lengths, np.int32), bm25)


@dataclass(frozen=True, slots=True)
class _Block:
    """The terms of some texts: each text's different terms by number, and the count of each.

    `lengths` counts a text's terms with repeats, `different` without. Arrays of numbers take a fraction of the memory
    of lists of strings.
    """

    numbers: dict[str, int]
    terms: "array[int]"
    times: "array[float]"
    lengths: "array[int]"
    different: "array[int]"


def _take(left: Iterator[list[str]]) -> _Block | None:
    block = _Block({}, array("i"), array("f"), array("i"), array("i"))
    for text in islice(left, BLOCK):
        counted = Counter(text)
        block.terms.extend(block.numbers.setdefault(term, len(block.numbers)) for term in counted)
        block.times.extend(counted.values())
        block.lengths.append(len(text))
        block.different.append(len(counted))
    return block if block.lengths else None


def _write_run(path: Path, block: _Block, first: int) -> _Run:
    local, times, numbers = np.array(block.terms), np.array(block.times), block.numbers
    rows = np.repeat(np.arange(first, first + len(block.lengths), dtype=np.int32), block.different)
    hashes = hashes_of(numbers)
    by_hash = np.argsort(hashes, kind="stable")
    place = np.empty_like(by_hash)
    place[by_hash] = np.arange(len(by_hash))
    order = np.argsort(place[local], kind="stable")  # stable: rows stay ascending
    run = _Run(*(path.with_suffix(f".{part}.npy") for part in ("hashes", "counts", "rows", "times")))
    np.save(run.hashes, hashes[by_hash])
    np.save(run.counts, np.bincount(place[local], minlength=len(numbers)).astype(np.int64))
    np.save(run.rows, rows[order])
    np.save(run.times, times[order])
    return run


def _merge(folder: Path, runs: list[_Run], lengths: NDArray[np.int32], bm25: Bm25) -> None:
    """Put each run's postings of a term behind those of the runs before it."""
    hashes = np.empty(0, np.uint64)
    for start in range(0, len(runs), _MERGED):
        hashes = np.unique(np.concatenate([hashes, *(np.load(run.hashes) for run in runs[start : start + _MERGED])]))
    places = [np.searchsorted(hashes, np.load(run.hashes)) for run in runs]
    found_in = np.zeros(len(hashes), np.int64)
    for run, place in zip(runs, places, strict=True):
        found_in[place] += np.load(run.counts)
    starts = np.concatenate([[0], np.cumsum(found_in)])
    total, mean = len(lengths), lengths.mean() if len(lengths) else 1.0
    idf = np.array(
        [log(1 + (total - n + 0.5) / (n + 0.5)) for n in range(int(found_in.max(initial=0)) + 1)], np.float32
    )
    rows = np.lib.format.open_memmap(folder / ROWS, "w+", np.int32, (int(starts[-1]),))
    impacts = np.lib.format.open_memmap(folder / IMPACTS, "w+", np.float32, (int(starts[-1]),))
    filled = starts[:-1].copy()
    for run, place in zip(runs, places, strict=True):
        counts, its_rows = np.load(run.counts), np.load(run.rows)
        within = np.arange(len(its_rows)) - np.repeat(np.cumsum(counts) - counts, counts)
        target = np.repeat(filled[place], counts) + within
        rows[target] = its_rows
        impacts[target] = bm25.impact(
            np.load(run.times), np.repeat(idf[found_in[place]], counts), lengths[its_rows] / mean
        )
        filled[place] += counts
    for name, values in ((STARTS, starts), (TERMS, hashes), (COUNT, np.int64(total))):
        np.save(folder / name, values)
