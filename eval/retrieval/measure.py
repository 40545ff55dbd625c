"""Evaluation of search on a collection without corpus questions, by signal and fused."""

from collections.abc import Callable, Sequence

import ir_measures
import numpy as np
from ir_measures import RR, R, nDCG
from rich.console import Console
from rich.progress import track
from rich.table import Table

from eval.exam.intervals import Estimate, estimate, mean
from eval.retrieval.collection import Collection
from index.dense.faiss_index import VectorIndex
from index.fusion import Signal, dense_signal, fuse, lexical_signal
from index.lexical.bm25 import LexicalIndex
from index.query_encoder.encoder import Encoder, Vectors
from index.search import TUNED_WEIGHTS
from ingest.errors import CorpusError
from ingest.text import Text

MEASURES = (nDCG @ 10, R @ 5, RR @ 10)
_DEPTH = 10
_BATCH = 32

Figures = dict[str, dict[str, Estimate]]
"""Estimates by signal, then by measure."""


def compare_signals(collection: Collection, encoder: Encoder) -> Figures:
    """Index a collection like a bundle, search it by each signal and by their fusion, and measure the rankings.

    The fusion and its weights are those of `index.search`, without corpus questions. Progress is shown on standard
    error. Measured by ir-measures (MacAvaney, Macdonald and Ounis, ECIR 2022) through trec_eval.
    """
    texts = [f"{text.title}\n{text.text}".strip() for text in collection.texts]
    ids = np.array([text.id for text in collection.texts])
    dense = VectorIndex.build(_encoded(encoder.passages, texts, "texts"))
    lexical, plain = LexicalIndex.build(texts), LexicalIndex.build(texts, words_only=True)
    asked = [question.text for question in collection.questions]
    runs: dict[str, list[ir_measures.ScoredDoc]] = {}
    vectors = _encoded(encoder.queries, asked, "questions")
    for place, (text, vector) in enumerate(zip(asked, vectors, strict=True)):
        by_vector = dense_signal(dense, vector, TUNED_WEIGHTS.dense)
        by_words = lexical_signal(lexical, text, TUNED_WEIGHTS.lexical)
        searched: dict[str, Sequence[Signal]] = {
            "dense": [by_vector],
            "BM25, words only": [lexical_signal(plain, text, 1.0)],
            "BM25": [by_words],
            "fused": [by_vector, by_words],
        }
        for name, signals in searched.items():
            rows, _ = fuse(signals, lambda found: ids[found])
            runs.setdefault(name, []).extend(
                ir_measures.ScoredDoc(str(place), str(ids[row]), -float(rank))
                for rank, row in enumerate(rows[:_DEPTH].tolist())
            )
    judged = [
        ir_measures.Qrel(str(place), relevant, 1)
        for place, question in enumerate(collection.questions)
        for relevant in sorted(question.relevant)
    ]
    return {name: _figures(judged, run, len(asked)) for name, run in runs.items()}


def retrieval_table(figures: Figures, collection: Collection) -> Table:
    """Set the figures with their 95 % intervals as a table."""
    table = Table(
        title=f"{collection.name}: {len(collection.questions)} questions, {len(collection.texts)} texts",
        title_justify="left",
    )
    table.add_column("")
    for measure in MEASURES:
        table.add_column(str(measure), justify="right")
    for name, values in figures.items():
        cells = (f"{v.value:.3f} [dim]{v.low:.2f}–{v.high:.2f}[/]" for v in values.values())
        table.add_row(name, *cells)
    return table


def _figures(judged: list[ir_measures.Qrel], run: list[ir_measures.ScoredDoc], questions: int) -> dict[str, Estimate]:
    values = {str(measure): [0.0] * questions for measure in MEASURES}
    for each in ir_measures.iter_calc(list(MEASURES), judged, run) if run else ():
        values[str(each.measure)][int(each.query_id)] = float(each.value)
    estimates = {name: estimate(mean, sample) for name, sample in values.items()}
    return {name: value for name, value in estimates.items() if value is not None}


def _encoded(encode: Callable[[list[str]], Vectors], texts: list[str], what: str) -> Vectors:
    """Encode in batches of texts of similar length, so that there is little padding; row i is text i."""
    if not texts:
        raise CorpusError(
            Text("Søgesamlingen har ingen tekst at søge i.", "The retrieval collection has no text to search.")
        )
    order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
    batches = [order[start : start + _BATCH] for start in range(0, len(order), _BATCH)]
    shown = track(batches, description=f"Encoding {len(texts)} {what}", console=Console(stderr=True), transient=True)
    encoded = np.concatenate([encode([texts[place] for place in batch]) for batch in shown])
    vectors = np.empty_like(encoded)
    vectors[order] = encoded
    return vectors
