"""A bundle's facts about itself, so that nothing about it is configured twice; summed, like every file it names."""

from hashlib import sha256
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from ingest.errors import IndexMismatchError
from ingest.text import Text

SCHEMA = 2
FILE_NAME = "manifest.json"
SUM_NAME = "manifest.json.sha256"
"""The file that holds the manifest's own sum, as `sha256sum` writes and checks it."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class IndexedDocument(_Frozen):
    """One document of the bundle."""

    id: str
    title: str
    sha256: str
    pages: int
    passages: int
    questions: int


class EncoderModel(_Frozen):
    """The encoder: its name, the revision of its weights where known, and the length of its vectors."""

    name: str
    revision: str
    dimension: int


class Probe(_Frozen):
    """A sentence and the vector that the encoder gave it when the bundle was built."""

    text: str
    vector: tuple[float, ...]


class Manifest(_Frozen):
    """`manifest.json`; `fingerprint` names the inputs, and its first 12 digits are the index version."""

    schema_version: int
    created: str
    fingerprint: str
    documents: tuple[IndexedDocument, ...]
    model: EncoderModel
    longest_passage: int
    analyser: str
    vector_index: str
    calibration: str
    unanswered: int
    problems: tuple[Text, ...]
    files: dict[str, str]
    probes: tuple[Probe, ...]

    @property
    def version(self) -> str:
        """The version in each answer: the same inputs give the same version."""
        return self.fingerprint[:12]


def write_manifest(bundle: Path, manifest: Manifest) -> None:
    """Write a bundle's manifest, and its sum beside it."""
    content = manifest.model_dump_json(indent=2).encode()
    (bundle / FILE_NAME).write_bytes(content)
    (bundle / SUM_NAME).write_bytes(_sum_line(content))


def read_manifest(bundle: Path) -> Manifest:
    """Read a bundle's manifest.

    Raises
    ------
    IndexMismatchError
        If it is missing, not what was written, or of another schema than this version writes.
    """
    path, summed = bundle / FILE_NAME, bundle / SUM_NAME
    try:
        if not (path.is_file() and summed.is_file()):  # a pipe would be waited for
            raise FileNotFoundError(path)
        content = path.read_bytes()
        is_whole = summed.read_bytes() == _sum_line(content)
    except OSError as error:
        raise IndexMismatchError(
            Text(
                f"{path} eller dens kontrolsum kan ikke læses. Kør: rundbord ingest",
                f"{path} or its checksum cannot be read. Run: rundbord ingest",
            )
        ) from error
    if not is_whole:
        raise IndexMismatchError(
            Text(
                f"{path} er beskadiget: den passer ikke med sin kontrolsum. Kør: rundbord ingest",
                f"{path} is damaged: it does not match its checksum. Run: rundbord ingest",
            )
        )
    try:
        manifest = Manifest.model_validate_json(content)
    except ValueError as error:
        raise _of_another_version(path) from error
    if manifest.schema_version != SCHEMA:
        raise _of_another_version(path)
    return manifest


def _sum_line(content: bytes) -> bytes:
    return f"{sha256(content).hexdigest()}  {FILE_NAME}\n".encode()


def _of_another_version(path: Path) -> IndexMismatchError:
    return IndexMismatchError(
        Text(
            f"{path} er skrevet af en anden udgave af Rundbord. Kør: rundbord ingest",
            f"{path} was written by another version of Rundbord. Run: rundbord ingest",
        )
    )
