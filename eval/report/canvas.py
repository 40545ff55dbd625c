"""A drawing as SVG to be set inside a page, in its colours and typeface. The one file that knows matplotlib's ways."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from io import StringIO
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.ticker import FuncFormatter

# Colours that matplotlib writes and the page's own replace, so that a drawing follows light and dark.
INK, SOFT, LINE, FIRST, SECOND = "#000001", "#000002", "#000003", "#000004", "#000005"
_PAGE = {INK: "--ink", SOFT: "--ink-soft", LINE: "--line", FIRST: "--first", SECOND: "--second"}
_STYLE: Any = {  # matplotlib's own type names each of its 300 settings
    "svg.fonttype": "none",
    "font.size": 11,
    "text.color": INK,
    "axes.edgecolor": LINE,
    "axes.labelcolor": SOFT,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.grid": True,
    "grid.color": LINE,
    "grid.linewidth": 0.8,
    "xtick.color": LINE,
    "ytick.color": LINE,
    "xtick.labelcolor": SOFT,
    "ytick.labelcolor": SOFT,
    "legend.frameon": False,
}
PERCENT = FuncFormatter(lambda value, _: f"{100 * value:.0f} %")


@dataclass(frozen=True, slots=True)
class Plot:
    """An `svg` element; `description` says in words what it shows, `caption` how to read it."""

    title: str
    svg: str
    description: str
    caption: str


def svg(name: str, draw: Callable[[Axes], None], height: float = 3.6) -> str:
    """Draw on one pair of axes; return the `svg` element without what only a file of its own needs."""
    with mpl.rc_context(_STYLE | {"svg.hashsalt": name}):
        canvas = Canvas(figsize=(5.2, height), layout="constrained")
        draw(canvas.subplots())
        written = StringIO()
        nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))
        canvas.savefig(written, format="svg", metadata=nothing, transparent=True)
    drawing = written.getvalue()[written.getvalue().index("<svg") :]
    view = re.search(r'viewBox="[^"]*"', drawing)
    drawing = re.sub(r"<svg[^>]*>", f'<svg {view[0] if view else ""} aria-hidden="true">', drawing, count=1)
    drawing = re.sub(r"<style.*?</style>|<!--.*?-->", "", drawing, flags=re.DOTALL)
    drawing = re.sub(r"font-family: [^;\"]*;? ?", "", drawing)
    drawing = re.sub(r'<g id="[^"]*"', "<g", drawing)
    return re.sub("|".join(_PAGE), lambda match: f"var({_PAGE[match[0]]})", drawing)
