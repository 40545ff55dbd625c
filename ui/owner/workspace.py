"""The workspace, where documents wait beside the corpus until they are published; builds ignore it.

`corpus/.waiting` holds uploaded documents with their sidecars, and a mark for each document to remove. The owner's
build reads both folders as one; after its success the corpus becomes the built documents. Replaced and removed files
then lie in `corpus/.removed`.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from ingest.document import document_id
from ingest.errors import CorpusError
from ingest.files.durable import UNFINISHED, sync, write_atomically
from ingest.files.file_lock import hold_lock
from ingest.files.folders import documents_in, facts_without_document, refuse_facts_without_document
from ingest.metadata import Facts, read_facts
from ingest.questions.files import question_files_of
from ingest.text import Text

WAITING, REMOVED = ".waiting", ".removed"
ASIDE = ".new-"
"""Prefix of the folders in which uploads are read before they wait."""

_MARK = ".remove"


class State(Enum):
    """The effect of the next publishing on a document."""

    STAYS = auto()
    COMES = auto()
    REPLACES = auto()
    GOES = auto()


@dataclass(frozen=True, slots=True)
class WorkspaceDocument:
    """A document in the workspace: its id, its file, and the effect of the next publishing."""

    id: str
    file: Path
    state: State

    @property
    def facts(self) -> Facts:
        """The facts beside it; empty where they cannot be read."""
        try:
            return read_facts(self.file.with_suffix(".toml"))
        except CorpusError:
            return Facts()


class BusyError(CorpusError):
    """Another change or a build is in progress."""


class Workspace:
    """The documents after the next publishing."""

    def __init__(self, corpus: Path) -> None:
        self.corpus = corpus
        self.waiting = corpus / WAITING

    def entries(self) -> list[WorkspaceDocument]:
        """List all documents, in order of file name."""
        waiting, published = _documents(self.waiting), _documents(self.corpus)
        listed = [
            WorkspaceDocument(i, f, State.REPLACES if i in published else State.COMES) for i, f in waiting.items()
        ]
        for name, file in published.items():
            if name not in waiting:
                listed.append(WorkspaceDocument(name, file, State.GOES if self._mark(file).exists() else State.STAYS))
        return sorted(listed, key=lambda entry: entry.file.name)

    def entry(self, name: str) -> WorkspaceDocument | None:
        """Find a document by its id."""
        return next((entry for entry in self.entries() if entry.id == name), None)

    def to_build(self) -> tuple[Path, ...]:
        """List the files of the next build, in their order in the corpus."""
        return tuple(entry.file for entry in self.entries() if entry.state is not State.GOES)

    def bring_beside(self, file: Path) -> None:
        """Copy the sidecars of the document of that id, or those that wait for it, beside an uploaded file."""
        former = self.entry(document_id(file))
        for source, target in zip(
            _sidecars_of(former.file if former else self.waiting / file.name), _sidecars_of(file), strict=True
        ):
            if source.exists():
                shutil.copy2(source, target)

    def put(self, file: Path) -> Path:
        """Add a file and its sidecars to the waiting ones, in place of the document of that id; return its path."""
        former = self.entry(document_id(file))
        for part in (*_sidecars_of(file), file):  # the document last: it never waits without its groups
            if part.exists():
                sync(part)
                part.replace(self.waiting / part.name)
        target = self.waiting / file.name
        if former:
            self._mark(former.file).unlink(missing_ok=True)
            if former.file.parent == self.waiting and former.file != target:
                former.file.unlink()
        sync(self.waiting)
        return target

    def take_out(self, entry: WorkspaceDocument) -> None:
        """Delete a waiting document, or mark a published one for removal."""
        if entry.file.parent == self.waiting:
            for file in (entry.file, *_sidecars_of(entry.file)):
                file.unlink(missing_ok=True)
        else:
            self._mark(entry.file).touch()

    def leave_in(self, entry: WorkspaceDocument) -> None:
        """Remove the mark."""
        self._mark(entry.file).unlink(missing_ok=True)

    def settle(self) -> None:
        """Make the corpus the built documents. After an interruption it can be repeated."""
        published = _documents(self.corpus)
        for file in published.values():
            if self._mark(file).exists():
                for part in (*_sidecars_of(file), file):
                    self._archive(part)
                self._mark(file).unlink()
        for name, file in _documents(self.waiting).items():
            target = published[name].parent if name in published else self.corpus
            if name in published:
                self._archive(published[name])
            # A document is never without its groups: its facts come before it and go after it.
            sidecars = [part for part in _sidecars_of(file) if part.exists()]
            for part in sidecars:
                write_atomically(target / part.name, part.read_text(encoding="utf-8"))
            shutil.move(file, target / file.name)
            for part in sidecars:
                part.unlink()
        for folder in (self.corpus, self.waiting):
            sync(folder)

    def facts_waiting(self) -> list[Path]:
        """List the facts that wait for their document."""
        return facts_without_document(self.waiting) if self.waiting.is_dir() else []

    def withdraw(self, name: str) -> None:
        """Delete waiting facts of that name, if there are any."""
        for file in self.facts_waiting():
            if file.name == name:
                file.unlink()

    def make_ready(self) -> None:
        """Clean up after an interruption and check that all facts have a document; only while `alone`.

        Raises
        ------
        CorpusError
            If facts have no document; it names them.
        """
        for left in [*self.waiting.glob(f"{ASIDE}*"), *self.corpus.rglob(f".*{UNFINISHED}")]:
            shutil.rmtree(left) if left.is_dir() else left.unlink()
        waiting, published = _documents(self.waiting), _documents(self.corpus)
        for file in waiting.values():  # `settle` was interrupted before the document was moved
            _remove_copies(_sidecars_of(self.corpus / file.name), self.waiting, published)
        for file in published.values():  # `settle` was interrupted just after the move
            _remove_copies(_sidecars_of(self.waiting / file.name), file.parent, waiting)
        marked = {self._mark(file) for file in published.values()}
        for mark in self.waiting.glob(f"*{_MARK}"):
            if mark not in marked:  # the document was removed; a later one of its name stays
                mark.unlink()
        refuse_facts_without_document(
            [*self.facts_waiting(), *facts_without_document(self.corpus, deep=True)],
        )

    @contextmanager
    def changing(self, *, alone: bool = False) -> Iterator[None]:
        """Lock out publishing, and with `alone` every change, in all processes.

        Raises
        ------
        BusyError
            If another process or thread holds the lock.
        """
        self.waiting.mkdir(exist_ok=True)
        busy = BusyError(
            Text(
                "Der udgives, et dokument er ved at blive læst, eller der skrives udkast. Vent, til det er færdigt, og "
                "prøv igen.",
                "Something is being published, a document is being read, or drafts are being written. Wait until it is "
                "done and try again.",
            )
        )
        with hold_lock(self.waiting / ".lock", busy, shared=not alone):
            yield

    def _mark(self, file: Path) -> Path:
        return self.waiting / f"{file.name}{_MARK}"

    def _archive(self, file: Path) -> None:
        if file.exists():
            (self.corpus / REMOVED).mkdir(exist_ok=True)
            shutil.move(file, self.corpus / REMOVED / file.name)


def _documents(folder: Path) -> dict[str, Path]:
    return {document_id(file): file for file in documents_in(folder)}


def _remove_copies(copies: tuple[Path, ...], originals: Path, documents: dict[str, Path]) -> None:
    """Remove sidecars without a document whose originals are beside the document in another folder."""
    if any(document.parent == copies[0].parent and document.stem == copies[0].stem for document in documents.values()):
        return
    for copy in copies:
        original = originals / copy.name
        if copy.exists() and original.exists() and copy.read_bytes() == original.read_bytes():
            copy.unlink()


def _sidecars_of(file: Path) -> tuple[Path, ...]:
    files = question_files_of(file)
    return (
        file.with_suffix(".toml"),
        files.answered,
        files.unanswered,
        files.answered_drafts,
        files.unanswered_drafts,
    )
