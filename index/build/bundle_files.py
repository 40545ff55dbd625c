"""Write a bundle's lexical indexes, vectors and maps."""

from importlib.metadata import version
from itertools import chain
from pathlib import Path

import numpy as np

import ingest
from index.build.cache import BuildCache, digest_of
from index.build.encoding import BuildEncoder
from index.build.steps import Texts
from index.dense.faiss_index import VectorIndex, load_rows, save_rows
from index.duplicates import number_wordings
from index.lexical.bm25 import LexicalIndex
from index.lexical.danish import words
from index.lexical.spelling import Spelling
from index.storage.bundle import (
    DENSE,
    LEXICAL,
    QUESTION_MAP,
    QUESTIONS,
    QUESTIONS_LEXICAL,
    SENTENCE_MAP,
    SENTENCES,
    SPELLING,
    UNANSWERED,
    WORDINGS,
)
from index.storage.places import Places
from index.storage.store_writer import corpus_sentences
from ingest.corpus import Corpus
from ingest.danish_words import common_words
from ingest.encoder.subprocess import fit_maps_in_subprocess
from ingest.passages import text_for_vectors, text_for_words


def write_lexical(corpus: Corpus, folder: Path) -> None:
    """Index each passage with its headings, the line that opens its list, and the questions that it answers."""
    places = Places(corpus.passages)
    asked_of: list[dict[int, str]] = [{} for _ in corpus.passages]
    for row, question in enumerate(corpus.questions):
        for anchor in question.anchors:
            asked_of[places.row(question.document_id, anchor.page, anchor.start, anchor.end)][row] = question.text
    texts = (
        text_for_words(passage, list(asked.values())) for passage, asked in zip(corpus.passages, asked_of, strict=True)
    )
    LexicalIndex.write(folder / LEXICAL, texts, len(corpus.passages))
    np.save(folder / WORDINGS, number_wordings(passage.text for passage in corpus.passages))
    asked = [question.text for question in corpus.questions]
    open_to_all = {document.id for document in corpus.documents if not document.groups}
    others = words(" ".join(question.text for question in corpus.unanswered))
    known = (text_for_words(passage, []) for passage in corpus.passages if passage.document_id in open_to_all)
    known_asked = (question.text for question in corpus.questions if question.document_id in open_to_all)
    Spelling.learn(chain(known, known_asked), common_words().union(others)).save(folder / SPELLING)
    if corpus.questions:
        LexicalIndex.build(asked, words_only=True).save(folder / QUESTIONS_LEXICAL)


def write_vectors(corpus: Corpus, encoder: BuildEncoder, folder: Path) -> None:
    """Encode passages, sentences and questions, and write the vectors of each sort that there are any of."""
    passages = [text_for_vectors(passage) for passage in corpus.passages]
    sentences = [sentence.text for _, sentence in corpus_sentences(corpus)]
    texts = {
        DENSE: (Texts.PASSAGES, "document", passages),
        SENTENCES: (Texts.SENTENCES, "document", sentences),
        QUESTIONS: (Texts.QUESTIONS, "query", [question.text for question in corpus.questions]),
        UNANSWERED: (
            Texts.UNANSWERED,
            "query",
            [question.text for question in corpus.unanswered],
        ),
    }
    for file, (sort, prompt, lines) in texts.items():
        if lines:
            vectors = encoder.encode(prompt, lines, sort)
            save_rows(folder / file, vectors) if file == SENTENCES else VectorIndex.build(vectors).save(folder / file)


def write_maps(corpus: Corpus, folder: Path, kept: BuildCache) -> None:
    """Learn the maps from the documents that bring questions: of the others' sentences nobody says what they answer."""
    asked = {question.document_id for question in corpus.questions}
    places = [(row, (name, s.page, s.start)) for row, (name, s) in enumerate(corpus_sentences(corpus)) if name in asked]
    columns = {place: column for column, (_, place) in enumerate(places)}
    answers = np.zeros((len(corpus.questions), len(places)), np.float32)
    for question_row, question in enumerate(corpus.questions):
        for anchor in question.anchors:
            answers[question_row, columns[question.document_id, anchor.page, anchor.start]] = 1
    questions = VectorIndex.load(folder / QUESTIONS)
    vectors = questions.rows(list(range(len(questions))))
    said = load_rows(folder / SENTENCES).rows([row for row, _ in places])

    made_of = digest_of(Path(ingest.__path__[0], "encoder", "maps.py"), version("torch"), vectors, said, answers)
    maps = kept.arrays(f"maps-{made_of}", lambda: fit_maps_in_subprocess(vectors, said, answers))
    np.save(folder / QUESTION_MAP, maps["questions"])
    np.save(folder / SENTENCE_MAP, maps["sentences"])
