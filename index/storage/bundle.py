"""Opening and verification of an index bundle."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from index.dense.faiss_index import VectorIndex, load_rows
from index.dense.stored_vectors import StoredVectors
from index.duplicates import load_wordings
from index.lexical.bm25 import LexicalIndex
from index.lexical.spelling import Spelling
from index.query_encoder.encoder import Encoder, OnnxEncoder
from index.storage.checksums import Damage, added_files, damaged_files
from index.storage.history import CURRENT
from index.storage.manifest import Manifest, read_manifest
from index.storage.store import PassageStore
from ingest.errors import IndexMismatchError, IndexMissingError
from ingest.text import Text

STORE = "passages.db"
DENSE = "dense.faiss"
SENTENCES = "sentences.faiss"
QUESTIONS = "questions.faiss"
UNANSWERED = "unanswered.faiss"
QUESTION_MAP = "question_map.npy"
SENTENCE_MAP = "sentence_map.npy"
LEXICAL = "lexical"
WORDINGS = "wordings.npy"
SPELLING = "words.txt"
QUESTIONS_LEXICAL = "questions_lexical"
ENCODER = "encoder"
CALIBRATION = "calibration.json"
DOCUMENTS = "documents"
_PROBE_COSINE = 0.999


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a bundle that search and answering use.

    Row i of `dense` and `lexical` is passage i of `store`; of `sentences`, sentence i; of `questions` and
    `questions_lexical`, corpus question i. Two passages of the same letters and digits have the same number in
    `wordings`. `question_map` and `sentence_map` are those of `ingest.encoder.maps`. What comes
    from question files is None where no document brings any.
    """

    store: PassageStore
    encoder: Encoder
    dense: VectorIndex
    lexical: LexicalIndex
    wordings: NDArray[np.int64]
    spelling: Spelling
    sentences: VectorIndex | StoredVectors
    questions: VectorIndex | None
    questions_lexical: LexicalIndex | None
    unanswered: VectorIndex | None
    question_map: NDArray[np.float32] | None
    sentence_map: NDArray[np.float32] | None


@dataclass(frozen=True, slots=True)
class Bundle:
    """A verified bundle: its parts, its manifest and its place."""

    parts: Parts
    manifest: Manifest
    folder: Path

    @property
    def store(self) -> PassageStore:
        """Documents, passages and questions."""
        return self.parts.store

    @property
    def version(self) -> str:
        """The version in each answer."""
        return self.manifest.version

    @property
    def files(self) -> Path:
        """The folder of the original documents."""
        return self.folder / DOCUMENTS


def current_bundle(root: Path) -> Path:
    """Find the bundle that `current` points to.

    Raises
    ------
    IndexMissingError
        If there is none.
    """
    current = root / CURRENT
    if not current.exists():
        raise IndexMissingError(
            Text(
                f"Der er intet indeks i {root}. Kør: rundbord ingest",
                f"There is no index in {root}. Run: rundbord ingest",
            )
        )
    return current.resolve()


def open_bundle(root: Path, beside: Bundle | None = None) -> Bundle:
    """Open and verify the current bundle.

    Parameters
    ----------
    root
        Where bundles are kept.
    beside
        A verified bundle that is open: if its encoder is the same, file by file, both use the one in memory.

    Raises
    ------
    IndexMissingError
        If there is none.
    IndexMismatchError
        If a file is not what the manifest says, or the encoder does not give the probes' vectors.
    """
    return open_verified(current_bundle(root), beside)


def open_verified(folder: Path, beside: Bundle | None = None) -> Bundle:
    """Verify a bundle's files, open it, and try it; as `open_bundle`, of any bundle.

    Nothing is read by FAISS, ONNX Runtime or SQLite before its sum is known to be right: damaged files crash them.
    """
    manifest = read_manifest(folder)
    files = manifest.files
    _refuse(folder, added_files(folder, files))
    of_encoder = {name: digest for name, digest in files.items() if name.startswith(f"{ENCODER}/")}
    shared = (
        beside.parts.encoder if beside is not None and of_encoder.items() <= beside.manifest.files.items() else None
    )
    with ThreadPoolExecutor(1) as pool:  # beside the rest: it takes longest, and mostly without Python's lock
        encoding = pool.submit(_open_encoder, folder, of_encoder, shared)
        _refuse(folder, damaged_files(folder, {name: files[name] for name in files if name not in of_encoder}))
        bundle = Bundle(open_parts(folder, encoding.result), manifest, folder)
    _verify_rows(bundle)
    _verify_probes(bundle)
    return bundle


def find_damage(folder: Path, manifest: Manifest) -> dict[str, Damage]:
    """Verify every file of a bundle whose manifest was read; each damaged one by its name, with its fault."""
    return damaged_files(folder, manifest.files) | added_files(folder, manifest.files)


def describe_damage(folder: Path, damage: Mapping[str, Damage]) -> Text:
    """Say which files of a bundle are damaged, and what mends it."""
    danish = "; ".join(f"{name}: {found.value.da}" for name, found in damage.items())
    english = "; ".join(f"{name}: {found.value.en}" for name, found in damage.items())
    return Text(
        f"Indekset i {folder} er beskadiget. {danish}. Kør: rundbord ingest",
        f"The index in {folder} is damaged. {english}. Run: rundbord ingest",
    )


def _refuse(folder: Path, damage: Mapping[str, Damage]) -> None:
    if damage:
        raise IndexMismatchError(describe_damage(folder, damage))


def _open_encoder(folder: Path, files: dict[str, str], shared: Encoder | None) -> Encoder:
    _refuse(folder, damaged_files(folder, files))
    return shared or OnnxEncoder(folder / ENCODER)


def open_parts(folder: Path, encoder: Callable[[], Encoder]) -> Parts:
    """Open a bundle's parts without verifying them; the encoder is waited for last."""
    # One question is one row: more threads on its few small products only fight with the encoder's over the cores.
    threadpool_limits(limits=1, user_api="blas")
    asked = folder / QUESTIONS_LEXICAL
    try:
        store, lexical = PassageStore(folder / STORE), LexicalIndex.load(folder / LEXICAL)
        return Parts(
            store=store,
            dense=VectorIndex.load(folder / DENSE),
            lexical=lexical,
            wordings=load_wordings(folder / WORDINGS, store),
            spelling=Spelling.load(folder / SPELLING, lexical.knows),
            sentences=load_rows(folder / SENTENCES),
            questions=_load_if_there(folder / QUESTIONS),
            questions_lexical=LexicalIndex.load(asked) if asked.exists() else None,
            unanswered=_load_if_there(folder / UNANSWERED),
            question_map=_load_map_if_there(folder / QUESTION_MAP),
            sentence_map=_load_map_if_there(folder / SENTENCE_MAP),
            encoder=encoder(),
        )
    except (OSError, RuntimeError, ValueError, KeyError) as error:
        raise IndexMismatchError(
            Text(
                f"Indekset i {folder} kan ikke åbnes: {error}. Kør: rundbord ingest --force",
                f"The index in {folder} cannot be opened: {error}. Run: rundbord ingest --force",
            )
        ) from error


def _load_if_there(path: Path) -> VectorIndex | None:
    return VectorIndex.load(path) if path.exists() else None


def _load_map_if_there(path: Path) -> NDArray[np.float32] | None:
    return np.load(path) if path.exists() else None


def _verify_rows(bundle: Bundle) -> None:
    passages, rows = bundle.store.passage_count(), len(bundle.parts.dense)
    if passages != rows:
        raise IndexMismatchError(
            Text(
                f"{bundle.folder} har {passages} afsnit, men {rows} vektorer. Kør: rundbord ingest --force",
                f"{bundle.folder} has {passages} passages but {rows} vectors. Run: rundbord ingest --force",
            )
        )


def _verify_probes(bundle: Bundle) -> None:
    probes = bundle.manifest.probes
    actual = bundle.parts.encoder.queries([probe.text for probe in probes])
    expected = np.array([probe.vector for probe in probes], dtype=np.float32)
    if actual.shape != expected.shape or float((actual * expected).sum(axis=1).min()) < _PROBE_COSINE:
        raise IndexMismatchError(
            Text(
                f"Sprogmodellen i {bundle.folder} er ikke den, der byggede indekset: dens vektorer er andre. "
                "Kør: rundbord ingest --force",
                f"The encoder in {bundle.folder} is not the one that built the index: its vectors differ. "
                "Run: rundbord ingest --force",
            )
        )
