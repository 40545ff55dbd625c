"""A cache of parsed documents, each read in a child process, until the file changes."""

from pathlib import Path
from threading import Lock

from cachetools import LRUCache

from ingest.errors import CorpusError
from ingest.readers.isolated import ReadingLimits, work_on
from ingest.readers.parsed import Failure
from ui.inspection import Inspection, inspect_file

_REMEMBERED = 32


class ReadingCache:
    """Reads a document once, and again when it or its facts have changed."""

    def __init__(self, limits: ReadingLimits | None = None) -> None:
        self._limits = limits
        self._cache: LRUCache[tuple[object, ...], Inspection] = LRUCache(_REMEMBERED)
        self._lock = Lock()

    def of(self, file: Path) -> Inspection | Failure:
        """Return a document's inspection, or the reason why it cannot be read."""
        if cached := self.cached(file):
            return cached
        outcome = work_on(file, inspect_file, self._limits)
        if isinstance(outcome, Inspection):
            with self._lock:
                self._cache[_state_of(file)] = outcome
        return outcome

    def cached(self, file: Path) -> Inspection | None:
        """Return a document's inspection if it is cached."""
        with self._lock:
            return self._cache.get(_state_of(file))

    def sure(self, file: Path) -> Inspection:
        """Return a document's inspection.

        Raises
        ------
        CorpusError
            If it cannot be read.
        """
        outcome = self.of(file)
        if isinstance(outcome, Failure):
            raise CorpusError(outcome.named)
        return outcome


def _state_of(file: Path) -> tuple[object, ...]:
    """Return the cache key of a document's content; it survives a move of the file."""
    facts = file.with_suffix(".toml")
    return (file.name, *((part.stat().st_mtime_ns, part.stat().st_size) for part in (file, facts) if part.exists()))
