"""`rundbord questions draft`: a language model writes questions for the passages that have too few."""

from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import track

from ingest.text import Text, both
from ui.cli.questions.draft_run import DraftRun, load_model_settings
from ui.cli.questions.draft_texts import (
    IN_THE_CLEAR,
    NOTHING_LACKS,
    dropped_text,
    made_text,
    passage_text,
    sent_text,
)


def draft(file: Path, url: str | None, model: str | None) -> None:
    """Draft questions passage by passage, with progress; `DraftRun` names the errors."""
    settings = load_model_settings(url, model)
    run, console = DraftRun(file, settings), Console(highlight=False)
    if not run.gaps:
        console.print(str(NOTHING_LACKS))
        return
    console.print(_dimmed(sent_text(len(run.gaps), settings)), soft_wrap=True)
    if settings.is_in_the_clear:
        console.print(f"[yellow]{IN_THE_CLEAR}[/]")
    bar = track(
        run.drafts(),
        "Skriver udkast / Drafting",
        total=len(run.gaps),
        console=Console(stderr=True),
        transient=True,
    )
    try:
        for number, drafts in enumerate(bar, 1):
            console.print(str(passage_text(number, len(run.gaps), drafts)))
    finally:
        _show_made(console, run, file.stem)


def _show_made(console: Console, run: DraftRun, name: str) -> None:
    console.print(str(made_text(run.made)))
    if dropped := dropped_text(run.made):
        console.print(_dimmed(dropped), soft_wrap=True)
    if any(drafts.answered or drafts.unanswered for drafts in run.made):
        command = f"rundbord questions accept {escape(name)}"
        console.print(both(f"Gennemgå dem: {command}", f"Review them: {command}"), soft_wrap=True)


def _dimmed(text: Text) -> str:
    return both(escape(text.da), f"[dim]{escape(text.en)}[/]")
