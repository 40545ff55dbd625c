"""A report as files: a self-contained HTML page in Danish, and JSON for programs."""

import json
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from eval.exam.failures import failures
from eval.exam.figures import Figure, Report
from eval.exam.intervals import Estimate
from eval.report import report_texts as texts
from eval.report.json_report import as_json
from eval.report.plots import make_plots


def write_report(report: Report, folder: Path, title: str) -> Path:
    """Write report.json and report.html to an existing folder, and return the page's path."""
    (folder / "report.json").write_text(
        json.dumps(as_json(report, title), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    path = folder / "report.html"
    path.write_text(_page(report, title), encoding="utf-8")
    return path


def _page(report: Report, title: str) -> str:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.filters |= {"number": texts.number, "svg": Markup}
    failed = [(question, reasons) for question in report.questions if (reasons := failures(question))]
    return environment.get_template("report.html.jinja").render(
        title=title,
        report=report,
        texts=texts,
        Figure=Figure,
        tiles=list(_tiles(report)),
        plots=list(make_plots(report)),
        failed=failed,
    )


def _tiles(report: Report) -> Iterator[tuple[str, str, str]]:
    """Yield the headline figures: name, value and interval."""
    figures = report.answerable.figures
    for figure in (Figure.RECALL, Figure.FACTS, Figure.CITATION_PRECISION, Figure.REFUSED):
        if value := figures.get(figure):
            yield texts.FIGURES[figure], _percent(value.value), _interval(value)
    for refusal in report.refusals[:1]:
        yield "Afvist med rette", _percent(refusal.refused.value), _interval(refusal.refused)
    yield "Citater, der er ordrette", _percent(report.verbatim), f"{report.citations} citater"


def _percent(share: float) -> str:
    return f"{texts.number(100 * share, 1)} %"


def _interval(value: Estimate) -> str:
    return f"{texts.number(100 * value.low, 1)}–{texts.number(100 * value.high, 1)} %"
