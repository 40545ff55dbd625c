"""The owner's first page: all documents, and where publishing stands."""

from dataclasses import dataclass

from fastapi.responses import HTMLResponse

from index.storage.bundle import current_bundle
from index.storage.history import bundle_before
from index.storage.manifest import IndexedDocument, Manifest, read_manifest
from ingest.errors import RundbordError
from ingest.readers.file_formats import ENDINGS, LARGEST_FILE
from ui.inspection import Understood
from ui.owner.jobs.job_status import outcome_of_publishing, words_of
from ui.owner.render import NOTHING_TOLD, Told, Writer
from ui.owner.service import Desk
from ui.owner.workspace import Entry
from ui.texts import owner_texts

_MEGABYTES = LARGEST_FILE // 1_000_000


@dataclass(frozen=True, slots=True)
class Listed:
    """A document in the overview: what is known of it without reading it again."""

    entry: Entry
    title: str
    groups: tuple[str, ...]
    indexed: IndexedDocument | None
    understood: Understood | None


def show_overview(desk: Desk, writer: Writer, told: Told = NOTHING_TOLD) -> HTMLResponse:
    """Show all documents, and where publishing stands."""
    current, before = _manifests(desk)
    indexed = {document.id: document for document in current.documents} if current else {}
    return writer.page(
        "owner.html",
        "",
        owner_texts.HEADING.in_(writer.language),
        told,
        can_build=desk.can_build,
        listed=[_listed(desk, entry, indexed.get(entry.id)) for entry in _entries(desk)],
        facts_waiting=desk.workspace.facts_waiting() if desk.can_build else [],
        run=desk.publishing.run,
        meter_words=words_of(desk.publishing.run),
        outcome=outcome_of_publishing(desk.publishing.run),
        current=current,
        before=before,
        endings=",".join((*ENDINGS, ".toml", ".jsonl")),
        megabytes=_MEGABYTES,
        most_bytes=LARGEST_FILE,
    )


def _entries(desk: Desk) -> list[Entry]:
    return desk.workspace.entries() if desk.can_build else []


def _listed(desk: Desk, entry: Entry, indexed: IndexedDocument | None) -> Listed:
    understood = desk.readings.known(entry.file)
    title = understood.document.title if understood else indexed.title if indexed else entry.id
    return Listed(entry, title, entry.facts.groups, indexed, understood)


def _manifests(desk: Desk) -> tuple[Manifest | None, Manifest | None]:
    """Read what the current index says of itself, and the one that rolling back would lead to."""
    try:
        folder = current_bundle(desk.index)
        before = bundle_before(desk.index)
        return read_manifest(folder), read_manifest(before) if before else None
    except RundbordError:
        return None, None
