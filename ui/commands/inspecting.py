"""`rundbord inspect`: what is understood of documents, before anything is built of them."""

from collections.abc import Iterable
from pathlib import Path

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Column, Table
from rich.tree import Tree

from eval.headings import Found, find_counted, known_headings
from eval.reading import Faithfulness, measure
from ingest.document import Document, Kind, Passage
from ingest.draft import Failure, Reading
from ingest.gather import find_documents
from ingest.passages import make_passages
from ingest.worker import read_all
from ui.commands.indexing import SOME_UNREAD

_COLUMNS = ("Dokument", "Sprog", "Sider", "Overskrifter", "Afsnit", "Tegn bevaret", "Citater på rette side")


def inspect(paths: list[Path], counted: Path | None, *, passages: bool) -> None:
    """Read documents, and show what was understood of each: as a table, and page by page where one is named."""
    console = Console()
    table = Table(
        Column(_COLUMNS[0], overflow="fold"), *_COLUMNS[1:], title="Forstået / Understood", title_justify="left"
    )
    files = find_documents(paths)
    failures: list[Failure] = []
    for file, outcome in zip(files, read_all(files), strict=True):
        if isinstance(outcome, Failure):
            failures.append(outcome)
            continue
        table.add_row(*_row(file, outcome, counted))
        if len(files) == 1:
            console.print(_pages(outcome, passages=passages))
        for remark in outcome.remarks:
            console.print(f"[yellow]Bemærk:[/] {escape(f'{file.name}: {remark}')}", highlight=False, soft_wrap=True)
    console.print(table)
    for failure in failures:
        console.print(f"[bold red]Ikke læst:[/] {escape(str(failure))}", highlight=False, soft_wrap=True)
    if failures:
        raise typer.Exit(SOME_UNREAD)


def _row(file: Path, reading: Reading, counted: Path | None) -> tuple[str, ...]:
    document, faithfulness = reading.document, measure(file, reading)
    headings = sum(block.kind is Kind.HEADING for block in document.blocks)
    known = known_headings(counted, document.id) if counted else ()
    return (
        escape(file.name),
        document.language,
        str(len(document.pages)) if document.paged else "–",
        _headings(find_counted(document, known)) if known else str(headings),
        str(len(make_passages(document))),
        f"{faithfulness.kept:.2%}",
        _quotes(faithfulness),
    )


def _headings(found: Found) -> str:
    return f"{found.right} af {found.known} talte, {found.extra} andre"


def _quotes(faithfulness: Faithfulness) -> str:
    if not faithfulness.verified:
        return "–"
    right = faithfulness.quotes - len(faithfulness.misplaced)
    return f"{right} af {faithfulness.quotes}"


def _pages(reading: Reading, *, passages: bool) -> Tree:
    """Draw a document's pages with their headings, and with their passages where these are asked for."""
    document = reading.document
    tree = Tree(f"[bold]{escape(document.title)}[/]")
    made = make_passages(document)
    for page in document.pages:
        here = [passage for passage in made if passage.page == page.number]
        branch = tree.add(f"Side {escape(page.label)}: {len(page.text)} tegn, {len(here)} afsnit")
        for line in _lines(document, page.number, here if passages else ()):
            branch.add(line)
    if reading.taken_off:
        branch = tree.add("Taget af siderne / Taken off the pages")
        for line in dict.fromkeys(reading.taken_off):
            branch.add(escape(line))
    return tree


def _lines(document: Document, page: int, passages: Iterable[Passage]) -> list[str]:
    text = document.page(page).text
    headings = [
        (block.start, f"[bold]{'  ' * (len(block.section) - 1)}{escape(text[block.start : block.end])}[/]")
        for block in document.blocks
        if block.page == page and block.kind is Kind.HEADING
    ]
    bodies = [(passage.start, f"[dim]{passage.kind}[/] {escape(passage.text)}") for passage in passages]
    return [line for _, line in sorted([*headings, *bodies])]
