"""A record as a self-contained page in Danish, with its drawings."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from bench.goals import goals
from bench.plots import drawings
from bench.quantities import MEANINGS, Quantity
from bench.record import Record, Spread
from eval import texts

_FOLDERS = [Path(__file__).parent, Path(texts.__file__).parent]  # its own, and the evaluation's style sheet


def write_page(record: Record, path: Path) -> None:
    """Write the page to a file."""
    environment = Environment(
        loader=FileSystemLoader(_FOLDERS), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.filters |= {"number": texts.number, "svg": Markup}
    page = environment.get_template("bench.html.jinja").render(
        record=record,
        meanings={quantity: MEANINGS[quantity] for quantity in MEANINGS if _has(record, quantity)},
        figure=_figure,
        goals=list(goals(record)),
        drawings=list(drawings(record)),
    )
    path.write_text(page, encoding="utf-8")


def _has(record: Record, quantity: Quantity) -> bool:
    return any(quantity in system.figures for system in record.systems)


def _figure(quantity: Quantity, spread: Spread) -> tuple[str, str]:
    """Write a median, and under it what the high percentiles or the rounds were."""
    decimals = MEANINGS[quantity].decimals
    if spread.p95 is not None and spread.p99 is not None:
        below = f"p95 {texts.number(spread.p95, decimals)}, p99 {texts.number(spread.p99, decimals)}"
    else:
        low, high = min(spread.rounds), max(spread.rounds)
        below = f"{texts.number(low, decimals)}–{texts.number(high, decimals)}" if low < high else ""
    return texts.number(spread.median, decimals), below
