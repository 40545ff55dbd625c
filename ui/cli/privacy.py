"""`rundbord privacy erase` and `rundbord usage`: erase stored data, and show anonymous figures."""

from datetime import date, datetime, timedelta
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from answer.types import Coverage
from api.feedback.feedback_store import FeedbackStore
from api.feedback.usage import UsageStore, by_outcome, by_section
from api.settings import load_settings
from ui.cli.terminal_text import plain

app = typer.Typer(
    name="privacy",
    help="Slet det, der er gemt om brugen. / Erase what is stored of the use.",
    no_args_is_help=True,
)
_OUTCOMES = {
    Coverage.FULL: "besvaret / answered",
    Coverage.PARTIAL: "delvist besvaret / answered in part",
    Coverage.NONE: "afvist / refused",
}
_MOST_SECTIONS = 10


@app.callback()
def _group() -> None:
    """Keep `erase` a command of its own: typer makes a single one the group itself."""


@app.command()
def erase(
    holding: Annotated[
        str | None, typer.Option(metavar="TEKST", help="Slet feedback, hvis spørgsmål eller kommentar har denne tekst.")
    ] = None,
    before: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Slet alt fra før denne dag, fx 2026-11-24.")
    ] = None,
    *,
    everything: Annotated[bool, typer.Option("--all", help="Slet alt.")] = False,
) -> None:
    """Slet feedback og tal for altid. / Erase feedback and counts for good."""
    if [bool(holding and holding.strip()), before is not None, everything].count(True) != 1:
        raise typer.BadParameter("Nævn enten --holding, --before eller --all. / Name --holding, --before or --all.")
    feedback, usage = _open()
    counted = 0
    if holding:
        said = feedback.erase_holding(holding)
    elif before is not None:
        said, counted = feedback.erase_before(before.astimezone()), usage.erase_before(before.date())
    else:
        said, counted = feedback.erase_all(), usage.erase_before(date.max)
    Console(highlight=False).print(
        f"Feedback slettet: {said}. Spørgsmål, hvis tal er slettet: {counted}. / {said} erased; {counted} uncounted."
    )


def show_usage(days: int) -> None:
    """Print the number of questions by outcome, and the sections cited by answers and nearest to refusals."""
    _, usage = _open()
    counts = usage.counts(usage.now().date() - timedelta(days=days - 1))
    console = Console(highlight=False)
    outcomes = by_outcome(counts)
    table = Table(title=f"{outcomes.total()} spørgsmål på {days} dage / questions in {days} days", title_justify="left")
    table.add_column("Udfald / Outcome")
    table.add_column("Antal / Count", justify="right")
    for outcome, words in _OUTCOMES.items():
        table.add_row(words, str(outcomes[outcome]))
    console.print(table)
    _show_sections(
        console, "Det, der spørges om / What is asked about", by_section(counts, Coverage.FULL).most_common()
    )
    _show_sections(
        console, "Det, afviste spørgsmål lå nærmest / What refused ones came nearest to",
        by_section(counts, Coverage.NONE).most_common(),
    )  # fmt: skip


def _show_sections(console: Console, title: str, sections: list[tuple[tuple[str, str], int]]) -> None:
    if not sections:
        return
    table = Table(title=title, title_justify="left")
    table.add_column("Dokument / Document")
    table.add_column("Afsnit / Section", overflow="fold")
    table.add_column("Antal / Count", justify="right")
    for (document_id, section), count in sections[:_MOST_SECTIONS]:
        table.add_row(escape(plain(document_id)), escape(plain(section)), str(count))
    console.print(table)


def _open() -> tuple[FeedbackStore, UsageStore]:
    settings = load_settings()
    place = settings.feedback_db, settings.feedback_days
    return FeedbackStore(*place), UsageStore(*place)
