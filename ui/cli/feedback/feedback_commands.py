"""`rundbord feedback list | export | draft | erase`: the owner's tools for readers' feedback."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from api.feedback.feedback_store import FeedbackStore, StoredOpinion
from api.settings import load_settings
from ingest.errors import CorpusError
from ingest.text import Text
from ui.cli.feedback import list_feedback as feedback_showing

app = typer.Typer(
    name="feedback",
    help="Læs, hent ud, brug og slet det, som folk sagde om svarene. / Read, export, use and erase feedback.",
    no_args_is_help=True,
)

NotUseful = Annotated[bool, typer.Option("--not-useful", help="Kun svar, der ikke hjalp.")]


@app.command("list")
def list_entries(*, not_useful: NotUseful = False) -> None:
    """Vis feedback, den nyeste først. / List feedback, newest first."""
    feedback_showing.show(_read(not_useful=not_useful))


@app.command()
def export(
    file: Annotated[Path, typer.Argument(help="CSV-filen, der skrives.", dir_okay=False)],
    *,
    not_useful: NotUseful = False,
) -> None:
    """Skriv feedback i en CSV-fil, som et regneark kan åbne. / Export feedback as CSV."""
    feedback_showing.export(_read(not_useful=not_useful), file)


@app.command()
def draft(
    ids: Annotated[list[str] | None, typer.Argument(help="Id'er fra listen; ellers alle, der ikke hjalp.")] = None,
    file: Annotated[Path, typer.Option(help="Filen med udkast, der lægges til.", dir_okay=False)] = Path(
        "eval/feedback.draft.jsonl"
    ),
) -> None:
    """Lav dårlige svar til udkast til evalueringsspørgsmål. / Draft evaluation questions from bad answers."""
    entries = _read(not_useful=not ids)
    if ids:
        by_id = {entry.id: entry for entry in entries}
        if unknown := [given for given in ids if given not in by_id]:
            listed = ", ".join(unknown)
            raise CorpusError(
                Text(
                    f"Der er ingen feedback {listed}. Se: rundbord feedback list",
                    f"There is no feedback {listed}. See: rundbord feedback list",
                )
            )
        entries = [by_id[given] for given in ids]
    from ui.cli.feedback import draft_cases as feedback_drafting  # noqa: PLC0415  imports the evaluation

    feedback_drafting.draft(entries, file)


@app.command()
def erase(
    ids: Annotated[list[str] | None, typer.Argument(help="Id'er fra listen.")] = None,
    before: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Slet alt fra før denne dag, fx 2026-11-24.")
    ] = None,
    *,
    everything: Annotated[bool, typer.Option("--all", help="Slet alt.")] = False,
) -> None:
    """Slet feedback for altid: id'er, alt fra før en dag, eller alt. / Erase feedback for good."""
    if [bool(ids), before is not None, everything].count(True) != 1:
        raise typer.BadParameter("Nævn enten id'er, --before eller --all. / Name either ids, --before or --all.")
    store = _open()
    if ids:
        count = store.erase(ids)
    else:
        count = store.erase_all() if before is None else store.erase_before(before.astimezone())
    Console(highlight=False).print(f"{count} slettet. / {count} erased.")


def _open() -> FeedbackStore:
    settings = load_settings()
    return FeedbackStore(settings.feedback_db, settings.feedback_days)


def _read(*, not_useful: bool) -> list[StoredOpinion]:
    return [entry for entry in _open().entries() if not (not_useful and entry.useful)]
