"""Usage counts by day, outcome and section, without questions and persons."""

import logging
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import TypeVar

from answer.types import Answer, Answerer, Coverage, Found, Question
from api.feedback.feedback_store import SCHEMAS, delete_older, utc_now
from api.feedback.sqlite_file import SqliteFile
from ingest.errors import SettingsError, StorageError
from ingest.text import Text

_REMEDY = Text(", eller sæt RUNDBORD_USAGE=off", ", or set RUNDBORD_USAGE=off")

log = logging.getLogger(__name__)

Key = TypeVar("Key")

WRITE_EVERY_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Topic:
    """The unit of counting: a day's answers with one outcome whose first citation or nearest passage is in one section.

    `section` is a heading of the document, or empty where it has none.
    """

    day: date
    outcome: Coverage
    document_id: str
    section: str


class UsageStore:
    """The stored counts, in the file of the opinions and with the same time limit."""

    def __init__(self, path: Path, keep_days: int, now: Callable[[], datetime] = utc_now) -> None:
        self._file = SqliteFile(path, "RUNDBORD_FEEDBACK_DB", SCHEMAS, _REMEDY)
        self._keep = timedelta(days=keep_days)
        self.now = now

    def add(self, counts: Counter[Topic]) -> None:
        """Add counts to those of the same topics, and delete old rows."""
        with self._file.visit() as connection:
            delete_older(connection, self.now() - self._keep)
            connection.executemany(
                "INSERT INTO usage VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count",
                [(t.day.isoformat(), t.outcome, t.document_id, t.section, count) for t, count in counts.items()],
            )

    def counts(self, since: date) -> Counter[Topic]:
        """Return the counts from a day on."""
        if not self._file.path.exists():
            return Counter()
        with self._file.visit() as connection:
            rows = connection.execute("SELECT * FROM usage WHERE day >= ?", (since.isoformat(),)).fetchall()
        return Counter(
            {
                Topic(date.fromisoformat(day), Coverage(outcome), name, section): n
                for day, outcome, name, section, n in rows
            }
        )

    def erase_before(self, day: date) -> int:
        """Delete the counts from before a day, and return their sum."""
        if not self._file.path.exists():
            return 0
        with self._file.visit() as connection:
            (count,) = connection.execute("SELECT total(count) FROM usage WHERE day < ?", (day.isoformat(),)).fetchone()
            connection.execute("DELETE FROM usage WHERE day < ?", (day.isoformat(),))
        return int(count)


class UsageCounter:
    """Counts a server's answers across bundles, and writes the counts once a minute and at the end."""

    def __init__(self, store: UsageStore, every_seconds: float = WRITE_EVERY_SECONDS) -> None:
        self._store = store
        self._every_seconds = every_seconds
        self._counts: Counter[Topic] = Counter()
        self._written = monotonic()
        self._lock = Lock()

    def count(self, answer: Answer) -> None:
        """Count an answer or a refusal."""
        due = False
        with self._lock:
            self._counts[_topic(answer, self._store.now().date())] += 1
            if monotonic() - self._written >= self._every_seconds:
                self._written = monotonic()
                due = True
        if due:
            self.write()

    def write(self) -> None:
        """Write the counts. If the file cannot be used, they are lost, and answers continue."""
        with self._lock:
            counts, self._counts = self._counts, Counter()
        if not counts:
            return
        try:
            self._store.add(counts)
        except (SettingsError, StorageError) as error:
            log.warning("The counts of %d questions are lost: %s", counts.total(), error)


class CountingAnswerer:
    """Wraps an answerer and counts its answers."""

    def __init__(self, answerer: Answerer, counter: UsageCounter) -> None:
        self._answerer = answerer
        self._counter = counter

    def search(self, question: Question, k: int) -> Found:
        """Find the k passages nearest to a question; searches are not counted."""
        return self._answerer.search(question, k)

    def answer(self, question: Question) -> Answer:
        """Answer a question with quotes, or refuse."""
        answer = self._answerer.answer(question)
        self._counter.count(answer)
        return answer


def by_outcome(counts: Counter[Topic]) -> Counter[Coverage]:
    """Sum the counts by outcome."""
    return _summed((topic.outcome, count) for topic, count in counts.items())


def by_section(counts: Counter[Topic], outcome: Coverage) -> Counter[tuple[str, str]]:
    """Sum one outcome's counts by document and section."""
    chosen = [(topic, count) for topic, count in counts.items() if topic.outcome is outcome]
    return _summed(((topic.document_id, topic.section), count) for topic, count in chosen)


def _summed(counts: Iterable[tuple[Key, int]]) -> Counter[Key]:
    total: Counter[Key] = Counter()
    for key, count in counts:
        total[key] += count
    return total


def _topic(answer: Answer, day: date) -> Topic:
    places = [(citation.document_id, citation.section) for citation in answer.citations]
    places += [(hit.passage.document_id, hit.passage.section) for hit in answer.nearest]
    document_id, section = places[0] if places else ("", ())
    return Topic(day, answer.coverage, document_id, section[-1] if section else "")
