"""Times of encoder, search and answer without HTTP: `python -m eval.speed.in_process INDEX [LIMIT]` prints JSON."""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import numpy as np
from pydantic import BaseModel, ConfigDict

from answer.answerer import DocumentAnswerer
from answer.types import Question
from eval.exam.case_metrics import CUTOFF
from eval.speed.speed_exam import read_speed_exam
from index.dense.faiss_index import VectorIndex
from index.lexical.bm25 import LexicalIndex
from index.storage.bundle import Bundle, open_bundle

Result = TypeVar("Result")
_WARMING = 3
_BATCH = 32


class InProcess(BaseModel):
    """Milliseconds of every call, the rows found for each question, and the seconds to encode and index the texts.

    The peers return the same form without answers.
    """

    model_config = ConfigDict(frozen=True)

    encoder_ms: list[float]
    search_ms: list[float]
    answer_ms: list[float] = []
    ranked: list[list[int]]
    ingest_seconds: float


def measure_in_process(bundle: Bundle, limit: int | None = None) -> InProcess:
    """Time the encoder, search and the answerer on every question."""
    exam = read_speed_exam(bundle.store, limit=limit)
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
    return InProcess(
        encoder_ms=encoding, search_ms=searching, answer_ms=answering, ranked=ranked, ingest_seconds=ingest / 1000
    )


def _build(bundle: Bundle, texts: list[str], folder: Path) -> None:
    """Index texts as a peer does: their vectors, and in addition BM25."""
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
    measured = measure_in_process(open_bundle(Path(sys.argv[1])), int(sys.argv[2]) if sys.argv[2:] else None)
    sys.stdout.write(measured.model_dump_json())
