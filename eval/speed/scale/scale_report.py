"""The figures of `rundbord bench scale` as JSON, as an HTML page with plots, and as tables."""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from matplotlib.axes import Axes
from rich.table import Table

from eval.report.plots import FIRST, SECOND, svg
from eval.speed.scale.scale_run import ScaleReport, SizeFigures

_BYTES_GOAL, _RECALL_GOAL, _SLOWER_GOAL = 600, 0.97, 3

PlotLine = tuple[str, Callable[[SizeFigures], float]]


def write_report(report: ScaleReport, folder: Path) -> None:
    """Write `scale.json` and `scale.html` to a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "scale.json").write_text(json.dumps(asdict(report), indent=2), encoding="utf-8")
    loader = FileSystemLoader(Path(__file__).parent)
    templates = Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    page = templates.get_template("scale.html.jinja").render(report=report, drawings=list(_drawings(report.sizes)))
    (folder / "scale.html").write_text(page, encoding="utf-8")


def scale_tables(report: ScaleReport) -> Iterator[Table]:
    """Set the sizes, and FAISS' index types on each set of vectors, as tables."""
    title = f"Search by number of passages; {report.real} real vectors, the others made up (noise {report.noise:.1f})"
    rows = Table(title=title, title_justify="left")
    for column in (
        "",
        "passages",
        "recall@10",
        "BM25@10",
        "p50",
        "p99",
        "encoder",
        "own B",
        "mapped B",
        "disk B",
        "built s",
        "open ms",
    ):
        rows.add_column(column, justify="left" if not column else "right")
    for size in report.sizes:
        milliseconds = (size.p50_ms, size.p99_ms, size.encoder_p50_ms)
        bytes_each = (size.own_bytes, size.mapped_bytes, size.disk_bytes)
        rows.add_row(
            size.searched,
            f"{size.rows:,}",
            f"{size.recall:.3f}",
            f"{size.lexical_recall:.3f}",
            *(f"{figure:.1f}" for figure in milliseconds),
            *(f"{figure:.0f}" for figure in bytes_each),
            f"{sum(size.build_seconds.values()):.0f}",
            f"{size.opened_ms:.0f}",
        )
    yield rows
    for name, forms in report.forms.items():
        table = Table(title=f"FAISS among {name}", title_justify="left")
        for column in ("form", "searched", "recall@10", "p50 ms", "p99 ms", "bytes", "built s"):
            table.add_column(column, justify="left" if column in ("form", "searched") else "right")
        for f in forms:
            cells = (f"{f.recall:.3f}", f"{f.p50_ms:.2f}", f"{f.p99_ms:.2f}", f"{f.bytes_a_row:.0f}")
            table.add_row(f.form, f.searched, *cells, f"{f.build_seconds:.0f}")
        yield table


def _drawings(sizes: list[SizeFigures]) -> Iterator[tuple[str, str]]:
    """Plot each figure over the number of passages, with its goal if there is one."""
    smallest = sizes[0].p50_ms
    yield _lines(
        "Millisekunder for en søgning", sizes, [("p50", lambda s: s.p50_ms), ("p99", lambda s: s.p99_ms)],
        _SLOWER_GOAL * smallest,
    )  # fmt: skip
    yield _lines(
        "Byte i hukommelsen pr. afsnit",
        sizes[1:] or sizes,
        [("egne", lambda s: s.own_bytes), ("med indlæste sider af filer", lambda s: s.own_bytes + s.mapped_bytes)],
        _BYTES_GOAL,
    )
    yield _lines("Andel af de ti nærmeste, der findes", sizes, [("recall@10", lambda s: s.recall)], _RECALL_GOAL)
    yield _lines("Byggetid i sekunder", sizes, [("i alt", lambda s: sum(s.build_seconds.values()))], None)
    yield _lines("MB på disken ud over teksten", sizes, [("disk", lambda s: s.disk_bytes * s.rows / 1e6)], None)


def _lines(title: str, sizes: list[SizeFigures], lines: list[PlotLine], goal: float | None) -> tuple[str, str]:
    def draw(axes: Axes) -> None:
        rows = [size.rows for size in sizes]
        for (label, figure), colour in zip(lines, (FIRST, SECOND), strict=False):
            axes.plot(rows, [figure(size) for size in sizes], color=colour, marker="o", linewidth=2, label=label)
        if goal is not None:
            axes.axhline(goal, color=SECOND, linestyle=(0, (4, 4)), linewidth=1, label="mål")
        axes.set(xscale="log", xlabel="Afsnit", ylim=(0, None))
        axes.set_xticks(rows, [f"{row:,}".replace(",", ".") for row in rows])
        axes.minorticks_off()
        axes.legend(loc="best")

    return title, svg(title, draw)
