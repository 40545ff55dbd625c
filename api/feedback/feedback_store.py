"""Stored opinions of answers, in one SQLite file, with a time limit."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from api.feedback.folding import fold_for_search
from api.feedback.sqlite_file import SqliteFile
from ingest.text import Text

_REMEDY = Text(", eller sæt RUNDBORD_FEEDBACK=off", ", or set RUNDBORD_FEEDBACK=off")

SCHEMAS = (
    """
    CREATE TABLE feedback (id TEXT PRIMARY KEY, given TEXT, useful INTEGER, comment TEXT, question TEXT,
                           understood TEXT, answered INTEGER, confidence REAL, citations TEXT, index_version TEXT)
    """,
    """
    CREATE TABLE usage (day TEXT, outcome TEXT, document_id TEXT, section TEXT, count INTEGER,
                        PRIMARY KEY (day, outcome, document_id, section))
    """,
)
"""Tables of opinions and of the counts of `api.feedback.usage`, in one file to back up and to erase."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A quote of the answer and its place."""

    document_id: str
    page: int
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class StoredOpinion:
    """One reader's opinion of one answer; `question`, `understood` and `comment` are masked.

    The answer's id is left out, since it leads to the unmasked words.
    """

    id: str
    given: datetime
    useful: bool
    comment: str
    question: str
    understood: str
    answered: bool
    confidence: float
    citations: tuple[Cited, ...]
    index_version: str


def utc_now() -> datetime:
    """Return the current time, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


class FeedbackStore:
    """The file of opinions. It is made on the first write, and old rows are deleted on every use.

    It is safe for several threads and processes; see `SqliteFile`.

    Raises
    ------
    SettingsError
        From every method: if the file cannot be used, or is of another version.
    """

    def __init__(self, path: Path, keep_days: int, now: Callable[[], datetime] = utc_now) -> None:
        self._file = SqliteFile(path, "RUNDBORD_FEEDBACK_DB", SCHEMAS, _REMEDY)
        self._keep = timedelta(days=keep_days)
        self.now = now
        if path.exists():
            with self._visit():  # this deletes old rows
                pass

    def write(self, opinion: StoredOpinion, replaces: str = "") -> None:
        """Add an opinion, and delete the one with the id `replaces`, if there is one."""
        with self._visit() as connection:
            connection.execute("DELETE FROM feedback WHERE id = ?", (replaces,))
            connection.execute(
                "INSERT INTO feedback VALUES (:id, :given, :useful, :comment, :question, :understood, :answered, "
                ":confidence, :citations, :index_version)",
                {**asdict(opinion), "given": _stamp(opinion.given), "citations": _write_citations(opinion.citations)},
            )

    def entries(self) -> list[StoredOpinion]:
        """Return all opinions, newest first."""
        if not self._file.path.exists():
            return []
        with self._visit() as connection:
            return [
                _opinion(row) for row in connection.execute("SELECT * FROM feedback ORDER BY given DESC, rowid DESC")
            ]

    def erase(self, ids: Iterable[str]) -> int:
        """Delete the opinions with these ids, and return their number."""
        return sum(self._delete("DELETE FROM feedback WHERE id = ?", name) for name in ids)

    def erase_before(self, moment: datetime) -> int:
        """Delete the opinions from before a moment (with time zone), and return their number."""
        return self._delete("DELETE FROM feedback WHERE given < ?", _stamp(moment))

    def erase_all(self) -> int:
        """Delete all opinions, and return their number."""
        return self._delete("DELETE FROM feedback")

    def erase_holding(self, text: str) -> int:
        """Delete the opinions whose question or comment contains a text, and return their number.

        Case, spacing, line breaks, dashes and Unicode form are ignored. A text without a visible character matches
        nothing.
        """
        folded = fold_for_search(text)
        matching = [
            opinion.id
            for opinion in self.entries()
            if any(folded in fold_for_search(text) for text in (opinion.question, opinion.understood, opinion.comment))
        ]
        return self.erase(matching if folded else [])

    def _delete(self, statement: str, *values: str) -> int:
        if not self._file.path.exists():
            return 0
        with self._visit() as connection:
            return connection.execute(statement, values).rowcount

    @contextmanager
    def _visit(self) -> Iterator[sqlite3.Connection]:
        with self._file.visit() as connection:
            delete_older(connection, self.now() - self._keep)
            yield connection


def delete_older(connection: sqlite3.Connection, oldest: datetime) -> None:
    """Delete the opinions and the counts from before a moment; called on every use of the file."""
    connection.execute("DELETE FROM feedback WHERE given < ?", (_stamp(oldest),))
    connection.execute("DELETE FROM usage WHERE day < ?", (oldest.date().isoformat(),))


def _stamp(moment: datetime) -> str:
    """Format a moment so that text order is time order."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _write_citations(citations: tuple[Cited, ...]) -> str:
    return json.dumps([asdict(cited) for cited in citations], ensure_ascii=False)


def _opinion(row: tuple[str, str, int, str, str, str, int, float, str, str]) -> StoredOpinion:
    name, given, useful, comment, question, understood, answered, confidence, citations, index_version = row
    return StoredOpinion(
        id=name,
        given=datetime.fromisoformat(given),
        useful=bool(useful),
        comment=comment,
        question=question,
        understood=understood,
        answered=bool(answered),
        confidence=confidence,
        citations=tuple(Cited(**cited) for cited in json.loads(citations)),
        index_version=index_version,
    )
