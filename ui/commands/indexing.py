"""`rundbord ingest` and `rundbord status`."""

from pathlib import Path

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from index.bundle import current_bundle, open_bundle
from index.manifest import Manifest, read_manifest
from ingest.errors import IndexMismatchError, IndexMissingError
from ingest.gather import find_documents, fingerprint
from ingest.identity import document_id
from ingest.weights import BUNDLED_NAME
from ui.commands.settings import load_build_settings

SOME_UNREAD = 4
"""The exit code when an index is published, but some of the documents could not be read; 2 is a wrong option."""


def ingest(paths: list[Path] | None, *, force: bool) -> None:
    """Build the index, with progress, and show what it holds; with nothing changed, say so and do nothing."""
    settings = load_build_settings()
    console = Console()
    files = find_documents(paths or [settings.corpus])
    made = None if force else _unchanged(settings.index, fingerprint(files, settings.model or BUNDLED_NAME))
    if made:
        console.print("Intet er ændret: indekset er allerede bygget af netop disse dokumenter.")
    else:
        from ui.build import build  # noqa: PLC0415  brings torch, which nothing else needs

        made = build(files, settings.index, settings.model, console)
    manifest, folder = made
    console.print(_summary(manifest))
    for problem in manifest.problems:
        console.print(f"[yellow]Bemærk:[/] {escape(problem)}", highlight=False)
    console.print(f"Indekset ligger i {folder}. Start serveren med: rundbord serve", highlight=False, soft_wrap=True)
    read = {document.id for document in manifest.documents}
    if unread := [file.name for file in files if document_id(file) not in read]:
        console.print(f"[bold red]Ikke læst:[/] {escape(', '.join(unread))}", highlight=False, soft_wrap=True)
        raise typer.Exit(SOME_UNREAD)


def _unchanged(root: Path, inputs: str) -> tuple[Manifest, Path] | None:
    """Find the current bundle if it is made of just these inputs, by this code."""
    try:
        folder = current_bundle(root)
        manifest = read_manifest(folder)
    except (IndexMissingError, IndexMismatchError):
        return None
    return (manifest, folder) if manifest.fingerprint == inputs else None


def status() -> None:
    """Show the current index, verified."""
    bundle = open_bundle(load_build_settings().index)
    console = Console()
    console.print(_summary(bundle.manifest))
    console.print(f"Verificeret: alle filer i {bundle.folder} er, som de blev bygget.", highlight=False, soft_wrap=True)


def _summary(manifest: Manifest) -> Table:
    table = Table(title=f"Indeks {manifest.version}, bygget {manifest.created}", title_justify="left")
    for column in ("Dokument", "Titel"):
        table.add_column(column)
    for column in ("Sider", "Afsnit", "Spørgsmål"):
        table.add_column(column, justify="right")
    for document in manifest.documents:
        counts = (document.pages, document.passages, document.questions)
        table.add_row(document.id, document.title, *map(str, counts))
    table.caption = (
        f"Sprogmodel: {manifest.model.name} ({manifest.model.dimension} dimensioner). "
        f"Spørgsmål uden svar: {manifest.unanswered}. Sikkerhed: {manifest.calibration}."
    )
    table.caption_justify = "left"
    return table
