"""A small real bundle with a PDF among its documents, built from the corpus with the encoder of the project's index."""

import shutil
from pathlib import Path

from index.build.cache import KEPT
from index.build.pipeline import build
from index.storage.bundle import current_bundle
from ingest.corpus import find_documents
from tests.faults.ways_in import PDF
from tests.pdf_maker import write_pdf
from tests.real_bundle import INDEX, ROOT

_LINES = ("Planen gælder alle ansatte fra januar.", "Ferie søges hos den nærmeste leder senest i marts.")


def build_base(folder: Path) -> Path:
    """Build it in a folder, and return where the bundle lies; takes seconds, since nothing dear is made anew."""
    corpus, index = folder / "corpus", folder / "index"
    shutil.copytree(ROOT / "corpus", corpus)
    lines = [(72.0, 100.0 + 20 * place, text) for place, text in enumerate(_LINES)]
    write_pdf(corpus / f"{PDF}.pdf", [lines, lines])
    shutil.copytree(INDEX / KEPT, index / KEPT)  # so that no encoder is exported, and nothing learned, anew
    build(find_documents([corpus]), index, None, lambda _: None)
    return current_bundle(index)
