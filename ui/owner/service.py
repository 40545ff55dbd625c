"""The service behind the owner's page, made once for a server and independent of the current index."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkdtemp
from typing import BinaryIO

from ingest.errors import CorpusError, DocumentError
from ingest.readers.file_formats import LARGEST_FILE
from ingest.readers.parsed import Failure
from ingest.text import Text
from ui.inspection import Inspection
from ui.owner.jobs.drafting import Drafting
from ui.owner.jobs.publishing import Publishing
from ui.owner.names import document_name
from ui.owner.reading_cache import ReadingCache
from ui.owner.sidecars import keep_sidecar
from ui.owner.workspace import ASIDE, Workspace

_CHUNK = 1_000_000
MOST_FACTS, MOST_QUESTIONS = 100_000, 10_000_000
"""Bytes of a sidecar, which is read in the server's process. A question has some 300."""


@dataclass(frozen=True, slots=True)
class OwnerService:
    """The workspace, its cache of parsed documents, and the drafting and publishing jobs; `index` holds the bundles."""

    workspace: Workspace
    readings: ReadingCache
    drafting: Drafting
    publishing: Publishing
    index: Path

    @property
    def can_build(self) -> bool:
        """True if documents can be edited here: the folder exists and the packages for building are installed."""
        return self.workspace.corpus.is_dir() and find_spec("sentence_transformers") is not None

    def take_in(self, sent: str, content: BinaryIO) -> Inspection | Failure:
        """Add an uploaded document to the waiting ones if it can be read; else delete it and return the Failure.

        Raises
        ------
        BusyError
            If publishing is under way.
        """
        try:
            name = document_name(sent)
        except DocumentError as error:
            return Failure(Path(Path(sent).name), error.text)
        with self.workspace.changing(), self._aside() as folder:
            file = folder / name
            if not _copy(content, file, LARGEST_FILE):
                megabytes = LARGEST_FILE // 1_000_000
                return Failure(
                    file,
                    Text(
                        f"filen er for stor: der læses højst {megabytes} MB. Del den i flere filer.",
                        f"the file is too large: at most {megabytes} MB are read. Split it into several files.",
                    ),
                )
            self.workspace.bring_beside(file)
            outcome = self.readings.of(file)
            if isinstance(outcome, Failure):
                return outcome
            self.workspace.put(file)
            return outcome

    def take_in_sidecar(self, sent: str, content: BinaryIO) -> Text:
        """Store uploaded facts or questions beside their document, or until it comes; return the text of the result.

        Raises
        ------
        BusyError
            If publishing is under way.
        CorpusError
            If the name cannot be used, or the content does not match it.
        """
        with self.workspace.changing(), self._aside() as folder:
            if not _copy(content, folder / "sent", MOST_FACTS if sent.lower().endswith(".toml") else MOST_QUESTIONS):
                raise CorpusError(
                    Text(
                        "Filen er for stor til oplysninger eller spørgsmål om ét dokument. Tag noget ud.",
                        "The file is too large for facts or questions about one document. Take something out.",
                    )
                )
            return keep_sidecar(self.workspace, folder / "sent", sent)

    def withdraw_facts(self, name: str) -> None:
        """Delete facts that wait for their document.

        Raises
        ------
        BusyError
            If publishing is under way.
        """
        with self.workspace.changing():
            self.workspace.withdraw(name)

    @contextmanager
    def _aside(self) -> Iterator[Path]:
        folder = Path(mkdtemp(prefix=ASIDE, dir=self.workspace.waiting))
        try:
            yield folder
        finally:
            shutil.rmtree(folder)


def make_owner_service(corpus: Path, index: Path) -> OwnerService:
    """Make the service over the folder of documents and the folder of bundles."""
    workspace = Workspace(corpus)
    return OwnerService(workspace, ReadingCache(), Drafting(workspace), Publishing(workspace, index), index)


def _copy(content: BinaryIO, file: Path, most: int) -> bool:
    """Write an upload to a file; return False as soon as it exceeds `most` bytes."""
    size = 0
    with file.open("wb") as target:
        while chunk := content.read(_CHUNK):
            size += len(chunk)
            if size > most:
                return False
            target.write(chunk)
    return True
