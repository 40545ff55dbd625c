"""The owner's first page: all documents and the state of publishing."""

from dataclasses import dataclass

from fastapi.responses import HTMLResponse

from index.storage.bundle import current_bundle
from index.storage.history import bundle_before
from index.storage.manifest import IndexedDocument, Manifest, read_manifest
from ingest.errors import RundbordError
from ingest.readers.file_formats import ENDINGS, LARGEST_FILE
from ui.inspection import Inspection
from ui.owner.jobs.job_status import outcome_of_publishing, words_of
from ui.owner.render import NO_RESULT, FormResult, PageRenderer
from ui.owner.service import OwnerService
from ui.owner.workspace import WorkspaceDocument
from ui.texts import owner_texts

_MEGABYTES = LARGEST_FILE // 1_000_000


@dataclass(frozen=True, slots=True)
class ListedDocument:
    """A document in the overview, without reading it again."""

    entry: WorkspaceDocument
    title: str
    groups: tuple[str, ...]
    indexed: IndexedDocument | None
    understood: Inspection | None


def show_overview(service: OwnerService, renderer: PageRenderer, result: FormResult = NO_RESULT) -> HTMLResponse:
    """Show all documents and the state of publishing."""
    current, before = _manifests(service)
    indexed = {document.id: document for document in current.documents} if current else {}
    return renderer.page(
        "owner.html",
        "",
        owner_texts.HEADING.in_(renderer.language),
        result,
        can_build=service.can_build,
        listed=[_listed(service, entry, indexed.get(entry.id)) for entry in _entries(service)],
        facts_waiting=service.workspace.facts_waiting() if service.can_build else [],
        run=service.publishing.run,
        meter_words=words_of(service.publishing.run),
        outcome=outcome_of_publishing(service.publishing.run),
        current=current,
        before=before,
        endings=",".join((*ENDINGS, ".toml", ".jsonl")),
        megabytes=_MEGABYTES,
        most_bytes=LARGEST_FILE,
    )


def _entries(service: OwnerService) -> list[WorkspaceDocument]:
    return service.workspace.entries() if service.can_build else []


def _listed(service: OwnerService, entry: WorkspaceDocument, indexed: IndexedDocument | None) -> ListedDocument:
    understood = service.readings.cached(entry.file)
    title = understood.document.title if understood else indexed.title if indexed else entry.id
    return ListedDocument(entry, title, entry.facts.groups, indexed, understood)


def _manifests(service: OwnerService) -> tuple[Manifest | None, Manifest | None]:
    """Read the manifests of the current index and of the one that a rollback would restore."""
    try:
        folder = current_bundle(service.index)
        before = bundle_before(service.index)
        return read_manifest(folder), read_manifest(before) if before else None
    except RundbordError:
        return None, None
