"""A record as tables for the terminal; the recall stands above every speed, so that none is bought with the other."""

from collections.abc import Iterator

from rich.table import Table

from bench.comparison import changes
from bench.goals import goals
from bench.quantities import MEANINGS, Quantity
from bench.record import Record, Spread


def tables(record: Record, before: Record | None) -> Iterator[Table]:
    """Set the figures, the goals, and what changed since an earlier run."""
    yield _figures(record)
    yield _goals(record)
    if before is not None:
        yield _changes(before, record)


def _figures(record: Record) -> Table:
    title = f"{record.passages} passages, {record.questions} questions, {record.rounds} rounds: median (p95 / p99)"
    table = Table(title=title, title_justify="left")
    table.add_column("")
    for system in record.systems:
        table.add_column(system.name, justify="right")
    table.add_row("recall@5", *(f"[bold]{system.recall_at_5:.3f}[/]" for system in record.systems), end_section=True)
    for quantity, meaning in MEANINGS.items():
        cells = [_cell(quantity, system.figures.get(quantity)) for system in record.systems]
        if any(cells):
            table.add_row(f"{meaning.english}, {meaning.unit}", *cells)
    if any(system.failed for system in record.systems):
        table.add_row("[red]failed requests[/]", *(str(system.failed) for system in record.systems))
    return table


def _cell(quantity: Quantity, spread: Spread | None) -> str:
    if spread is None:
        return ""
    decimals = MEANINGS[quantity].decimals
    if spread.p95 is None or spread.p99 is None:
        return f"{spread.median:.{decimals}f}"
    return f"{spread.median:.{decimals}f} [dim]({spread.p95:.{decimals}f} / {spread.p99:.{decimals}f})[/]"


def _goals(record: Record) -> Table:
    table = Table(title="Figures to reach, in this run", title_justify="left")
    for column in ("", "measured", "goal", ""):
        table.add_column(column, justify="left" if column == "" else "right")
    for goal in goals(record):
        sign = "≥" if goal.at_least else "≤"
        met = "[green]reached[/]" if goal.reached else "[yellow]not reached[/]"
        table.add_row(goal.english, f"{goal.value:.2f}", f"{sign} {goal.bound:g}", met)
    return table


def _changes(before: Record, now: Record) -> Table:
    other = "" if before.machine == now.machine and before.load_tool == now.load_tool else ", another machine or load"
    table = Table(title=f"Since {before.commit} of {before.made[:10]}{other}", title_justify="left")
    for column in ("", "", "then", "now", "change"):
        table.add_column(column, justify="left" if column == "" else "right")
    for change in changes(before, now):
        colour = "red" if change.worse else "green"
        decimals = MEANINGS[change.quantity].decimals if change.quantity else 3
        figures = (f"{change.before:.{decimals}f}", f"{change.now:.{decimals}f}", f"[{colour}]{change.change:+.0%}[/]")
        table.add_row(change.system, change.english, *figures)
    if not table.rows:
        table.add_row("nothing moved by more than a tenth and beyond the rounds' own range", "", "", "", "")
    return table
