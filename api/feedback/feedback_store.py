"""What people said of answers, in one SQLite file of the server's own, for as long as the owner keeps it."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from api.feedback.folding import fold_for_search
from api.feedback.sqlite_file import SqliteFile

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
"""What people said, and `api.feedback.usage`'s counts: one file to back up, and to erase."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A quote that the answer showed, and where it stands."""

    document_id: str
    page: int
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class StoredOpinion:
    """One reader's opinion of one answer; `question`, `understood` and `comment` are masked.

    The answer's id is left out: whoever has it has the answer, and the words that were masked.
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
    """Tell the time, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


class FeedbackStore:
    """The file, made on the first write and readable by its owner only; what is too old is deleted on every visit.

    Safe from several threads and processes; see `SqliteFile`.

    Raises
    ------
    SettingsError
        From every verb: if the file cannot be used, or is of another version.
    """

    def __init__(self, path: Path, keep_days: int, now: Callable[[], datetime] = utc_now) -> None:
        self._file = SqliteFile(path, "RUNDBORD_FEEDBACK_DB", SCHEMAS, ", or set RUNDBORD_FEEDBACK=off")
        self._keep = timedelta(days=keep_days)
        self.now = now
        if path.exists():
            with self._visit():  # which deletes what is too old
                pass

    def write(self, entry: StoredOpinion, replaces: str = "") -> None:
        """Add an entry in the place of the one with the id `replaces`, if there is such a one."""
        with self._visit() as connection:
            connection.execute("DELETE FROM feedback WHERE id = ?", (replaces,))
            connection.execute(
                "INSERT INTO feedback VALUES (:id, :given, :useful, :comment, :question, :understood, :answered, "
                ":confidence, :citations, :index_version)",
                {**asdict(entry), "given": _stamp(entry.given), "citations": _write_citations(entry.citations)},
            )

    def entries(self) -> list[StoredOpinion]:
        """Read all entries, newest first."""
        if not self._file.path.exists():
            return []
        with self._visit() as connection:
            return [_entry(row) for row in connection.execute("SELECT * FROM feedback ORDER BY given DESC, rowid DESC")]

    def erase(self, ids: Iterable[str]) -> int:
        """Delete the entries with these ids, and tell how many there were."""
        return sum(self._delete("id = ?", given) for given in ids)

    def erase_before(self, moment: datetime) -> int:
        """Delete what was said before a moment (with its time zone), and tell how many there were."""
        return self._delete("given < ?", _stamp(moment))

    def erase_all(self) -> int:
        """Delete everything, and tell how many there were."""
        return self._delete("? = ''", "")

    def erase_holding(self, text: str) -> int:
        """Delete the entries whose question or comment holds a text, and tell how many.

        Case of letters, spacing, line breaks, dashes and Unicode form make no difference. A text without a visible
        sign is held by none.
        """
        wanted = fold_for_search(text)
        holding = [
            entry.id
            for entry in self.entries()
            if any(wanted in fold_for_search(said) for said in (entry.question, entry.understood, entry.comment))
        ]
        return self.erase(holding if wanted else [])

    def _delete(self, which: str, value: str) -> int:
        if not self._file.path.exists():
            return 0
        with self._visit() as connection:
            return connection.execute(f"DELETE FROM feedback WHERE {which}", (value,)).rowcount  # noqa: S608  our own words

    @contextmanager
    def _visit(self) -> Iterator[sqlite3.Connection]:
        with self._file.visit() as connection:
            delete_older(connection, self.now() - self._keep)
            yield connection


def delete_older(connection: sqlite3.Connection, oldest: datetime) -> None:
    """Delete the feedback and the counts of before a moment: whatever the file is visited for, the limit holds."""
    connection.execute("DELETE FROM feedback WHERE given < ?", (_stamp(oldest),))
    connection.execute("DELETE FROM usage WHERE day < ?", (oldest.date().isoformat(),))


def _stamp(moment: datetime) -> str:
    """Write a moment so that earlier ones sort first."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _write_citations(citations: tuple[Cited, ...]) -> str:
    return json.dumps([asdict(cited) for cited in citations], ensure_ascii=False)


def _entry(row: tuple[str, str, int, str, str, str, int, float, str, str]) -> StoredOpinion:
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
