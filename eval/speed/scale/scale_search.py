"""Measurement of search in a separate process: milliseconds and growth of memory."""

import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from eval.speed.scale.scale_bundle import dense_of
from index.dense.faiss_index import VectorIndex
from index.duplicates import load_wordings
from index.fusion import CANDIDATES
from index.lexical.bm25 import LexicalIndex
from index.lexical.spelling import Spelling
from index.query_encoder.encoder import OnnxEncoder
from index.search import Searcher
from index.storage.bundle import LEXICAL, SPELLING, STORE, WORDINGS, Parts
from index.storage.store import PassageStore

_HITS, _WARMING, _NEAREST = 5, 20, 10
_COMPARED, _ALL = 4, 2**62  # every so many questions is compared; no limit on the postings


@dataclass(frozen=True, slots=True)
class SearchFigures:
    """The figures of search at one size.

    Attributes
    ----------
    milliseconds
        Of every search from text to five passages, and of encoding the text alone, in the order of the questions.
    opened_ms
        From the start to ready to search, without the encoder.
    memory
        Growth of the process from before the passages are opened to after all searches, in bytes: its own memory, and
        resident pages of mapped files, which the system can reclaim.
    lexical_recall
        The share of the exact ten best by BM25 that are found within the postings budget.
    found
        Rows of the ten nearest passages by vectors alone, by question.
    """

    milliseconds: dict[str, list[float]]
    opened_ms: float
    memory: dict[str, int]
    lexical_recall: float
    found: list[list[int]]
    searched: str


def measure_search(folder: Path, encoder_folder: Path, questions: list[str]) -> SearchFigures:
    """Open the parts from `build_scaled`, and search with each question."""
    encoder = OnnxEncoder(encoder_folder)
    encoder.queries(questions[:_WARMING])
    before = _memory()
    began = time.perf_counter()
    store, lexical = PassageStore(folder / STORE), LexicalIndex.load(folder / LEXICAL)
    dense = VectorIndex.load(dense_of(folder))
    spelling = Spelling.load(folder / SPELLING, lexical.knows)
    wordings = load_wordings(folder / WORDINGS, store)
    searcher = Searcher(Parts(store, encoder, dense, lexical, wordings, spelling, dense, *[None] * 5))
    opened = (time.perf_counter() - began) * 1000
    times: dict[str, list[float]] = {"encoder": [], "search": []}
    found = []
    for place, question in enumerate([*questions[:_WARMING], *questions]):
        began = time.perf_counter()
        vector = encoder.queries([question])[0]
        encoded = time.perf_counter()
        searcher.hits(searcher.rank(spelling.correct(question), question), _HITS)
        searched = time.perf_counter()
        if place >= _WARMING:
            times["encoder"].append((encoded - began) * 1000)
            times["search"].append((searched - encoded) * 1000)
            found.append(dense.search(vector, _NEAREST)[0].tolist())
    after = _memory()
    grown = {kind: after[kind] - before[kind] for kind in after}
    shared = [_shared(lexical, question) for question in questions[::_COMPARED]]
    return SearchFigures(times, opened, grown, float(np.mean(shared)), found, dense.form)


def _shared(lexical: LexicalIndex, question: str) -> float:
    match = lexical.match(question)
    exact = match.best(_NEAREST, postings_budget=_ALL)
    return len(np.intersect1d(match.best(CANDIDATES)[:_NEAREST], exact)) / max(1, len(exact))


def _memory() -> dict[str, int]:
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    sizes = {
        name: int(rest.split()[0]) * 1024 for name, _, rest in (line.partition(":") for line in lines) if "Rss" in name
    }
    return {"own": sizes["RssAnon"], "mapped": sizes["RssFile"]}
