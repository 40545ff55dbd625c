"""Many texts' terms become postings on disk, a block of texts at a time, so that memory does not grow with the texts.

BM25 in Lucene's variant, as `bm25s` computes it (Lù, arXiv:2407.03618), which is the oracle that tests hold this to;
`bm25s` itself holds every text's terms and the whole vocabulary in memory.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from index.postings import COUNT, ROWS, STARTS, TERMS, WORTH, hashes_of

BLOCK = 10_000
"""Texts whose postings are held in memory at a time."""

_MERGED = 20  # blocks whose terms are merged at a time


@dataclass(frozen=True, slots=True)
class Bm25:
    """BM25's two constants."""

    k1: float
    b: float

    def worth(
        self, times: NDArray[np.float32], idf: NDArray[np.float32], length: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Tell what terms are worth: how often each stands in its text, its rarity, the text's length by the mean."""
        worth: NDArray[np.float64] = idf * (times / (self.k1 * ((1 - self.b) + self.b * length) + times))
        return worth


@dataclass(frozen=True, slots=True)
class _Run:
    """One block's postings on disk: its terms' hashes, sorted, how many rows each has; rows and times, term by term."""

    hashes: Path
    counts: Path
    rows: Path
    times: Path


def write_postings(folder: Path, texts: Iterable[list[str]], bm25: Bm25) -> None:
    """Write the postings of texts, each given as its terms, repeats included; row i is text i."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder) as scratch:
        runs, lengths = [], [np.empty(0, np.int32)]
        for number, block in enumerate(_blocks(texts)):
            first = sum(map(len, lengths))
            runs.append(_write_run(Path(scratch, str(number)), block, first))
            lengths.append(np.array([len(terms) for terms in block], np.int32))
        _merge(folder, runs, np.concatenate(lengths), bm25)


def _blocks(texts: Iterable[list[str]]) -> Iterator[list[list[str]]]:
    left = iter(texts)
    while block := list(islice(left, BLOCK)):
        yield block


def _write_run(path: Path, block: list[list[str]], first: int) -> _Run:
    numbers: dict[str, int] = {}
    counted = [Counter(terms) for terms in block]
    local = np.fromiter((numbers.setdefault(term, len(numbers)) for each in counted for term in each), np.int32)
    times = np.fromiter(chain.from_iterable(each.values() for each in counted), np.float32)
    rows = np.repeat(np.arange(first, first + len(block), dtype=np.int32), [len(each) for each in counted])
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
    worth = np.lib.format.open_memmap(folder / WORTH, "w+", np.float32, (int(starts[-1]),))
    filled = starts[:-1].copy()
    for run, place in zip(runs, places, strict=True):
        counts, its_rows = np.load(run.counts), np.load(run.rows)
        within = np.arange(len(its_rows)) - np.repeat(np.cumsum(counts) - counts, counts)
        target = np.repeat(filled[place], counts) + within
        rows[target] = its_rows
        worth[target] = bm25.worth(
            np.load(run.times), np.repeat(idf[found_in[place]], counts), lengths[its_rows] / mean
        )
        filled[place] += counts
    for name, array in ((STARTS, starts), (TERMS, hashes), (COUNT, np.int64(total))):
        np.save(folder / name, array)
