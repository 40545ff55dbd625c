"""What may be sent along with a document: its facts and its questions, as they stand beside it elsewhere."""

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


def ending_beside(name: str) -> str:
    """Give the ending by which a name is that of facts or questions; empty for a document's."""
    return next((ending for ending in ENDINGS if name.lower().endswith(ending)), "")


def keep_beside(workspace: Workspace, sent: Path, name: str) -> Text:
    """Put a sent file beside its document, or have it wait for one that is sent later; say which.

    Raises
    ------
    DocumentError
        If the name cannot be used.
    CorpusError
        If it does not hold facts, or questions.
    """
    ending = ending_beside(name)
    document = document_name(f"{name[: -len(ending)]}.txt")
    try:
        read_facts(sent) if ending == ".toml" else read_entries(sent)
    except RundbordError as error:
        danish, english = (error.text.in_(language).replace(str(sent), name) for language in LANGUAGES)
        raise CorpusError(Text(danish, english)) from error
    known = workspace.entry(document_id(Path(document)))
    file = known.file if known else workspace.waiting / document
    write_atomically(file.with_suffix(ending), sent.read_text(encoding="utf-8"))
    return KEPT if known else WAITS
