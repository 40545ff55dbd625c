"""The composition root of building: documents become a published index bundle."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.progress import track
from sentence_transformers import SentenceTransformer

from answer.calibrate import fit_calibration
from index.bundle import (
    DENSE,
    DOCUMENTS,
    ENCODER,
    LEXICAL,
    QUESTION_MAP,
    QUESTIONS,
    QUESTIONS_LEXICAL,
    SENTENCE_MAP,
    SENTENCES,
    SPELLING,
    STORE,
    UNANSWERED,
    open_parts,
)
from index.danish import words
from index.encoder import Vectors
from index.lexical import LexicalIndex
from index.manifest import SCHEMA, IndexedDocument, Manifest, Model, Probe
from index.publish import checksums, publish, staging
from index.spelling import Spelling
from index.store import corpus_sentences, write_store
from index.vectors import VectorIndex
from ingest.adapt import Maps, fit_maps
from ingest.export import export_encoder
from ingest.gather import Corpus, fingerprint, gather
from ingest.model import load_sentence_transformer
from ingest.passages import LONGEST, text_for_vectors, text_for_words
from ingest.weights import BUNDLED_NAME
from ingest.word_lists import common_words

PROBES = (
    "Hvem er dokumentet skrevet til?",
    "Hvordan får vi medarbejderne med på nye digitale løsninger?",
    "What does the document say about artificial intelligence?",
)
_BATCH = 32


def build(files: tuple[Path, ...], root: Path, model_name: str | None, console: Console) -> tuple[Manifest, Path]:
    """Build and publish an index.

    Parameters
    ----------
    files
        The documents, as `ingest.gather.find_documents` finds them.
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
    """
    console.print("Læser dokumenterne …")
    corpus = gather(files)
    console.print("Indlæser sprogmodellen …")
    model = load_sentence_transformer(model_name)
    with staging(root) as folder:
        write_store(folder / STORE, corpus)
        _copy_documents(corpus, folder / DOCUMENTS)
        _write_lexical(corpus, folder)
        _write_vectors(corpus, model, folder, console)
        if corpus.questions:
            console.print("Lærer, hvilke spørgsmål der har samme svar …")
            maps = _maps(corpus, VectorIndex.load(folder / QUESTIONS), VectorIndex.load(folder / SENTENCES))
            np.save(folder / QUESTION_MAP, maps.questions)
            np.save(folder / SENTENCE_MAP, maps.sentences)
        console.print("Eksporterer sprogmodellen til ONNX …")
        export_encoder(model, folder / ENCODER)
        console.print("Lærer, hvad dokumenterne svarer på, og hvad de ikke svarer på …")
        parts = open_parts(folder)
        calibration = fit_calibration(parts, corpus.unanswered)
        calibration.save(folder)
        console.print("Udgiver indekset …")
        probes = tuple(
            Probe(text=text, vector=tuple(vector.tolist()))
            for text, vector in zip(PROBES, _encode(model, "query", list(PROBES)), strict=True)
        )
        manifest = Manifest(
            schema_version=SCHEMA,
            created=datetime.now(UTC).isoformat(timespec="seconds"),
            fingerprint=fingerprint(files, model_name or BUNDLED_NAME),
            documents=_indexed(corpus),
            model=Model(
                name=model_name or BUNDLED_NAME,
                revision=str(getattr(model.model_card_data, "base_model_revision", None) or ""),
                dimension=parts.dense.dimension,
            ),
            longest_passage=LONGEST,
            analyser="Snowball Danish, æ/ø/å folded; pairs of words, pieces of four letters; spelling",
            vector_index="flat",
            calibration=calibration.kind,
            unanswered=len(corpus.unanswered),
            problems=corpus.problems,
            files=checksums(folder),
            probes=probes,
        )
        return manifest, publish(root, folder, manifest)


def _copy_documents(corpus: Corpus, folder: Path) -> None:
    folder.mkdir()
    for file in corpus.files:
        shutil.copyfile(file, folder / file.name)


def _write_lexical(corpus: Corpus, folder: Path) -> None:
    """Index each passage with its headings, the line that opens its list, and the questions that it answers."""
    texts = []
    for passage in corpus.passages:
        asked = [
            question.text
            for question in corpus.questions
            if question.document_id == passage.document_id
            and any(a.page == passage.page and passage.start <= a.start < passage.end for a in question.anchors)
        ]
        texts.append(text_for_words(passage, asked))
    LexicalIndex.build(texts).save(folder / LEXICAL)
    asked = [question.text for question in corpus.questions]
    others = words(" ".join(question.text for question in corpus.unanswered))
    said = [text_for_words(passage, []) for passage in corpus.passages]
    Spelling.learn([*said, *asked], common_words().union(others)).save(folder / SPELLING)
    if corpus.questions:
        LexicalIndex.build(asked, words_only=True).save(folder / QUESTIONS_LEXICAL)


def _write_vectors(corpus: Corpus, model: SentenceTransformer, folder: Path, console: Console) -> None:
    passages = [text_for_vectors(passage) for passage in corpus.passages]
    sentences = [sentence.text for _, sentence in corpus_sentences(corpus)]
    texts = {
        DENSE: ("afsnit", "document", passages),
        SENTENCES: ("sætninger", "document", sentences),
        QUESTIONS: ("spørgsmål", "query", [question.text for question in corpus.questions]),
        UNANSWERED: ("spørgsmål uden svar", "query", [question.text for question in corpus.unanswered]),
    }
    for file, (what, prompt, lines) in texts.items():
        if lines:
            shown = track(_batches(lines), description=f"Indlejrer {len(lines)} {what}", console=console)
            VectorIndex.build(np.concatenate([_encode(model, prompt, batch) for batch in shown])).save(folder / file)


def _maps(corpus: Corpus, questions: VectorIndex, sentences: VectorIndex) -> Maps:
    places = [(name, s.page, s.start) for name, s in corpus_sentences(corpus)]
    rows = {place: row for row, place in enumerate(places)}
    answers = np.zeros((len(corpus.questions), len(rows)), np.float32)
    for question_row, question in enumerate(corpus.questions):
        for anchor in question.anchors:
            answers[question_row, rows[question.document_id, anchor.page, anchor.start]] = 1
    return fit_maps(questions.rows(list(range(len(questions)))), sentences.rows(list(range(len(sentences)))), answers)


def _batches(texts: list[str]) -> list[list[str]]:
    return [texts[start : start + _BATCH] for start in range(0, len(texts), _BATCH)]


def _encode(model: SentenceTransformer, prompt: str, texts: list[str]) -> Vectors:
    encode = model.encode_query if prompt == "query" else model.encode_document
    vectors = encode(texts, normalize_embeddings=True, show_progress_bar=False)
    return np.asarray(vectors, dtype=np.float32)


def _indexed(corpus: Corpus) -> tuple[IndexedDocument, ...]:
    return tuple(
        IndexedDocument(
            id=document.id,
            title=document.title,
            sha256=document.sha256,
            pages=len(document.pages),
            passages=sum(passage.document_id == document.id for passage in corpus.passages),
            questions=sum(question.document_id == document.id for question in corpus.questions),
        )
        for document in corpus.documents
    )
