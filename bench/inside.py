"""Time our parts in a process of their own, without HTTP: `python -m bench.inside FOLDER [LIMIT]` writes JSON."""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import numpy as np
from pydantic import BaseModel, ConfigDict

from answer.answer import Question
from answer.answerer import DocumentAnswerer
from bench.exam import read_exam
from eval.metrics import CUTOFF
from index.bundle import Bundle, open_bundle
from index.lexical import LexicalIndex
from index.vectors import VectorIndex

Result = TypeVar("Result")
_WARMING = 3
_BATCH = 32


class Inside(BaseModel):
    """Milliseconds of every call; the rows found for each question; the seconds to encode, index and save the texts.

    What `bench/peers` answers of themselves has the same form; they answer nothing but searches.
    """

    model_config = ConfigDict(frozen=True)

    encoder_ms: list[float]
    search_ms: list[float]
    answer_ms: list[float] = []
    ranked: list[list[int]]
    ingest_seconds: float


def measure(bundle: Bundle, limit: int | None = None) -> Inside:
    """Ask every question of the encoder, of search and of the answerer in turn."""
    exam = read_exam(bundle.store, limit=limit)
    answerer, encoder = DocumentAnswerer(bundle), bundle.parts.encoder
    rows = {passage.id: row for row, passage in enumerate(exam.passages)}
    for text in exam.questions[:_WARMING]:
        answerer.answer(Question(text))
    encoding, searching, answering, ranked = [], [], [], []
    for text in exam.questions:
        encoding.append(_timed(encoder.queries, [text])[0])
        took, found = _timed(answerer.search, Question(text), CUTOFF)
        searching.append(took)
        ranked.append([rows[hit.passage.id] for hit in found.hits])
        answering.append(_timed(answerer.answer, Question(text))[0])
    with TemporaryDirectory() as folder:
        ingest, _ = _timed(_build, bundle, list(exam.texts), Path(folder))
    return Inside(
        encoder_ms=encoding, search_ms=searching, answer_ms=answering, ranked=ranked, ingest_seconds=ingest / 1000
    )


def _build(bundle: Bundle, texts: list[str], folder: Path) -> None:
    """Do what a peer does when it indexes: vectors, and what is found by words besides."""
    in_order = sorted(texts, key=len)
    batches = [in_order[start : start + _BATCH] for start in range(0, len(in_order), _BATCH)]
    vectors = np.concatenate([bundle.parts.encoder.passages(batch) for batch in batches])
    VectorIndex.build(vectors).save(folder / "dense.faiss")
    LexicalIndex.build(texts).save(folder / "lexical")


def _timed(call: Callable[..., Result], *arguments: object) -> tuple[float, Result]:
    began = time.perf_counter()
    result = call(*arguments)
    return (time.perf_counter() - began) * 1000, result


if __name__ == "__main__":
    measured = measure(open_bundle(Path(sys.argv[1])), int(sys.argv[2]) if sys.argv[2:] else None)
    sys.stdout.write(measured.model_dump_json())
