"""Benchmark of ingest against sentence-transformers' bare encoding of the same passages."""

import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

import numpy as np
import psutil
from rich.table import Table

from eval.speed.made_documents import make_document, make_documents, read_paragraphs
from eval.speed.speed_exam import BenchmarkError
from eval.speed.systems import RUNDBORD
from index.query_encoder.encoder import OnnxEncoder, Vectors
from index.storage.bundle import ENCODER, STORE, current_bundle
from index.storage.store import PassageStore
from ingest.encoder.model import load_sentence_transformer
from ingest.passages import text_for_vectors
from ingest.text import Text

_POLL_SECONDS = 0.05
_SLICES = 6  # of the passages, encoded by both in turn, so that other load on the machine affects both
_WARM_TEXTS = 16
_SOME_UNREAD = 4  # exit code


@dataclass(frozen=True, slots=True)
class Cost:
    """Wall-clock seconds, processor seconds of all processes, and their peak resident bytes."""

    seconds: float
    processor_seconds: float
    most_bytes: int = 0


def measure_ingest(paragraphs: Path, work: Path, documents: int, pages: int) -> tuple[int, dict[str, Cost]]:
    """Time a build of generated PDFs, and the build after a change of one.

    Parameters
    ----------
    paragraphs
        A gzipped file of Danish paragraphs, one per line.
    work
        A working folder, which is emptied first.

    Returns
    -------
    tuple
        The number of passages, and the cost of each step by name.
    """
    shutil.rmtree(work, ignore_errors=True)
    texts = cycle(read_paragraphs(paragraphs))
    make_documents(work / "first", texts, documents=1, pages=1)
    make_documents(work / "documents", texts, documents=documents, pages=pages)
    index = work / "index"
    costs = {"first build of one page: exports the encoder": run_ingest(work / "first", index)}
    costs["whole ingest"] = run_ingest(work / "documents", index)
    passages, bare, ours = _encode_bare(current_bundle(index))
    make_document(sorted((work / "documents").iterdir())[documents // 2], texts, pages)
    costs["again, one document changed"] = run_ingest(work / "documents", index)
    return passages, costs | {"sentence-transformers' encode": bare, "our encoder, same passages": ours}


def run_ingest(documents: Path, index: Path) -> Cost:
    """Run `rundbord ingest` in a child process.

    Raises
    ------
    BenchmarkError
        If the command fails.
    """
    environment = {name: value for name, value in os.environ.items() if not name.startswith("RUNDBORD_")}
    began, spent = time.perf_counter(), _processor_seconds_of_children()
    process = subprocess.Popen(  # noqa: S603  our own command
        [RUNDBORD, "ingest", str(documents)],
        env=environment | {"RUNDBORD_INDEX": str(index)},
        stdout=subprocess.DEVNULL,
        stderr=sys.stderr,
    )
    most = 0
    while process.poll() is None:
        most = max(most, _resident_bytes(process.pid))
        time.sleep(_POLL_SECONDS)
    if process.returncode not in (0, _SOME_UNREAD):
        code = process.returncode
        raise BenchmarkError(
            Text(
                f"rundbord ingest {documents} sluttede med kode {code}.",
                f"rundbord ingest {documents} ended with code {code}.",
            )
        )
    return Cost(time.perf_counter() - began, _processor_seconds_of_children() - spent, most)


def ingest_table(documents: int, passages: int, costs: dict[str, Cost]) -> Table:
    """Set the costs as a table, with the speed relative to sentence-transformers' bare encoding."""
    bare = costs["sentence-transformers' encode"]
    columns = ("", "seconds", "processor", "passages/s", "of bare", "by processor", "MB at most")
    table = Table(*columns, title=f"{documents} documents, {passages} passages", title_justify="left")
    for name, cost in costs.items():
        table.add_row(
            name,
            f"{cost.seconds:.1f}",
            f"{cost.processor_seconds:.1f}",
            f"{passages / cost.seconds:.1f}",
            f"{bare.seconds / cost.seconds:.2f}",
            f"{bare.processor_seconds / cost.processor_seconds:.2f}",
            f"{cost.most_bytes / 1e6:.0f}" if cost.most_bytes else "",
        )
    return table


def _encode_bare(bundle: Path) -> tuple[int, Cost, Cost]:
    texts = [text_for_vectors(passage) for passage in PassageStore(bundle / STORE).all_passages()]
    model, encoder = load_sentence_transformer(), OnnxEncoder(bundle / ENCODER)

    def encode(some: list[str]) -> Vectors:
        return np.asarray(model.encode_document(some, normalize_embeddings=True, show_progress_bar=False))

    both = (encode, encoder.passages)
    for each in both:
        each(texts[:_WARM_TEXTS])
    slices = [some for start in range(_SLICES) if (some := texts[start::_SLICES])]
    timed = [[_timed(each, some) for each in both] for some in slices]
    bare, ours = (
        Cost(sum(cost.seconds for cost in costs), sum(cost.processor_seconds for cost in costs))
        for costs in zip(*timed, strict=True)
    )
    return len(texts), bare, ours


def _timed(encode: Callable[[list[str]], Vectors], texts: list[str]) -> Cost:
    began, spent = time.perf_counter(), time.process_time()
    encode(texts)
    return Cost(time.perf_counter() - began, time.process_time() - spent)


def _processor_seconds_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _resident_bytes(number: int) -> int:
    try:
        process = psutil.Process(number)
        every = [process, *process.children(recursive=True)]
        return sum(each.memory_info().rss for each in every)
    except psutil.NoSuchProcess:  # it ended meanwhile
        return 0
