"""Documents as they were understood, read in a process of their own and remembered until they change."""

from pathlib import Path
from threading import Lock

from cachetools import LRUCache

from ingest.errors import CorpusError
from ingest.readers.isolated import ReadingLimits, work_on
from ingest.readers.parsed import Failure
from ui.inspection import Understood, understand_file

_REMEMBERED = 32


class Readings:
    """Reads a document once, and again when it or its facts have changed."""

    def __init__(self, limits: ReadingLimits | None = None) -> None:
        self._limits = limits
        self._known: LRUCache[tuple[object, ...], Understood] = LRUCache(_REMEMBERED)
        self._lock = Lock()

    def of(self, file: Path) -> Understood | Failure:
        """Give what is understood of a document, or why it cannot be read."""
        if known := self.known(file):
            return known
        outcome = work_on(file, understand_file, self._limits)
        if isinstance(outcome, Understood):
            with self._lock:
                self._known[_state_of(file)] = outcome
        return outcome

    def known(self, file: Path) -> Understood | None:
        """Give what is understood of a document if it was read before."""
        with self._lock:
            return self._known.get(_state_of(file))

    def sure(self, file: Path) -> Understood:
        """Give what is understood of a document.

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
    """Name a document's content: a file that is moved stays what it is."""
    facts = file.with_suffix(".toml")
    return (file.name, *((part.stat().st_mtime_ns, part.stat().st_size) for part in (file, facts) if part.exists()))
