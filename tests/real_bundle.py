"""The index that `make test` builds, opened once for all tests that need the real parts."""

from functools import cache
from pathlib import Path

from answer.answerer import DocumentAnswerer
from index.bundle import Bundle, open_bundle

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
