"""`rundbord feedback list` and `export`: feedback as a table and as CSV."""

import csv
import os
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from api.feedback.feedback_store import StoredOpinion
from ui.cli.terminal_text import plain

COLUMNS = (
    "id", "given", "useful", "comment", "question", "understood", "answered", "confidence", "cited", "index_version",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""First characters of a cell that a spreadsheet may read as a formula."""
_NOTHING = "Ingen feedback. / No feedback."


def show(entries: Sequence[StoredOpinion]) -> None:
    """Print entries as a table, in the order given."""
    console = Console(highlight=False)
    if not entries:
        console.print(_NOTHING)
        return
    table = Table(title=f"Feedback ({len(entries)})", title_justify="left")
    table.add_column("Id", no_wrap=True)
    table.add_column("Dag / Day", no_wrap=True)
    table.add_column("Hjalp / Useful")
    table.add_column("Spørgsmål og kommentar / Question and comment", overflow="fold")
    table.add_column("Svar / Answer")
    for entry in entries:
        said = escape(_one_line(entry.question))
        if entry.comment:
            said += f"\n[dim]{escape(_one_line(entry.comment))}[/]"
        useful = "ja / yes" if entry.useful else "[yellow]nej / no[/]"
        table.add_row(entry.id, f"{entry.given.astimezone():%Y-%m-%d}", useful, said, escape(_places(entry)))
    console.print(table)


def export(entries: Sequence[StoredOpinion], file: Path) -> None:
    """Write entries as CSV for Danish spreadsheets (semicolons, UTF-8 with a BOM), readable by the owner only.

    A cell that a spreadsheet would read as a formula gets an apostrophe in front.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8-sig", newline="") as opened:
        writer = csv.writer(opened, delimiter=";", quoting=csv.QUOTE_ALL)
        writer.writerow(COLUMNS)
        writer.writerows([_cell(value) for value in _row(entry)] for entry in entries)
    Console(highlight=False).print(
        f"{len(entries)} skrevet i {escape(str(file))}. / {len(entries)} written.", soft_wrap=True
    )


def _row(entry: StoredOpinion) -> tuple[object, ...]:
    return (
        entry.id,
        entry.given.isoformat(),
        entry.useful,
        entry.comment,
        entry.question,
        entry.understood,
        entry.answered,
        f"{entry.confidence:.3f}",
        _places(entry),
        entry.index_version,
    )


def _cell(value: object) -> str:
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _places(entry: StoredOpinion) -> str:
    """Name the pages that the answer cites, in its order, or return the word for a refusal."""
    if not entry.answered:
        return "afslag / refused"
    return ", ".join(dict.fromkeys(f"{cited.document_id} s. {cited.page}" for cited in entry.citations))


def _one_line(text: str) -> str:
    """Write a text on one line without control characters, so that a reader cannot control the terminal."""
    return plain(" ".join(text.split()))
