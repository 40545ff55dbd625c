"""All that the owner's page works on, made once for a server however many indexes it serves."""

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
from ui.inspection import Understood
from ui.owner.jobs.drafting import Drafting
from ui.owner.jobs.publishing import Publishing
from ui.owner.names import document_name
from ui.owner.reading_cache import Readings
from ui.owner.sidecars import keep_beside
from ui.owner.workspace import ASIDE, Workspace

_CHUNK = 1_000_000
MOST_FACTS, MOST_QUESTIONS = 100_000, 10_000_000
"""Bytes of what stands beside a document: it is read in the server itself. A question has some 300."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The workspace, what is understood of it, and the ways to draft and publish; `index` is the folder of bundles."""

    workspace: Workspace
    readings: Readings
    drafting: Drafting
    publishing: Publishing
    index: Path

    @property
    def can_build(self) -> bool:
        """Whether documents can be worked on here: the folder is there, and the packages that building needs."""
        return self.workspace.corpus.is_dir() and find_spec("sentence_transformers") is not None

    def take_in(self, sent: str, content: BinaryIO) -> Understood | Failure:
        """Have a sent document wait if it can be read; else it is gone, and the Failure says why.

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

    def take_in_beside(self, sent: str, content: BinaryIO) -> Text:
        """Keep sent facts or questions beside their document, or have them wait for it; say which.

        Raises
        ------
        BusyError
            If publishing is under way.
        CorpusError
            If the name cannot be used, or the content is not what its name says.
        """
        with self.workspace.changing(), self._aside() as folder:
            if not _copy(content, folder / "sent", MOST_FACTS if sent.lower().endswith(".toml") else MOST_QUESTIONS):
                raise CorpusError(
                    Text(
                        "Filen er for stor til oplysninger eller spørgsmål om ét dokument. Tag noget ud.",
                        "The file is too large for facts or questions about one document. Take something out.",
                    )
                )
            return keep_beside(self.workspace, folder / "sent", sent)

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


def make_desk(corpus: Path, index: Path) -> Desk:
    """Make the desk over a folder of documents and the folder of bundles."""
    workspace = Workspace(corpus)
    return Desk(workspace, Readings(), Drafting(workspace), Publishing(workspace, index), index)


def _copy(content: BinaryIO, file: Path, most: int) -> bool:
    """Write what was sent to a file; false as soon as it has more than so many bytes."""
    size = 0
    with file.open("wb") as target:
        while chunk := content.read(_CHUNK):
            size += len(chunk)
            if size > most:
                return False
            target.write(chunk)
    return True
