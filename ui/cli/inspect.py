"""`rundbord inspect`: the parsed content of documents, without a build."""

from collections.abc import Iterable
from pathlib import Path

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Column, Table
from rich.tree import Tree

from eval.reading.fidelity import Faithfulness, measure
from eval.reading.found_headings import HeadingMatches, find_counted, known_headings
from ingest.corpus import find_documents
from ingest.document import Document, Passage
from ingest.readers.isolated import read_all
from ingest.readers.parsed import Failure, ReadDocument
from ui.cli.index_update import SOME_UNREAD
from ui.inspection import InspectedPage, Inspection, inspect_pages

_COLUMNS = ("Dokument", "Sprog", "Sider", "Overskrifter", "Afsnit", "Tegn bevaret", "Citater på rette side")


def inspect(paths: list[Path], counted: Path | None, *, passages: bool) -> None:
    """Read documents and show the parsed content of each as a table, and page by page where one is named."""
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
        understood = inspect_pages(outcome)
        table.add_row(*_row(file, outcome, understood, counted))
        if len(files) == 1:
            console.print(_pages(understood, passages=passages))
        for warning in outcome.warnings:
            console.print(
                f"[yellow]Bemærk:[/] {escape(str(warning.placed.after(file.name)))}", highlight=False, soft_wrap=True
            )
    console.print(table)
    for failure in failures:
        console.print(f"[bold red]Ikke læst:[/] {escape(str(failure.named))}", highlight=False, soft_wrap=True)
    if failures:
        raise typer.Exit(SOME_UNREAD)


def _row(file: Path, reading: ReadDocument, understood: Inspection, counted: Path | None) -> tuple[str, ...]:
    document, faithfulness = understood.document, measure(file, reading)
    known = known_headings(counted, document.id) if counted else ()
    return (
        escape(file.name),
        document.language,
        str(len(document.pages)) if document.paged else "–",
        _headings(find_counted(document, known)) if known else str(understood.headings),
        str(len(understood.passages)),
        f"{faithfulness.preserved:.2%}",
        _quotes(faithfulness),
    )


def _headings(found: HeadingMatches) -> str:
    return f"{found.right} af {found.known} talte, {found.extra} andre"


def _quotes(faithfulness: Faithfulness) -> str:
    if not faithfulness.verified:
        return "–"
    right = faithfulness.quotes - len(faithfulness.misplaced)
    return f"{right} af {faithfulness.quotes}"


def _pages(understood: Inspection, *, passages: bool) -> Tree:
    """Draw a document's pages with their headings, and on request with their passages."""
    document = understood.document
    tree = Tree(f"[bold]{escape(document.title)}[/]")
    for page in understood.pages:
        branch = tree.add(f"Side {escape(page.label)}: {page.characters} tegn, {len(page.passages)} afsnit")
        for line in _lines(document, page, page.passages if passages else ()):
            branch.add(line)
    if understood.taken_off:
        branch = tree.add("Taget af siderne / Taken off the pages")
        for line in understood.taken_off:
            branch.add(escape(line))
    return tree


def _lines(document: Document, page: InspectedPage, passages: Iterable[Passage]) -> list[str]:
    text = document.page(page.number).text
    headings = [
        (block.start, f"[bold]{'  ' * (len(block.section) - 1)}{escape(text[block.start : block.end])}[/]")
        for block in page.headings
    ]
    bodies = [(passage.start, f"[dim]{passage.kind}[/] {escape(passage.text)}") for passage in passages]
    return [line for _, line in sorted([*headings, *bodies])]
