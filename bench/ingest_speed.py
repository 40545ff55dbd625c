"""How fast documents become an index, beside sentence-transformers' bare encoding of the same passages, in one run."""

import json
import shutil
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from itertools import cycle
from pathlib import Path

import numpy as np
from rich.table import Table

from bench.ingest_run import Ingest, run_ingest
from bench.made_documents import make_document, make_documents, read_paragraphs
from index.bundle import ENCODER, STORE, current_bundle
from index.encoder import OnnxEncoder, Vectors
from index.store import PassageStore
from ingest.passages import text_for_vectors

_SLICES = 6  # of the passages, encoded by each in turn, so that a busy moment of the machine hits both
_KILLED_AT = 0.6  # of the time that the whole took
_WARM = 16  # texts


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds by the clock, and of processor time."""

    seconds: float = 0.0
    processor_seconds: float = 0.0

    def __add__(self, other: "Took") -> "Took":
        """Add up two."""
        return Took(self.seconds + other.seconds, self.processor_seconds + other.processor_seconds)


@dataclass(frozen=True, slots=True)
class IngestSpeed:
    """What each took; `bare` is sentence-transformers' encode of the passages, `ours` the same by what serves."""

    documents: int
    pages: int
    passages: int
    first: Ingest
    whole: Ingest
    changed: Ingest
    killed: Ingest | None
    resumed: Ingest | None
    bare: Took
    ours: Took
    least_cosine: float


def measure_ingest(paragraphs: Path, work: Path, documents: int, pages: int, *, kill: bool) -> IngestSpeed:
    """Measure a build of made-up PDFs, and the build after one of them has changed.

    Parameters
    ----------
    paragraphs
        A gzipped file of Danish paragraphs, one a line.
    work
        A folder to work in; it is emptied first.
    documents, pages
        How many documents, and how many pages in each.
    kill
        Whether another build is also killed on its way and resumed.
    """
    shutil.rmtree(work, ignore_errors=True)
    texts = cycle(read_paragraphs(paragraphs))
    make_documents(work / "first", texts, documents=1, pages=1)
    make_documents(work / "documents", texts, documents=documents, pages=pages)
    index = work / "index"
    first = run_ingest(work / "first", index)
    whole = run_ingest(work / "documents", index)
    bare, ours, cosine, passages = _encode_bare(current_bundle(index))
    make_document(sorted((work / "documents").iterdir())[documents // 2], texts, pages)
    changed = run_ingest(work / "documents", index)
    killed = resumed = None
    if kill:
        run_ingest(work / "first", work / "other")
        killed = run_ingest(work / "documents", work / "other", kill_after=_KILLED_AT * whole.seconds)
        resumed = run_ingest(work / "documents", work / "other")
    return IngestSpeed(
        documents, documents * pages, passages, first, whole, changed, killed, resumed, bare, ours, cosine
    )


def _encode_bare(bundle: Path) -> tuple[Took, Took, float, int]:
    from ingest.model import load_sentence_transformer  # noqa: PLC0415  brings torch, which only this needs

    texts = [text_for_vectors(passage) for passage in PassageStore(bundle / STORE).all_passages()]
    model, encoder = load_sentence_transformer(), OnnxEncoder(bundle / ENCODER)

    def encode(some: list[str]) -> Vectors:
        return np.asarray(model.encode_document(some, normalize_embeddings=True, show_progress_bar=False))

    encode(texts[:_WARM]), encoder.passages(texts[:_WARM])
    bare = ours = Took()
    least = 1.0
    for start in range(_SLICES):
        some = texts[start::_SLICES]
        if some:
            (theirs, took), (mine, own) = _timed(encode, some), _timed(encoder.passages, some)
            bare, ours = bare + took, ours + own
            least = min(least, float((theirs * mine).sum(axis=1).min()))
    return bare, ours, least, len(texts)


def _timed(encode: Callable[[list[str]], Vectors], texts: list[str]) -> tuple[Vectors, Took]:
    began, spent = time.perf_counter(), time.process_time()
    vectors = encode(texts)
    return vectors, Took(time.perf_counter() - began, time.process_time() - spent)


def ingest_table(found: IngestSpeed) -> Table:
    """Set what was measured as a table."""
    title = f"{found.documents} documents, {found.pages} pages, {found.passages} passages"
    table = Table(title=title, title_justify="left")
    columns = ("", "seconds", "processor", "pages/s", "passages/s", "of bare", "by processor", "encoded", "MB at most")
    for column in columns:
        table.add_column(column, justify="left" if column == "" else "right")
    for name, run in (
        ("first build of one page: exports the encoder", found.first),
        ("whole ingest", found.whole),
        ("again, one document changed", found.changed),
        (f"killed at {_KILLED_AT:.0%} of its time", found.killed),
        ("and resumed", found.resumed),
    ):
        if run is None:
            continue
        rates = _rates(found, run, found.pages) if run is found.whole else [""] * 4
        memory = f"{run.all_bytes / 1e6:.0f}"
        table.add_row(
            name, f"{run.seconds:.1f}", f"{run.processor_seconds:.1f}", *rates, str(run.encoded or ""), memory
        )
    for name, took in (("sentence-transformers' encode", found.bare), ("our encoder, same passages", found.ours)):
        table.add_row(name, f"{took.seconds:.1f}", f"{took.processor_seconds:.1f}", *_rates(found, took, None))
    table.caption = (
        f"One changed document costs {found.changed.seconds / found.whole.seconds:.1%} of the whole, by processor time "
        f"{found.changed.processor_seconds / found.whole.processor_seconds:.1%}. "
        f"Least cosine of ours to sentence-transformers': {found.least_cosine:.5f}."
    )
    return table


def _rates(found: IngestSpeed, took: Ingest | Took, pages: int | None) -> list[str]:
    """Give pages and passages a second, and the speed over the bare encode's, by the clock and by processor time."""
    return [
        f"{pages / took.seconds:.2f}" if pages else "",
        f"{found.passages / took.seconds:.1f}",
        f"{found.bare.seconds / took.seconds:.2f}",
        f"{found.bare.processor_seconds / took.processor_seconds:.2f}",
    ]


def as_json(found: IngestSpeed) -> str:
    """Give all that was measured."""
    return json.dumps(asdict(found), indent=2)
