"""`rundbord ask` and `rundbord search`: answers and hits in the terminal."""

from rich.console import Console
from rich.markup import escape
from rich.panel import Panel

from answer.answerer import DocumentAnswerer
from answer.types import Answer, Answerer, Found, PartKind
from api.settings import Settings
from index.hit import Hit
from index.storage.bundle import open_bundle
from ui.cli.terminal_text import plain


def open_answerer(settings: Settings) -> Answerer:
    """Open the index and answer from it in this process."""
    return DocumentAnswerer(open_bundle(settings.index))


def show_answer(answer: Answer) -> None:
    """Print an answer with its sources, or a refusal with the nearest passages."""
    console = Console(highlight=False)
    if answer.understood != answer.question:
        console.print(f"[dim]Forstået som: {escape(plain(answer.understood))}[/]")
    if answer.notice:
        console.print(f"[yellow]{escape(plain(answer.notice))}[/]\n")
    for part in answer.parts:
        bullet = "  • " if part.kind is PartKind.LIST_ITEM else ""
        numbers = "".join(f"[{number}]" for number in part.citations)
        console.print(f"{bullet}{escape(plain(part.text))} [cyan]{escape(numbers)}[/]\n")
    for citation in answer.citations:
        heading = "".join(f": {heading}" for heading in citation.section[-1:])
        page = f"side {citation.page_label}" if citation.page_label else ""
        place = ", ".join(part for part in (citation.document_title, page) if part) + heading
        console.print(f"[cyan]{escape(f'[{citation.number}]')}[/] [dim]{escape(plain(place))}[/]")
    if not answer.answered:
        for hit in answer.nearest:
            console.print(_panel(hit))


def show_found(found: Found) -> None:
    """Print hits, best first."""
    console = Console(highlight=False)
    for rank, hit in enumerate(found.hits, start=1):
        console.print(_panel(hit, f"{rank}. "))


def _panel(hit: Hit, rank: str = "") -> Panel:
    title = f"{rank}Side {hit.passage.page}: {' › '.join(hit.passage.section)}"
    return Panel(escape(plain(hit.passage.text)), title=escape(plain(title)), title_align="left", border_style="dim")
