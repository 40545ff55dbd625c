"""Measure search from a thousand passages to a million: build, search and measure each size separately."""

import json
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.console import Console

from eval.speed.scale.faiss_forms import NEAREST, FormFigures, forms_for, measure_form
from eval.speed.scale.made_vectors import encode_paragraphs, make_up, read_paragraphs, write_vectors_of
from eval.speed.scale.scale_bundle import Paragraphs, build_scaled
from eval.speed.scale.scale_search import SearchFigures, measure_search
from index.dense.faiss_index import nearest_rows
from index.query_encoder.encoder import Vectors
from index.storage.bundle import ENCODER, Bundle
from ingest.sentences import sentence_spans

_HELD_OUT, _QUESTIONS = 1_000, 400  # paragraphs that are not indexed, and first sentences of them as questions


@dataclass(frozen=True, slots=True)
class SizeFigures:
    """The figures of one size; milliseconds are of one question from text to five passages, with encoding.

    Bytes are per passage. `own_bytes` is the growth of the process' own memory, `mapped_bytes` its resident pages of
    mapped files, which the system can reclaim; `disk_bytes` excludes the passages' text.
    """

    rows: int
    searched: str
    recall: float
    lexical_recall: float
    p50_ms: float
    p99_ms: float
    encoder_p50_ms: float
    opened_ms: float
    own_bytes: float
    mapped_bytes: float
    disk_bytes: float
    text_bytes: float
    build_seconds: dict[str, float]


@dataclass(frozen=True, slots=True)
class ScaleReport:
    """The figures of all sizes and index types, the number of real vectors, and the synthetic ones' noise level."""

    real: int
    noise: float
    sizes: list[SizeFigures]
    forms: dict[str, list[FormFigures]]


def measure_scale(  # noqa: PLR0913  the options of a run
    bundle: Bundle, paragraphs: Path, folder: Path, sizes: Sequence[int], real: int, *, forms: bool
) -> ScaleReport:
    """Build and measure each size; an earlier run's vectors and indexes in `folder` are reused.

    Parameters
    ----------
    bundle
        The bundle with the encoder.
    paragraphs
        A `.txt.gz` of paragraphs, one per line.
    folder
        The working folder.
    sizes
        The numbers of passages.
    real
        The least number of paragraphs to encode; further vectors are synthetic.
    forms
        Whether to compare FAISS' index types too.
    """
    console = Console(stderr=True)
    lines = read_paragraphs(paragraphs)
    lines, asking = lines[:-_HELD_OUT], lines[-_HELD_OUT:]
    questions = [_first_sentence(line) for line in asking][:_QUESTIONS]
    encoded = encode_paragraphs(lines, real, bundle.parts.encoder, folder / "vectors")
    queries = np.concatenate([bundle.parts.encoder.queries([question]) for question in questions])
    vectors, noise = _all_vectors(encoded, max(sizes), folder)
    sized = []
    for rows in sizes:
        console.print(f"{rows} passages …")
        sized.append(_measure_size(folder, bundle, Paragraphs(lines), vectors[:rows], queries, questions))
    compared = _compare(encoded, vectors, queries, sizes, console) if forms else {}
    return ScaleReport(len(encoded), noise, sized, compared)


def _all_vectors(real: Vectors, count: int, folder: Path) -> tuple[NDArray[np.float16], float]:
    path = folder / f"vectors-{len(real)}-{count}.npy"
    level = path.with_suffix(".json")
    if not level.exists():
        level.write_text(json.dumps(write_vectors_of(real, count, path)), encoding="utf-8")
    return np.load(path, mmap_mode="r"), json.loads(level.read_text(encoding="utf-8"))


def _measure_size(  # noqa: PLR0913, PLR0917  the data and the questions of one size
    folder: Path,
    bundle: Bundle,
    paragraphs: Paragraphs,
    vectors: NDArray[np.float16],
    queries: Vectors,
    questions: list[str],
) -> SizeFigures:
    built = folder / f"{len(vectors):07}"
    seconds = build_scaled(built, paragraphs, vectors)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
        figures: SearchFigures = alone.submit(measure_search, built, bundle.folder / ENCODER, questions).result()
    exact = nearest_rows(vectors, queries, NEAREST)
    shared = sum(len(np.intersect1d(f, e)) for f, e in zip(figures.found, exact, strict=True))
    p50, p99 = np.percentile(figures.milliseconds["search"], [50, 99])
    text = sum(len(line.encode()) for line in paragraphs.texts(len(vectors)))
    disk = sum(path.stat().st_size for path in built.rglob("*") if path.is_file())
    return SizeFigures(
        rows=len(vectors),
        searched=figures.searched,
        recall=shared / exact.size,
        lexical_recall=figures.lexical_recall,
        p50_ms=float(p50),
        p99_ms=float(p99),
        encoder_p50_ms=float(np.median(figures.milliseconds["encoder"])),
        opened_ms=figures.opened_ms,
        own_bytes=figures.memory["own"] / len(vectors),
        mapped_bytes=figures.memory["mapped"] / len(vectors),
        disk_bytes=(disk - text) / len(vectors),
        text_bytes=text / len(vectors),
        build_seconds=seconds,
    )


def _compare(
    real: Vectors, vectors: NDArray[np.float16], queries: Vectors, sizes: Sequence[int], console: Console
) -> dict[str, list[FormFigures]]:
    """Compare the index types on the real vectors, on the same number of synthetic ones, and at each larger size."""
    sets: dict[str, NDArray[np.floating]] = {
        f"{len(real)} real": real,
        f"{len(real)} made up": make_up(real, len(real)),
        **{str(rows): vectors[:rows] for rows in sizes if rows > len(real)},
    }
    compared: dict[str, list[FormFigures]] = {}
    for name, rows in sets.items():
        exact = nearest_rows(rows, queries, NEAREST)
        compared[name] = []
        for form in forms_for(len(rows)):
            figures = measure_form(form, rows, queries, exact)
            console.print(f"{name}: {figures}", highlight=False)
            compared[name].append(figures)
    return compared


def _first_sentence(paragraph: str) -> str:
    start, end = sentence_spans(paragraph)[0]
    return paragraph[start:end][:300]
