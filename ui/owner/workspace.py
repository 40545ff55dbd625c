"""Where documents wait until they are published: beside the corpus, out of every build's sight.

`corpus/.waiting` holds documents that were sent in, each with what stands beside it, and a mark for each one that is to
be taken out. A build reads both folders as one; when it has succeeded, the corpus becomes what was built. What is
replaced or taken out then lies in `corpus/.removed`.
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
"""Beginning of the names of folders in which what is sent is read before it waits."""

_MARK = ".remove"


class State(Enum):
    """What the next publishing does to a document."""

    STAYS = auto()
    COMES = auto()
    REPLACES = auto()
    GOES = auto()


@dataclass(frozen=True, slots=True)
class Entry:
    """A document in the workspace: its id, its file, and what will become of it."""

    id: str
    file: Path
    state: State

    @property
    def facts(self) -> Facts:
        """What stands beside it; nothing where that cannot be read."""
        try:
            return read_facts(self.file.with_suffix(".toml"))
        except CorpusError:
            return Facts()


class BusyError(CorpusError):
    """Something else is being done to the documents just now, which has to end first."""


class Workspace:
    """The documents as they will be when they are next published."""

    def __init__(self, corpus: Path) -> None:
        self.corpus = corpus
        self.waiting = corpus / WAITING

    def entries(self) -> list[Entry]:
        """List all documents, in order of file name."""
        waiting, published = _documents(self.waiting), _documents(self.corpus)
        listed = [Entry(i, f, State.REPLACES if i in published else State.COMES) for i, f in waiting.items()]
        for name, file in published.items():
            if name not in waiting:
                listed.append(Entry(name, file, State.GOES if self._mark(file).exists() else State.STAYS))
        return sorted(listed, key=lambda entry: entry.file.name)

    def entry(self, name: str) -> Entry | None:
        """Find a document by its id."""
        return next((entry for entry in self.entries() if entry.id == name), None)

    def to_build(self) -> tuple[Path, ...]:
        """List the files that the next build reads, in the order in which it will find them in the corpus."""
        return tuple(entry.file for entry in self.entries() if entry.state is not State.GOES)

    def bring_beside(self, file: Path) -> None:
        """Copy what stands beside the document of that id, or waits for it, to stand beside a file that came."""
        known = self.entry(document_id(file))
        for source, target in zip(
            _beside(known.file if known else self.waiting / file.name), _beside(file), strict=True
        ):
            if source.exists():
                shutil.copy2(source, target)

    def put(self, file: Path) -> Path:
        """Have a file wait, with what stands beside it, in place of the document of that id; return where it is."""
        known = self.entry(document_id(file))
        for part in (*_beside(file), file):  # the document last: it never waits without those who may read it
            if part.exists():
                sync(part)
                part.replace(self.waiting / part.name)
        target = self.waiting / file.name
        if known:
            self._mark(known.file).unlink(missing_ok=True)
            if known.file.parent == self.waiting and known.file != target:
                known.file.unlink()
        sync(self.waiting)
        return target

    def take_out(self, entry: Entry) -> None:
        """Take a waiting document back, or have one that is published go the next time."""
        if entry.file.parent == self.waiting:
            for file in (entry.file, *_beside(entry.file)):
                file.unlink(missing_ok=True)
        else:
            self._mark(entry.file).touch()

    def leave_in(self, entry: Entry) -> None:
        """Take the mark away again."""
        self._mark(entry.file).unlink(missing_ok=True)

    def settle(self) -> None:
        """Make the corpus what was built. It can be done again where it was interrupted."""
        published = _documents(self.corpus)
        for file in published.values():
            if self._mark(file).exists():
                for part in (*_beside(file), file):
                    self._archive(part)
                self._mark(file).unlink()
        for name, file in _documents(self.waiting).items():
            target = published[name].parent if name in published else self.corpus
            if name in published:
                self._archive(published[name])
            # A document never stands without those who may read it: its facts are there before it, and gone after it.
            beside = [part for part in _beside(file) if part.exists()]
            for part in beside:
                write_atomically(target / part.name, part.read_text(encoding="utf-8"))
            shutil.move(file, target / file.name)
            for part in beside:
                part.unlink()
        for folder in (self.corpus, self.waiting):
            sync(folder)

    def facts_waiting(self) -> list[Path]:
        """List the facts that were sent without the document that they are meant for."""
        return facts_without_document(self.waiting) if self.waiting.is_dir() else []

    def withdraw(self, name: str) -> None:
        """Delete the facts of that name that wait for their document, if there are any."""
        for file in self.facts_waiting():
            if file.name == name:
                file.unlink()

    def make_ready(self) -> None:
        """Remove what was interrupted, and stop where facts have no document; only while `alone`.

        Raises
        ------
        CorpusError
            If there are such facts; it names them.
        """
        for left in [*self.waiting.glob(f"{ASIDE}*"), *self.corpus.rglob(f".*{UNFINISHED}")]:
            shutil.rmtree(left) if left.is_dir() else left.unlink()
        waiting, published = _documents(self.waiting), _documents(self.corpus)
        for file in waiting.values():  # settling was interrupted before the document was moved
            _remove_copies(_beside(self.corpus / file.name), self.waiting, published)
        for file in published.values():  # and here just after
            _remove_copies(_beside(self.waiting / file.name), file.parent, waiting)
        marked = {self._mark(file) for file in published.values()}
        for mark in self.waiting.glob(f"*{_MARK}"):
            if mark not in marked:  # the document went; a later one of its name does not
                mark.unlink()
        refuse_facts_without_document(
            [*self.facts_waiting(), *facts_without_document(self.corpus, deep=True)],
        )

    @contextmanager
    def changing(self, *, alone: bool = False) -> Iterator[None]:
        """Keep others from publishing meanwhile, and with `alone` from changing anything; this holds across processes.

        Raises
        ------
        BusyError
            If others are at it already.
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
    """Remove what stands beside no document, where the same is beside it in another folder."""
    if any(document.parent == copies[0].parent and document.stem == copies[0].stem for document in documents.values()):
        return
    for copy in copies:
        original = originals / copy.name
        if copy.exists() and original.exists() and copy.read_bytes() == original.read_bytes():
            copy.unlink()


def _beside(file: Path) -> tuple[Path, ...]:
    files = question_files_of(file)
    return (
        file.with_suffix(".toml"),
        files.answered,
        files.unanswered,
        files.answered_drafts,
        files.unanswered_drafts,
    )
