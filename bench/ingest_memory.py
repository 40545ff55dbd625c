"""How much memory ingest takes as a document grows."""

import shutil
from itertools import cycle
from pathlib import Path

from rich.table import Table

from bench.ingest_run import Ingest, run_ingest
from bench.made_documents import make_document, read_paragraphs


def measure_memory(paragraphs: Path, work: Path, pages: tuple[int, ...]) -> dict[int, Ingest]:
    """Ingest one document of each number of pages, by an encoder without its layers.

    Such an encoder gives vectors of the same length in a fraction of the time, so that a long document can be measured
    in minutes; its own memory does not depend on the document. All else is as it always is.
    """
    shutil.rmtree(work, ignore_errors=True)
    texts = cycle(read_paragraphs(paragraphs))
    model = str(_without_layers(work / "model"))
    found = {}
    for count in pages:
        folder = work / f"pages-{count}"
        folder.mkdir()
        make_document(folder / "dokument.pdf", texts, count)
        run_ingest_root = work / f"index-{count}"
        found[count] = run_ingest(folder, run_ingest_root, model)
        shutil.rmtree(run_ingest_root)
    return found


def _without_layers(folder: Path) -> Path:
    """Write the bundled encoder with its vocabulary and without its layers."""
    from ingest.model import load_sentence_transformer  # noqa: PLC0415  brings torch, which only this needs

    model = load_sentence_transformer()
    transformer = model[0].auto_model
    transformer.encoder.layer = transformer.encoder.layer[:0]
    transformer.config.num_hidden_layers = 0
    model.save(str(folder))
    return folder


def memory_table(found: dict[int, Ingest]) -> Table:
    """Set what was measured as a table."""
    table = Table(title="Memory of one ingest, an encoder without layers", title_justify="left")
    for column in ("pages", "seconds", "texts encoded", "MB of the build", "MB with its workers"):
        table.add_column(column, justify="right")
    for pages, run in found.items():
        own, everything = (f"{size / 1e6:.0f}" for size in (run.own_bytes, run.all_bytes))
        table.add_row(str(pages), f"{run.seconds:.0f}", str(run.encoded), own, everything)
    return table
