"""The composition root of building: documents become a published index bundle."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from sentence_transformers import SentenceTransformer

from answer.calibrate import fit_calibration
from index.bundle import (
    DENSE,
    DOCUMENTS,
    ENCODER,
    LEXICAL,
    QUESTIONS,
    SENTENCES,
    STORE,
    UNANSWERED,
    current_bundle,
    open_parts,
)
from index.encoder import Vectors
from index.lexical import LexicalIndex
from index.manifest import SCHEMA, IndexedDocument, Manifest, Model, Probe, read_manifest
from index.publish import checksums, publish, staging
from index.store import corpus_sentences, write_store
from index.vectors import VectorIndex
from ingest.errors import IndexMismatchError, IndexMissingError
from ingest.export import export_encoder
from ingest.gather import Corpus, find_documents, fingerprint, gather
from ingest.model import BUNDLED_NAME, load_sentence_transformer
from ingest.passages import LONGEST

PROBES = (
    "Hvem er dokumentet skrevet til?",
    "Hvordan får vi medarbejderne med på nye digitale løsninger?",
    "What does the document say about artificial intelligence?",
)
_BATCH = 32


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made, or found unchanged."""

    manifest: Manifest
    folder: Path
    changed: bool


def build(paths: list[Path], root: Path, model_name: str | None, *, force: bool, tell: Callable[[str], None]) -> Built:
    """Build and publish an index; with nothing changed since the current one, do nothing.

    Parameters
    ----------
    paths
        Documents and folders of documents.
    root
        Where bundles are kept.
    model_name
        A SentenceTransformer's folder or hub name; None takes the bundled weights.
    force
        Build even if nothing has changed.
    tell
        Called with a sentence at the start of each step.

    Raises
    ------
    CorpusError, ModelError
        If a document or the model cannot be used; the current bundle stays as it is.
    """
    files = find_documents(paths)
    inputs = fingerprint(files, model_name or BUNDLED_NAME)
    if not force and (unchanged := _unchanged(root, inputs)):
        return unchanged
    tell("Læser dokumenterne")
    corpus = gather(files)
    tell("Indlæser sprogmodellen")
    model = load_sentence_transformer(model_name)
    with staging(root) as folder:
        write_store(folder / STORE, corpus)
        _copy_documents(corpus, folder / DOCUMENTS)
        _write_lexical(corpus, folder / LEXICAL)
        _write_vectors(corpus, model, folder, tell)
        tell("Eksporterer sprogmodellen til ONNX")
        export_encoder(model, folder / ENCODER)
        tell("Lærer, hvad dokumenterne svarer på, og hvad de ikke svarer på")
        parts = open_parts(folder)
        calibration = fit_calibration(parts)
        calibration.save(folder)
        tell("Udgiver indekset")
        probes = tuple(
            Probe(text=text, vector=tuple(vector.tolist()))
            for text, vector in zip(PROBES, _encode(model, "query", list(PROBES)), strict=True)
        )
        manifest = Manifest(
            schema_version=SCHEMA,
            created=datetime.now(UTC).isoformat(timespec="seconds"),
            fingerprint=inputs,
            documents=_indexed(corpus),
            model=Model(
                name=model_name or BUNDLED_NAME,
                revision=str(getattr(model.model_card_data, "base_model_revision", None) or ""),
                dimension=parts.dense.dimension,
            ),
            longest_passage=LONGEST,
            analyser="Snowball Danish, æ/ø/å folded",
            vector_index="flat",
            calibration=calibration.kind,
            unanswered=len(corpus.unanswered),
            problems=corpus.problems,
            files=checksums(folder),
            probes=probes,
        )
        return Built(manifest, publish(root, folder, manifest), changed=True)


def _unchanged(root: Path, inputs: str) -> Built | None:
    try:
        folder = current_bundle(root)
        manifest = read_manifest(folder)
    except (IndexMissingError, IndexMismatchError):
        return None
    return Built(manifest, folder, changed=False) if manifest.fingerprint == inputs else None


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
        texts.append("\n".join([*passage.section, passage.opening, passage.text, *asked]))
    LexicalIndex.build(texts).save(folder)


def _write_vectors(corpus: Corpus, model: SentenceTransformer, folder: Path, tell: Callable[[str], None]) -> None:
    passages = [f"{'' if not p.section else p.section[-1]}\n{p.opening}\n{p.text}" for p in corpus.passages]
    sentences = [sentence.text for _, sentence in corpus_sentences(corpus)]
    texts = {
        DENSE: ("afsnit", "document", passages),
        SENTENCES: ("sætninger", "document", sentences),
        QUESTIONS: ("spørgsmål", "query", [question.text for question in corpus.questions]),
        UNANSWERED: ("spørgsmål uden svar", "query", [question.text for question in corpus.unanswered]),
    }
    for file, (what, prompt, lines) in texts.items():
        if lines:
            tell(f"Indlejrer {len(lines)} {what}")
            VectorIndex.build(_encode(model, prompt, lines)).save(folder / file)


def _encode(model: SentenceTransformer, prompt: str, texts: list[str]) -> Vectors:
    encode = model.encode_query if prompt == "query" else model.encode_document
    vectors = encode(texts, batch_size=_BATCH, normalize_embeddings=True, show_progress_bar=len(texts) > _BATCH)
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
