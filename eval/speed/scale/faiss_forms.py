"""Comparison of FAISS' index types on the same vectors: recall of the nearest ten, time and size."""

import time
from dataclasses import dataclass
from math import log2, sqrt

import numpy as np
from numpy.typing import NDArray

from index.dense.faiss_index import VectorIndex
from index.query_encoder.encoder import Vectors

NEAREST = 10
_SLOW_UP_TO = 200_000  # rows


@dataclass(frozen=True, slots=True)
class FormFigures:
    """One index type's recall of the exact nearest ten, times of one search, size, and build time."""

    form: str
    searched: str
    rows: int
    recall: float
    p50_ms: float
    p99_ms: float
    bytes_a_row: float
    build_seconds: float


def forms_for(rows: int) -> tuple[str, ...]:
    """List the index types to compare at this number of rows; at many rows without those that take an hour to build."""
    lists = 2 ** round(log2(2 * sqrt(rows)))
    quick = ("flat", "SQ8", f"IVF{lists},SQ8@nprobe={lists // 4}", f"IVF{lists},PQ192x4fs@nprobe={lists // 4}")
    chosen = ("PQ96x4fs", "PQ128x4fs", "IVF1,PQ192x4fs")
    slow = ("HNSW32,Flat@efSearch=256", "HNSW32,SQ8@efSearch=256", f"IVF{lists},PQ64@nprobe={lists // 4}")
    return quick + chosen if rows > _SLOW_UP_TO else quick + chosen + slow


def measure_form(form: str, vectors: NDArray[np.floating], queries: Vectors, exact: NDArray[np.int64]) -> FormFigures:
    """Build one index type as the product does, search with each query, and measure recall, time and size."""
    began = time.perf_counter()
    index = VectorIndex.build(vectors, form)
    built = time.perf_counter() - began
    times, shared = [], 0
    for query, nearest in zip(queries, exact, strict=True):
        began = time.perf_counter()
        rows, _ = index.search(query, 100)
        times.append((time.perf_counter() - began) * 1000)
        shared += len(np.intersect1d(rows[:NEAREST], nearest))
    p50, p99 = np.percentile(times, [50, 99])
    return FormFigures(
        form=form,
        searched=index.form,
        rows=len(vectors),
        recall=shared / exact.size,
        p50_ms=float(p50),
        p99_ms=float(p99),
        bytes_a_row=index.resident_bytes / len(vectors),
        build_seconds=built,
    )
