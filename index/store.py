"""Documents, passages and questions in one SQLite file, written once and then only read."""

import json
import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.places import Places
from ingest.corpus import Corpus
from ingest.document import Block, Document, Kind, Page, Passage
from ingest.questions import Anchor, CorpusQuestion
from ingest.sentences import Sentence, body_sentences

_SCHEMA = """
CREATE TABLE documents (id TEXT PRIMARY KEY, title TEXT, language TEXT, publisher TEXT, source_url TEXT,
                        published TEXT, sha256 TEXT, paged INTEGER, file TEXT);
CREATE TABLE pages (document_id TEXT, number INTEGER, label TEXT, text TEXT, PRIMARY KEY (document_id, number));
CREATE TABLE blocks (document_id TEXT, place INTEGER, kind TEXT, page INTEGER, start INTEGER, "end" INTEGER,
                     section TEXT, opening TEXT, repeats INTEGER, PRIMARY KEY (document_id, place));
CREATE TABLE passages (row INTEGER PRIMARY KEY, id TEXT UNIQUE, document_id TEXT, section TEXT, page INTEGER,
                       start INTEGER, "end" INTEGER, text TEXT, kind TEXT, opening TEXT);
CREATE INDEX passages_of_document ON passages (document_id);
CREATE TABLE sentences (row INTEGER PRIMARY KEY, passage INTEGER, document_id TEXT, page INTEGER, start INTEGER,
                        "end" INTEGER, text TEXT, block INTEGER);
CREATE INDEX sentences_of_passage ON sentences (passage);
CREATE TABLE questions (row INTEGER PRIMARY KEY, text TEXT, document_id TEXT);
CREATE TABLE anchors (question INTEGER, passage INTEGER, page INTEGER, start INTEGER, "end" INTEGER);
CREATE INDEX anchors_of_question ON anchors (question);
"""


def write_store(path: Path, corpus: Corpus) -> None:
    """Write a corpus; the rows of passages and questions are their places in it, from 0."""
    places = Places(corpus.passages)
    connection = sqlite3.connect(path)
    with connection:
        connection.executescript(_SCHEMA)
        for document, file in zip(corpus.documents, corpus.files, strict=True):
            _write_document(connection, document, file.name)
        connection.executemany(
            "INSERT INTO passages VALUES (?,?,?,?,?,?,?,?,?,?)",
            [
                (row, p.id, p.document_id, json.dumps(p.section), p.page, p.start, p.end, p.text, p.kind, p.opening)
                for row, p in enumerate(corpus.passages)
            ],
        )
        connection.executemany("INSERT INTO sentences VALUES (?,?,?,?,?,?,?,?)", _sentence_rows(corpus, places))
        for row, question in enumerate(corpus.questions):
            connection.execute("INSERT INTO questions VALUES (?,?,?)", (row, question.text, question.document_id))
            connection.executemany(
                "INSERT INTO anchors VALUES (?,?,?,?,?)",
                [
                    (row, places.row(question.document_id, a.page, a.start, a.end), a.page, a.start, a.end)
                    for a in question.anchors
                ],
            )
    connection.close()


def _write_document(connection: sqlite3.Connection, document: Document, file: str) -> None:
    d = document
    facts = (d.id, d.title, d.language, d.publisher, d.source_url, d.published, d.sha256, d.paged, file)
    connection.execute("INSERT INTO documents VALUES (?,?,?,?,?,?,?,?,?)", facts)
    pages = [(d.id, page.number, page.label, page.text) for page in d.pages]
    connection.executemany("INSERT INTO pages VALUES (?,?,?,?)", pages)
    blocks = [
        (d.id, place, b.kind, b.page, b.start, b.end, json.dumps(b.section), b.opening, b.repeats)
        for place, b in enumerate(d.blocks)
    ]
    connection.executemany("INSERT INTO blocks VALUES (?,?,?,?,?,?,?,?,?)", blocks)


def _sentence_rows(corpus: Corpus, places: Places) -> Iterator[tuple[object, ...]]:
    for row, (document_id, s) in enumerate(corpus_sentences(corpus)):
        yield row, places.row(document_id, s.page, s.start, s.end), document_id, s.page, s.start, s.end, s.text, s.block


def corpus_sentences(corpus: Corpus) -> list[tuple[str, Sentence]]:
    """List the sentences of every document with the document's id; their places here are their rows."""
    return [(document.id, sentence) for document in corpus.documents for sentence in body_sentences(document)]


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
        self._path = path
        self._local = threading.local()
        self.document = lru_cache(maxsize=64)(self._document)

    def close(self) -> None:
        """Forget what was read and let go of the file; who still asks gets it opened again if it is there."""
        self.document.cache_clear()
        self._local = threading.local()

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

    def rows_of(self, document_ids: frozenset[str]) -> NDArray[np.int64]:
        """Find the rows of the passages of these documents, ascending."""
        marks = ",".join("?" * len(document_ids))
        found = self._query(
            f"SELECT row FROM passages WHERE document_id IN ({marks}) ORDER BY row",  # noqa: S608  question marks only
            tuple(sorted(document_ids)),
        )
        return np.array([row[0] for row in found], dtype=np.int64)

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

    def _document(self, document_id: str) -> Document:
        """Read a whole document; KeyError if there is no such one."""
        rows = self._query(
            "SELECT id, title, language, publisher, source_url, published, sha256, paged FROM documents WHERE id = ?",
            (document_id,),
        )
        if not rows:
            raise KeyError(document_id)
        pages = self._query(
            "SELECT number, label, text FROM pages WHERE document_id = ? ORDER BY number", (document_id,)
        )
        blocks = self._query(
            'SELECT kind, page, start, "end", section, opening, repeats FROM blocks '
            "WHERE document_id = ? ORDER BY place",
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

    def _query(self, statement: str, values: tuple[object, ...] = ()) -> list[tuple]:  # type: ignore[type-arg]
        connection = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(f"file:{self._path}?mode=ro&immutable=1", uri=True)
            self._local.connection = connection
        return connection.execute(statement, values).fetchall()


_PASSAGES = 'SELECT row, id, document_id, section, page, start, "end", text, kind, opening FROM passages'


def _passage(row: tuple) -> Passage:  # type: ignore[type-arg]
    identity, document_id, section, page, start, end, text, kind, opening = row
    return Passage(identity, document_id, tuple(json.loads(section)), page, start, end, text, Kind(kind), opening)
