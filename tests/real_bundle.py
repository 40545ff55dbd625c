"""The index that `make test` builds, opened once for all tests that need the real parts."""

from contextlib import closing
from functools import cache, partial
from pathlib import Path

from answer.answerer import DocumentAnswerer
from index.build.cache import KEPT, BuildCache, link_into
from index.storage.bundle import Bundle, open_bundle

ROOT = Path(__file__).parent.parent
INDEX = ROOT / ".rundbord" / "index"


@cache
def real_bundle() -> Bundle:
    """Open the project's own index; without it, the error says which command builds it."""
    return open_bundle(INDEX)


@cache
def real_answerer() -> DocumentAnswerer:
    """Answer from the project's own index."""
    return DocumentAnswerer(real_bundle())


def lend_encoder(root: Path) -> None:
    """Have builds in a folder of bundles use the project's own encoder instead of exporting one."""
    with closing(BuildCache(root)) as kept:
        for encoder in (INDEX / KEPT).glob("encoder-*"):
            kept.path(encoder.name, partial(link_into, encoder))
