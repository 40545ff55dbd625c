"""Documents, passages and questions become one SQLite file, which `index.storage.store` reads."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from index.storage.places import Places
from ingest.corpus import Corpus
from ingest.document import Document
from ingest.sentences import Sentence, body_sentences

SCHEMA = """
CREATE TABLE documents (id TEXT PRIMARY KEY, title TEXT, language TEXT, publisher TEXT, source_url TEXT,
                        published TEXT, sha256 TEXT, paged INTEGER, file TEXT);
CREATE TABLE editions (document_id TEXT PRIMARY KEY, work TEXT, edition TEXT);
CREATE TABLE readers (document_id TEXT, group_name TEXT, PRIMARY KEY (document_id, group_name));
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
        connection.executescript(SCHEMA)
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
    connection.execute("INSERT INTO editions VALUES (?,?,?)", (d.id, d.work, d.edition))
    connection.executemany("INSERT INTO readers VALUES (?,?)", [(d.id, name) for name in sorted(set(d.groups))])
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
