"""`rundbord questions accept`: a person decides on each draft."""

from pathlib import Path
from typing import Literal

from rich.console import Console
from rich.markup import escape
from rich.prompt import Prompt

from ingest.questions.files import QuestionEntry, question_files_of, read_entries
from ingest.questions.review import DraftFile, clean_question, decide, find_drafts

_KEYS: dict[str, Literal["yes", "no", "edit", "quit"]] = {
    "j": "yes", "y": "yes", "n": "no", "r": "edit", "e": "edit", "q": "quit",
}  # fmt: skip
_ASK = escape("[j]a · [n]ej, slet · [r]et · [q] slut / [y]es · [n]o, delete · [e]dit · [q]uit")


def accept(file: Path, *, everything: bool) -> None:
    """Go through a document's drafts, or accept them all; each decision is saved before the next draft is shown.

    Raises
    ------
    CorpusError
        If a line of a question file or a draft file is invalid.
    """
    console, files = Console(highlight=False), question_files_of(file)
    from ingest.readers.read import read_document  # noqa: PLC0415  imports the readers; serving does not need them

    counts = {"yes": 0, "no": 0}
    for drafts in find_drafts(files, read_document(file)):
        for problem in drafts.problems:
            console.print(f"[yellow]Ikke godkendt / Not accepted:[/] {escape(str(problem.placed))}", soft_wrap=True)
        if everything:
            decide(drafts, drafts.usable, drafts.usable)
            counts["yes"] += len(drafts.usable)
        elif not _go_through(drafts, console, counts):
            break
    left = sum(len(read_entries(path)) for path in (files.answered_drafts, files.unanswered_drafts))
    console.print(
        f"{counts['yes']} godkendt, {counts['no']} slettet, {left} tilbage. "
        f"/ {counts['yes']} accepted, {counts['no']} deleted, {left} left."
    )
    if counts["yes"]:
        console.print("Byg indekset igen / Rebuild the index: rundbord ingest")


def _go_through(drafts: DraftFile, console: Console, counts: dict[str, int]) -> bool:
    """Ask about each draft; return whether to continue with the next file."""
    for number, entry in enumerate(drafts.usable, start=1):
        about = "Dokumentet svarer" if entry.quotes else "Dokumentet svarer ikke"
        console.print(f"\n[dim]{about} ({number}/{len(drafts.usable)})[/]\n[bold]{_plain(entry.question)}[/]")
        for quote in entry.quotes or ():
            console.print(f"[dim]«{_plain(quote)} …»[/]")
        try:
            choice = _KEYS[Prompt.ask(_ASK, choices=list(_KEYS), show_choices=False, console=console)]
            edited = _edit(entry, console) if choice == "edit" else entry
        except EOFError:
            choice = "quit"
        if choice == "quit":
            return False
        decide(drafts, [] if choice == "no" else [edited], [entry])
        counts["no" if choice == "no" else "yes"] += 1
    return True


def _edit(entry: QuestionEntry, console: Console) -> QuestionEntry:
    while True:
        text = clean_question(Prompt.ask("Ny ordlyd / New wording", default=entry.question, console=console))
        if text:
            return entry.model_copy(update={"question": text})


def _plain(text: str) -> str:
    return escape("".join(character for character in text if character.isprintable()))
