"""`rundbord questions check`: faults in the question files, as tables."""

from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from eval.questions.file_check import FIRST, Finding, Trouble, check_questions
from index.storage.bundle import open_bundle
from ingest.corpus import find_documents, gather
from ui.build_settings import load_build_settings

_LONGEST = 110

TITLES = {
    Trouble.BROKEN: (
        "Citater, der ikke længere står i dokumentet: giv spørgsmålet et nyt",
        "Quotes that no longer stand: give the question another",
    ),
    Trouble.FEW: ("Afsnit med for få spørgsmål: skriv flere", "Passages with too few questions: write more"),
    Trouble.BOTH: (
        "Næsten ens, men det ene har svar og det andet ikke: skærp forskellen, eller slet et",
        "Nearly the same, one answered and one not: sharpen the difference, or delete one",
    ),
    Trouble.TWICE: ("Næsten ens spørgsmål: slet det ene", "Near-duplicates: delete one"),
    Trouble.ELSEWHERE: (
        f"Afsnittet er ikke blandt de {FIRST} første, når spørgsmålet selv holdes ude: skriv flere i den stil, "
        "eller ret citatet",
        f"The passage is not among the first {FIRST} when the question itself is left out: write more like it, "
        "or mend its quote",
    ),
}


def check(limit: int) -> bool:
    """Print the findings, `limit` of each sort (0 for all), and return whether there are any."""
    settings = load_build_settings()
    corpus = gather(find_documents([settings.corpus]))
    findings = check_questions(open_bundle(settings.index), corpus)
    console = Console(highlight=False)
    counted = f"{len(corpus.questions)} + {len(corpus.unanswered)}"
    for trouble in Trouble:
        if found := [finding for finding in findings if finding.trouble is trouble]:
            console.print(_table(found, limit or len(found), console.width))
            console.print()
    if findings:
        console.print(f"{counted} spørgsmål efterset: {len(findings)} ting at rette.")
        console.print(f"[dim]{counted} questions checked: {len(findings)} things to mend.[/]")
    else:
        console.print(
            f"{counted} spørgsmål efterset: intet at rette.\n[dim]{counted} questions checked: all is well.[/]"
        )
    return bool(findings)


def _table(findings: Sequence[Finding], limit: int, width: int) -> Table:
    danish, english = TITLES[findings[0].trouble]
    table = Table(title=f"{danish} ({len(findings)})\n[dim]{english}[/]", title_justify="left")
    longest = max(len(place) for finding in findings[:limit] for place in (finding.place, finding.other_place))
    # A place on one line can be clicked and searched for.
    table.add_column("Sted / Place", overflow="fold", no_wrap=longest <= width * 2 // 3)
    table.add_column("Hvad / What")
    for finding in findings[:limit]:
        first, second = _said(finding)
        table.add_row(escape(finding.place), first, end_section=not second)
        if second:
            table.add_row(escape(finding.other_place), second, end_section=True)
    if len(findings) > limit:
        more = len(findings) - limit
        table.caption = f"og {more} til: --limit 0 viser alle / and {more} more: --limit 0 shows all"
        table.caption_justify = "left"
    return table


def _said(finding: Finding) -> tuple[str, str]:
    """Return the text at a finding's place, and at the other place if there is one."""
    text, other = f"«{_brief(finding.text)}»", f"«{_brief(finding.other_text)}»"
    match finding.trouble:
        case Trouble.BROKEN:
            return escape(_plain(finding.text)), ""
        case Trouble.FEW:
            return f"{finding.figure:.0f} af {finding.needs} / {finding.figure:.0f} of {finding.needs}: {text}", ""
        case Trouble.BOTH | Trouble.TWICE:
            return text, f"{other} [dim](cosinus {finding.figure:.3f})[/]"
        case Trouble.ELSEWHERE:
            return f"{text} [dim](nr. {finding.figure:.0f})[/]", f"[dim]først kommer / first comes:[/] {other}"


def _brief(text: str) -> str:
    line = _plain(text)
    return escape(line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…")


def _plain(text: str) -> str:
    """Write a text on one line without control characters, so that a document cannot control the terminal."""
    return "".join(character for character in " ".join(text.split()) if character.isprintable())
