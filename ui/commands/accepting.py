"""`rundbord questions accept`: a person decides on each draft."""

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from rich.console import Console
from rich.markup import escape
from rich.prompt import Prompt

from ingest.document import Document
from ingest.question_files import Entry, append_entries, files_beside, read_entries, remove_entries
from ingest.questions import read_questions, read_unanswered

_LONGEST = 1000
_KEYS: dict[str, Literal["yes", "no", "edit", "quit"]] = {
    "j": "yes", "y": "yes", "n": "no", "r": "edit", "e": "edit", "q": "quit",
}  # fmt: skip
_ASK = escape("[j]a · [n]ej, slet · [r]et · [q] slut / [y]es · [n]o, delete · [e]dit · [q]uit")


def accept(file: Path, *, everything: bool) -> None:
    """Go through a document's drafts, or accept them all.

    Every decision is on the disk before the next draft is shown: an accepted draft is first written among the
    questions and then taken out of the drafts, so that an interruption loses none, and one that stands in both is only
    taken out.

    Raises
    ------
    CorpusError
        If a line of a question file or a draft file is not of its form.
    """
    console, files = Console(highlight=False), files_beside(file)
    from ingest.read import read_document  # noqa: PLC0415  brings the readers, which serving does without

    document = read_document(file)
    counts = {"yes": 0, "no": 0}
    for drafts, target in ((files.answered_drafts, files.answered), (files.unanswered_drafts, files.unanswered)):
        there = {entry for _, entry in read_entries(target)}
        remove_entries(drafts, [entry for _, entry in read_entries(drafts) if entry in there])
        problems = _problems(drafts, document, answered=drafts == files.answered_drafts)
        usable = _without_broken(drafts, problems, console)
        if everything:
            _move(usable, usable, drafts, target)
            counts["yes"] += len(usable)
        elif not _go_through(usable, drafts, target, console, counts):
            break
    left = sum(len(read_entries(path)) for path in (files.answered_drafts, files.unanswered_drafts))
    console.print(
        f"{counts['yes']} godkendt, {counts['no']} slettet, {left} tilbage. "
        f"/ {counts['yes']} accepted, {counts['no']} deleted, {left} left."
    )
    if counts["yes"]:
        console.print("Byg indekset igen / Rebuild the index: rundbord ingest")


def _problems(drafts: Path, document: Document, *, answered: bool) -> list[str]:
    """Read drafts as ingest will read them once they are accepted, and return what it would complain of."""
    if answered:
        return read_questions(drafts, document)[1]
    read_unanswered(drafts)
    return []


def _without_broken(drafts: Path, problems: Iterable[str], console: Console) -> list[Entry]:
    """Read the drafts that ingest would take; tell of those whose quote no longer stands."""
    broken = set()
    for problem in problems:
        console.print(f"[yellow]Ikke godkendt / Not accepted:[/] {escape(problem)}", soft_wrap=True)
        broken.add(problem.partition(": ")[0])
    return [entry for number, entry in read_entries(drafts) if f"{drafts.name}:{number}" not in broken]


def _go_through(usable: list[Entry], drafts: Path, target: Path, console: Console, counts: dict[str, int]) -> bool:
    """Ask about each draft; tell whether to go on with the next file."""
    for number, entry in enumerate(usable, start=1):
        about = "Dokumentet svarer" if entry.quotes else "Dokumentet svarer ikke"
        console.print(f"\n[dim]{about} ({number}/{len(usable)})[/]\n[bold]{_plain(entry.question)}[/]")
        for quote in entry.quotes or ():
            console.print(f"[dim]«{_plain(quote)} …»[/]")
        try:
            choice = _KEYS[Prompt.ask(_ASK, choices=list(_KEYS), show_choices=False, console=console)]
            edited = _edit(entry, console) if choice == "edit" else entry
        except EOFError:
            choice = "quit"
        if choice == "quit":
            return False
        _move([] if choice == "no" else [edited], [entry], drafts, target)
        counts["no" if choice == "no" else "yes"] += 1
    return True


def _edit(entry: Entry, console: Console) -> Entry:
    while True:
        text = " ".join(Prompt.ask("Ny ordlyd / New wording", default=entry.question, console=console).split())
        if 0 < len(text) <= _LONGEST and text.isprintable():
            return entry.model_copy(update={"question": text})


def _move(accepted: Iterable[Entry], decided: Iterable[Entry], drafts: Path, target: Path) -> None:
    append_entries(target, accepted)
    remove_entries(drafts, decided)


def _plain(text: str) -> str:
    return escape("".join(character for character in text if character.isprintable()))
