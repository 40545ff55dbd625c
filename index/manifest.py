"""What a bundle says of itself, so that nothing about it is configured twice."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from ingest.errors import IndexMismatchError

SCHEMA = 2
FILE_NAME = "manifest.json"


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


class Model(_Frozen):
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
    model: Model
    longest_passage: int
    analyser: str
    vector_index: str
    calibration: str
    unanswered: int
    problems: tuple[str, ...]
    files: dict[str, str]
    probes: tuple[Probe, ...]

    @property
    def version(self) -> str:
        """What answers are stamped with: the same inputs give the same version."""
        return self.fingerprint[:12]


def read_manifest(bundle: Path) -> Manifest:
    """Read a bundle's manifest.

    Raises
    ------
    IndexMismatchError
        If it is missing, unreadable, or of another schema than this version writes.
    """
    path = bundle / FILE_NAME
    try:
        manifest = Manifest.model_validate_json(path.read_text(encoding="utf-8"))
    except (OSError, ValidationError) as error:
        raise IndexMismatchError(
            f"{path} kan ikke læses / cannot be read: {error}. Kør / Run: rundbord ingest --force"
        ) from error
    if manifest.schema_version != SCHEMA:
        raise IndexMismatchError(
            f"{path} har skema {manifest.schema_version}, denne udgave læser {SCHEMA} / has a schema that this version "
            "does not read. Kør / Run: rundbord ingest --force"
        )
    return manifest
