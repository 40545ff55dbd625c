"""A report as tables for the terminal."""

from collections.abc import Iterable, Iterator

from rich.markup import escape
from rich.table import Table

from eval.exam.figures import Figure, FigureGroup, Report
from eval.exam.intervals import Estimate


def tables(report: Report) -> Iterator[Table]:
    """Set the figures as tables: the headline with 95 % intervals, then by kind, then refusals."""
    yield _headline(report)
    if report.kinds:
        yield _groups("Answerable questions by kind", report.kinds)
    if report.refusals:
        yield _refusals(report)


def headline(report: Report) -> Iterator[tuple[str, str, str, str]]:
    """Yield each figure over all questions: name, value, 95 % interval, and number and kind of questions."""
    for figure, value in report.answerable.figures.items():
        yield _row(figure, value, "answerable questions")
    for refusal in report.refusals[:1]:
        yield _row("rightly refused", refusal.refused, "unanswerable questions")
        if refusal.auroc and refusal.refused_at_allowance:
            yield _row("AUROC of confidence", refusal.auroc, "questions")
            yield _row("refused at 5 % false refusals", refusal.refused_at_allowance, "questions")
    if report.confidence:
        yield _row("Brier score", report.confidence.brier, "questions")
        yield _row("expected calibration error", report.confidence.calibration_error, "questions")
        if report.confidence.pairs_in_order:
            yield _row("pairs in order", report.confidence.pairs_in_order, "contrast pairs")
    yield "verbatim", f"{report.verbatim:.3f}", "", f"{report.citations} citations"
    yield "characters of a hit", f"{report.mean_hit_length:.0f}", "", "first five hits"
    for name, speed in (("search", report.search), ("answer", report.answer)):
        yield f"{name}, milliseconds", f"{speed.p50:.1f}", f"p95 {speed.p95:.1f}", "calls, one after the other"


def _row(name: str, value: Estimate, of: str) -> tuple[str, str, str, str]:
    return name, f"{value.value:.3f}", f"{value.low:.3f} to {value.high:.3f}", f"{value.count} {of}"


def _headline(report: Report) -> Table:
    table = Table(title=escape(f"Index {report.index_version}"), title_justify="left")
    table.add_column("Figure")
    table.add_column("Value", justify="right")
    table.add_column("95 % interval", justify="right")
    table.add_column("Over")
    for row in headline(report):
        table.add_row(*row)
    return table


def _groups(title: str, groups: Iterable[FigureGroup]) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column("Kind")
    for name in ("n", *Figure):
        table.add_column(name, justify="right")
    for group in groups:
        values = (group.figures.get(figure) for figure in Figure)
        table.add_row(escape(group.name), str(group.count), *(_brief(value) for value in values))
    return table


def _refusals(report: Report) -> Table:
    table = Table(title="Unanswerable questions by kind", title_justify="left")
    table.add_column("Kind")
    for name in ("n", "rightly refused", "AUROC", "refused at 5 % false refusals"):
        table.add_column(name, justify="right")
    for refusal in report.refusals:
        values = refusal.refused, refusal.auroc, refusal.refused_at_allowance
        table.add_row(escape(refusal.name), str(refusal.count), *(_brief(value) for value in values))
    return table


def _brief(value: Estimate | None) -> str:
    return "" if value is None else f"{value.value:.3f}"
