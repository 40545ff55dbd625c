"""Documents, passages and questions in one SQLite file, which `index.storage.store_writer` wrote once."""

import json
import sqlite3
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.filters import DocumentVersion, SearchFilter, select_documents
from ingest.document import Block, Document, Kind, Page, Passage
from ingest.errors import IndexMismatchError
from ingest.questions.corpus_questions import Anchor, CorpusQuestion
from ingest.sentences import Sentence
from ingest.text import Text

_Query = Callable[..., list[tuple]]  # type: ignore[type-arg]
_CACHED_FILTERS = 4  # the limits of searches whose rows are remembered: eight bytes a passage each


@dataclass(frozen=True, slots=True)
class StoredSentence:
    """A sentence with its row, and the row of the passage that holds it."""

    row: int
    passage: int
    document_id: str
    sentence: Sentence


class PassageStore:
    """Reads what `write_store` wrote; safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        self._database = _Database(path)
        query = self._query = self._database.query
        # The file never changes, and each question asks again what may be found. The caches hold no method of the
        # store: a store in a reference cycle would keep its file and its memory long after its last request.
        self.document = lru_cache(maxsize=64)(partial(_read_document, query))
        self.versions = versions = lru_cache(maxsize=1)(partial(_read_versions, query))
        self.readable = lru_cache(maxsize=64)(partial(_find_readable, versions))
        self.matching_rows = lru_cache(maxsize=_CACHED_FILTERS)(partial(_find_matching_rows, query, versions))

    def refuse(self, why: Text | None) -> None:
        """Answer no more questions, for this reason; with None, answer them again."""
        self._database.refuse(why)
        for cached in (self.document, self.versions, self.readable, self.matching_rows):
            cached.cache_clear()

    def document_ids(self) -> list[str]:
        """Name the documents, in order of id."""
        return [row[0] for row in self._query("SELECT id FROM documents ORDER BY id")]

    def file_name(self, document_id: str) -> str:
        """Name the file that a document was read from; KeyError if there is no such document."""
        rows = self._query("SELECT file FROM documents WHERE id = ?", (document_id,))
        if not rows:
            raise KeyError(document_id)
        return str(rows[0][0])

    def passages(self, rows: list[int]) -> list[Passage]:
        """Fetch passages by row, in the order asked for."""
        marks = ",".join("?" * len(rows))
        found = {row[0]: _passage(row[1:]) for row in self._query(_PASSAGES + f" WHERE row IN ({marks})", tuple(rows))}
        return [found[row] for row in rows]

    def all_passages(self) -> Iterator[Passage]:
        """Read every passage, by row."""
        return (_passage(row[1:]) for row in self._query(_PASSAGES + " ORDER BY row"))

    def ids(self, rows: NDArray[np.int64]) -> NDArray[np.str_]:
        """Read the ids of these passages, in the order asked for."""
        marks = ",".join("?" * len(rows))
        statement = f"SELECT row, id FROM passages WHERE row IN ({marks})"  # noqa: S608  question marks only
        found = dict(self._query(statement, tuple(rows.tolist())))
        return np.array([found[row] for row in rows.tolist()])

    def passage_ids(self) -> list[str]:
        """Read the id of every passage, by row."""
        return [row[0] for row in self._query("SELECT id FROM passages ORDER BY row")]

    def passage_at(self, document_id: str, page: int, start: int) -> Passage:
        """Fetch the passage that holds this place of a page; KeyError if none does."""
        rows = self._query(
            _PASSAGES + ' WHERE document_id = ? AND page = ? AND start <= ? AND "end" > ?',
            (document_id, page, start, start),
        )
        if not rows:
            raise KeyError((document_id, page, start))
        return _passage(rows[0][1:])

    def groups(self) -> frozenset[str]:
        """Name every group that a document is for."""
        return frozenset().union(*(version.groups for version in self.versions()))

    def questions(self) -> list[CorpusQuestion]:
        """Read every corpus question, by row."""
        anchors: dict[int, list[Anchor]] = {}
        for question, page, start, end in self._query(
            'SELECT question, page, start, "end" FROM anchors ORDER BY rowid'
        ):
            anchors.setdefault(question, []).append(Anchor(page, start, end))
        rows = self._query("SELECT row, text, document_id FROM questions ORDER BY row")
        return [CorpusQuestion(text, document_id, tuple(anchors[row])) for row, text, document_id in rows]

    def question_passages(self) -> list[tuple[int, ...]]:
        """Name the rows of the passages that answer each question, by the question's row."""
        passages: dict[int, list[int]] = {}
        for question, passage in self._query("SELECT DISTINCT question, passage FROM anchors ORDER BY 1, 2"):
            passages.setdefault(question, []).append(passage)
        return [tuple(passages[row]) for row in range(len(passages))]

    def sentences(self, passages: list[int]) -> list[StoredSentence]:
        """Fetch the sentences of these passages, in reading order."""
        marks = ",".join("?" * len(passages))
        rows = self._query(
            'SELECT row, passage, document_id, page, start, "end", text, block FROM sentences '  # noqa: S608
            f"WHERE passage IN ({marks}) ORDER BY row",
            tuple(passages),
        )
        return [StoredSentence(row, passage, document, Sentence(*rest)) for row, passage, document, *rest in rows]

    def passage_count(self) -> int:
        """Count the passages."""
        return int(self._query("SELECT count(*) FROM passages")[0][0])


_PASSAGES = 'SELECT row, id, document_id, section, page, start, "end", text, kind, opening FROM passages'


def _passage(row: tuple) -> Passage:  # type: ignore[type-arg]
    identity, document_id, section, page, start, end, text, kind, opening = row
    return Passage(identity, document_id, tuple(json.loads(section)), page, start, end, text, Kind(kind), opening)


class _Database:
    """A read-only SQLite file, with a connection a thread."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()
        self._refused: Text | None = None

    def refuse(self, why: Text | None) -> None:
        self._refused = why
        self._local = threading.local()  # connections remember what they read of the damaged file

    def query(self, statement: str, values: tuple[object, ...] = ()) -> list[tuple]:  # type: ignore[type-arg]
        if self._refused:
            raise IndexMismatchError(self._refused)
        try:
            connection = getattr(self._local, "connection", None)
            if connection is None:
                connection = sqlite3.connect(f"file:{self._path}?mode=ro&immutable=1", uri=True)
                self._local.connection = connection
            return connection.execute(statement, values).fetchall()
        except sqlite3.Error as error:
            self._local.connection = None  # it remembers what it read of the damaged file
            raise IndexMismatchError(
                Text(
                    f"{self._path} kan ikke læses. Kør: rundbord ingest",
                    f"{self._path} cannot be read. Run: rundbord ingest",
                )
            ) from error


def _read_document(query: _Query, document_id: str) -> Document:
    """Read a whole document; KeyError if there is no such one."""
    rows = query(
        "SELECT id, title, language, publisher, source_url, published, sha256, paged FROM documents WHERE id = ?",
        (document_id,),
    )
    if not rows:
        raise KeyError(document_id)
    pages = query("SELECT number, label, text FROM pages WHERE document_id = ? ORDER BY number", (document_id,))
    blocks = query(
        'SELECT kind, page, start, "end", section, opening, repeats FROM blocks WHERE document_id = ? ORDER BY place',
        (document_id,),
    )
    identity, title, language, publisher, source_url, published, digest, paged = rows[0]
    return Document(
        id=identity,
        title=title,
        language=language,
        publisher=publisher,
        source_url=source_url,
        published=published,
        sha256=digest,
        pages=tuple(Page(*page) for page in pages),
        blocks=tuple(
            Block(Kind(kind), page, start, end, tuple(json.loads(section)), opening, bool(repeats))
            for kind, page, start, end, section, opening, repeats in blocks
        ),
        paged=bool(paged),
    )


def _read_versions(query: _Query) -> list[DocumentVersion]:
    """List the documents with what limits choose them by; an older bundle knows neither editions nor groups."""
    tables = {name for (name,) in query("SELECT name FROM sqlite_master WHERE type = 'table'")}
    known = "editions" in tables
    edition = "coalesce(work, ''), coalesce(edition, '')" if known else "'', ''"
    joined = "LEFT JOIN editions ON document_id = id" if known else ""
    rows = query(
        f"SELECT id, publisher, coalesce(published, ''), {edition} FROM documents {joined} ORDER BY id"  # noqa: S608
    )
    readers: dict[str, set[str]] = {}
    for name, group in query("SELECT document_id, group_name FROM readers") if "readers" in tables else ():
        readers.setdefault(name, set()).add(group)
    return [
        DocumentVersion(name, publisher, published, work, edition, frozenset(readers.get(name, ())))
        for name, publisher, published, work, edition in rows
    ]


def _find_readable(
    versions: Callable[[], list[DocumentVersion]], groups: frozenset[str] | None
) -> frozenset[str] | None:
    """Name the documents that somebody in these groups may read; None if those are all there are."""
    known = versions()
    names = frozenset(version.document_id for version in known if version.is_for(groups))
    return None if len(names) == len(known) else names


def _find_rows_of(query: _Query, document_ids: frozenset[str]) -> NDArray[np.int64]:
    """Find the rows of the passages of these documents, ascending."""
    marks = ",".join("?" * len(document_ids))
    found = query(
        f"SELECT row FROM passages WHERE document_id IN ({marks}) ORDER BY row",  # noqa: S608  question marks only
        tuple(sorted(document_ids)),
    )
    return np.array([row[0] for row in found], dtype=np.int64)


def _find_matching_rows(
    query: _Query,
    versions: Callable[[], list[DocumentVersion]],
    document_ids: frozenset[str] | None,
    search_filter: SearchFilter,
) -> NDArray[np.int64] | None:
    """Find the rows of the passages that may be found, ascending; None if all may. See `index.filters`."""
    known = versions()
    chosen = select_documents(known, document_ids, search_filter)
    rows = None if len(chosen) == len(known) else _find_rows_of(query, chosen)
    if not search_filter.section:
        return rows
    wanted = search_filter.section.casefold()
    sections = query("SELECT row, section FROM passages ORDER BY row")
    under = [row for row, section in sections if any(wanted in h.casefold() for h in json.loads(section))]
    found = np.array(under, dtype=np.int64)
    return found if rows is None else np.intersect1d(rows, found)
