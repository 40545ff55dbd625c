"""`rundbord ingest` and `rundbord status`."""

from pathlib import Path

from rich.console import Console
from rich.table import Table

from index.bundle import open_bundle
from index.manifest import Manifest
from ui.commands.settings import load_build_settings


def ingest(paths: list[Path] | None, *, force: bool) -> None:
    """Build the index, with progress, and show what it holds."""
    from ui.build import build  # noqa: PLC0415  brings torch, which only this command needs

    settings = load_build_settings()
    console = Console()
    built = build(paths or [settings.corpus], settings.index, settings.model, force=force, console=console)
    if not built.changed:
        console.print("Intet er ændret: indekset er allerede bygget af netop disse dokumenter.")
    console.print(_summary(built.manifest))
    for problem in built.manifest.problems:
        console.print(f"[yellow]Bemærk:[/] {problem}", highlight=False)
    console.print(f"Indekset ligger i {built.folder}. Start serveren med: rundbord serve", highlight=False)


def status() -> None:
    """Show the current index, verified."""
    bundle = open_bundle(load_build_settings().index)
    console = Console()
    console.print(_summary(bundle.manifest))
    console.print(f"Verificeret: alle filer i {bundle.folder} er, som de blev bygget.", highlight=False)


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
