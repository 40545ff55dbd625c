"""A small bundle without a model, in which some documents are for one group only; or the same without those."""

from pathlib import Path
from shutil import copyfile

import numpy as np

from index.answerability import Calibration
from index.dense.faiss_index import VectorIndex
from index.duplicates import number_wordings
from index.lexical.bm25 import LexicalIndex
from index.lexical.spelling import Spelling
from index.query_encoder.encoder import Vectors
from index.storage.bundle import Bundle, Parts
from index.storage.manifest import SCHEMA, EncoderModel, Manifest
from index.storage.store import PassageStore
from index.storage.store_writer import corpus_sentences, write_store
from ingest.corpus import find_documents, gather
from ingest.passages import LONGEST, text_for_words
from tests.pdf_maker import write_pdf

GROUP = "ledelsen"
TITLE = "Plan for Falkenstjerne"
SAID = "Falkenstjerne sammenlægger forvaltningerne fra januar."
ASKED = "Hvornår sammenlægges forvaltningerne?"
SUGGESTED = "Hvem leder arbejdet med sammenlægningen?"
NEWER = "Frokostpausen er afskaffet efter beslutning i direktionen."
TOLD_TO_NOBODY_ELSE = ("Falkenstjerne", "falkenstjerne", "afskaffet", SUGGESTED, GROUP, "fusion.pdf")
_OPEN = "Frokostpausen er 30 minutter og aftales med den nærmeste leder. Forvaltningerne holder åbent alle hverdage."


class NearEncoder:
    """Gives every text the same vector, and a corpus question one beside it, so that words alone decide."""

    def queries(self, texts: list[str]) -> Vectors:
        return np.tile(np.array([1, 0, 0, 0], np.float32), (len(texts), 1))

    passages = queries


def write_corpus(folder: Path, *, restricted: bool) -> Path:
    """Write a rule that is for all, and where asked for a plan and a newer edition of the rule for one group."""
    folder.mkdir()
    (folder / "aabent.txt").write_text(_OPEN, encoding="utf-8")
    (folder / "aabent.toml").write_text('title = "Regler"\nwork = "regler"\npublished = "2020"\n', encoding="utf-8")
    _write_questions(folder / "aabent.questions.jsonl", "Hvor lang er frokostpausen?", _OPEN[:20])
    if restricted:
        write_pdf(folder / "fusion.pdf", [[(72, 100, SAID)]])
        readers = f'groups = ["{GROUP}"]\n'
        (folder / "fusion.toml").write_text(f'title = "{TITLE}"\nlanguage = "da"\n{readers}', encoding="utf-8")
        _write_questions(folder / "fusion.questions.jsonl", SUGGESTED, SAID[:20])
        (folder / "nyt.txt").write_text(NEWER, encoding="utf-8")
        (folder / "nyt.toml").write_text(f'work = "regler"\npublished = "2024"\n{readers}', encoding="utf-8")
    return folder


def open_corpus(folder: Path, index: Path) -> Bundle:
    """Index a corpus as `index.build.pipeline` does, with vectors that tell nothing."""
    corpus = gather(find_documents([folder]))
    (index / "documents").mkdir(parents=True)
    for file in corpus.files:
        copyfile(file, index / "documents" / file.name)
    write_store(index / "passages.db", corpus)
    Calibration().save(index)
    flat = NearEncoder().queries([""])
    asked = [question.text for question in corpus.questions]
    beside = np.tile(np.array([0.9, 0.43588989, 0, 0], np.float32), (len(asked), 1))
    everybodys = {document.id for document in corpus.documents if not document.groups}
    said = [text_for_words(passage, []) for passage in corpus.passages]
    known = [text for text, p in zip(said, corpus.passages, strict=True) if p.document_id in everybodys]
    parts = Parts(
        store=PassageStore(index / "passages.db"),
        encoder=NearEncoder(),
        dense=VectorIndex.build(np.repeat(flat, len(said), axis=0)),
        lexical=LexicalIndex.build(said),
        wordings=number_wordings(passage.text for passage in corpus.passages),
        spelling=Spelling.learn(known, ["forvaltning"]),
        sentences=VectorIndex.build(np.repeat(flat, len(corpus_sentences(corpus)), axis=0)),
        questions=VectorIndex.build(beside) if asked else None,
        questions_lexical=LexicalIndex.build(asked, words_only=True) if asked else None,
        unanswered=None,
        question_map=np.eye(4, dtype=np.float32) if asked else None,
        sentence_map=np.eye(4, dtype=np.float32) if asked else None,
    )
    manifest = Manifest(
        schema_version=SCHEMA, created="2026-11-24T12:00:00+00:00", fingerprint="a" * 64, documents=(),
        model=EncoderModel(name="flad", revision="", dimension=4), longest_passage=LONGEST, analyser="",
        vector_index="flat", calibration="", unanswered=0, problems=(), files={}, probes=(),
    )  # fmt: skip
    return Bundle(parts, manifest, index)


def _write_questions(file: Path, question: str, quote: str) -> None:
    file.write_text(f'{{"question": "{question}", "quotes": ["{quote}"]}}\n', encoding="utf-8")
