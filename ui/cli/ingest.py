"""`rundbord ingest` and `rundbord status`."""

from pathlib import Path
from typing import Literal

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from index.storage.bundle import open_bundle
from index.storage.manifest import Manifest
from ingest.text import Text, both
from ui.build_settings import load_build_settings
from ui.cli.index_update import SOME_UNREAD, update_index
from ui.cli.step_bars import StepBars
from ui.cli.step_texts import NOTHING_CHANGED

_COLUMNS: tuple[tuple[str, str, Literal["left", "right"]], ...] = (
    ("Dokument", "Document", "left"),
    ("Titel", "Title", "left"),
    ("Sider", "Pages", "right"),
    ("Afsnit", "Passages", "right"),
    ("Spørgsmål", "Questions", "right"),
)
_WIDE = 120  # columns of a terminal, from which a heading has room for both languages on one line


def ingest(paths: list[Path] | None, *, force: bool) -> None:
    """Build the index, with progress, and show what it holds; with nothing changed, say so and do nothing."""
    console = Console()

    def warn(text: Text) -> None:
        console.print(f"[yellow]Bemærk:[/] {escape(str(text))}", highlight=False, soft_wrap=True)

    with StepBars(console) as bars:
        index = update_index(paths or [], bars.show, warn, force=force)
    if not index.is_new:
        console.print(str(NOTHING_CHANGED), soft_wrap=True)
    _show(index.manifest, console)
    for problem in index.manifest.problems:
        danish, english = escape(problem.da), escape(problem.en)
        line = f"[yellow]Bemærk:[/] {both(danish, f'[yellow]Note:[/] {english}') if danish != english else danish}"
        console.print(line, highlight=False, soft_wrap=True)
    lies = both(
        f"Indekset ligger i {index.folder}. Start serveren med: rundbord serve",
        f"The index is in {index.folder}. Start the server with: rundbord serve",
    )
    console.print(lies, highlight=False, soft_wrap=True)
    if index.unread:
        listed = escape(", ".join(index.unread))
        line = both(f"[bold red]Ikke læst:[/] {listed}", f"[bold red]Not read:[/] {listed}")
        console.print(line, highlight=False, soft_wrap=True)
        raise typer.Exit(SOME_UNREAD)


def status() -> None:
    """Show the current index, verified."""
    bundle = open_bundle(load_build_settings().index)
    console = Console()
    _show(bundle.manifest, console)
    line = both(
        f"Verificeret: alle filer i {bundle.folder} er, som de blev bygget.",
        f"Verified: every file in {bundle.folder} is as it was built.",
    )
    console.print(line, highlight=False, soft_wrap=True)


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
