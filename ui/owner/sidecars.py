"""Sidecars of a document that can be uploaded: its facts and its questions."""

from pathlib import Path

from ingest.document import document_id
from ingest.errors import CorpusError, RundbordError
from ingest.files.durable import write_atomically
from ingest.metadata import read_facts
from ingest.questions.files import read_entries
from ingest.text import LANGUAGES, Text
from ui.owner.names import document_name
from ui.owner.workspace import Workspace

ENDINGS = (".toml", ".questions.jsonl", ".unanswered.jsonl")
KEPT = Text(
    "{file}: gemt ved siden af dokumentet. Det ses af læserne, når du udgiver.",
    "{file}: saved beside the document. Readers see it when you publish.",
)
WAITS = Text(
    "{file}: venter på dokumentet {document}. Læg det ind også.",
    "{file}: waits for the document {document}. Add that too.",
)


def sidecar_ending(name: str) -> str:
    """Return the ending of a sidecar's name; empty for a document's name."""
    return next((ending for ending in ENDINGS if name.lower().endswith(ending)), "")


def keep_sidecar(workspace: Workspace, sent: Path, name: str) -> Text:
    """Store an uploaded sidecar beside its document, or until the document comes; return the text of the result.

    Raises
    ------
    DocumentError
        If the name cannot be used.
    CorpusError
        If it holds neither facts nor questions.
    """
    ending = sidecar_ending(name)
    document = document_name(f"{name[: -len(ending)]}.txt")
    try:
        read_facts(sent) if ending == ".toml" else read_entries(sent)
    except RundbordError as error:
        danish, english = (error.text.in_(language).replace(str(sent), name) for language in LANGUAGES)
        raise CorpusError(Text(danish, english)) from error
    entry = workspace.entry(document_id(Path(document)))
    file = entry.file if entry else workspace.waiting / document
    write_atomically(file.with_suffix(ending), sent.read_text(encoding="utf-8"))
    return KEPT if entry else WAITS
