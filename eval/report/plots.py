"""The report's four plots, as SVG elements in the page's colours, with their Danish titles, descriptions and captions.

The one file that imports matplotlib.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import matplotlib as mpl
import numpy as np
from lxml import etree
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.ticker import FuncFormatter

from eval.exam.calibration import Bin
from eval.exam.figures import ConfidenceFigures, Figure, FigureGroup, Report
from eval.report.report_texts import KINDS, number

# Placeholder colours: the SVG element has the page's CSS variables instead, so that a plot follows light and dark.
INK, SOFT, LINE, FIRST, SECOND = "#000001", "#000002", "#000003", "#000004", "#000005"
_PAGE = {INK: "--ink", SOFT: "--ink-soft", LINE: "--line", FIRST: "--first", SECOND: "--second"}
_STYLE: Any = {  # matplotlib's type is a union over its 300 settings
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
_LINK = "{http://www.w3.org/1999/xlink}href"


@dataclass(frozen=True, slots=True)
class Plot:
    """An `svg` element; `description` is its text alternative, `caption` explains how to read it."""

    title: str
    svg: str
    description: str
    caption: str


def make_plots(report: Report) -> Iterator[Plot]:
    """Make the plots for which there are questions."""
    if report.answerable.count:
        yield _rank(report)
        yield _kind(report.kinds)
    if report.confidence:
        yield _reliability(report.confidence)
        yield _risk(report, report.confidence)


def _rank(report: Report) -> Plot:
    values = report.recall_by_rank
    return Plot(
        "Hvor langt nede står det rigtige?",
        _draw_recall_by_rank(report),
        f"Kurve, der stiger fra {_percent(values[0])} ved ét fund over {_percent(values[4])} ved fem "
        f"til {_percent(values[-1])} ved {len(values)}.",
        "Den del af de rigtige steder, der er fundet, når man læser de første 1 til 10 fund.",
    )


def _kind(kinds: tuple[FigureGroup, ...]) -> Plot:
    values = (
        f"{KINDS.get(kind.name, kind.name)}: "
        + " og ".join(_percent(v.value) for f in (Figure.RECALL, Figure.FACTS) if (v := kind.figures.get(f)))
        for kind in kinds
    )
    return Plot(
        "Hvilke spørgsmål er svære?",
        _draw_by_kind(kinds),
        "Fundet blandt fem og oplysninger med i svaret, for hver slags spørgsmål. " + "; ".join(values) + ".",
        "Prikken er det målte, stregen 95 %-intervallet: så meget kunne det være med andre spørgsmål af samme slags. "
        "Kontrastpar har ingen ventede oplysninger.",
    )


def _reliability(confidence: ConfidenceFigures) -> Plot:
    error = confidence.calibration_error
    values = (f"{_percent(b.confidence)}: {_percent(b.share)}" for b in confidence.bins if b.count)
    return Plot(
        "Passer sikkerheden?",
        _draw_reliability(confidence.bins),
        "Sikkerhed, og hvor stor en del af spørgsmålene dokumentet da svarer på. " + "; ".join(values) + ".",
        "På den stiplede linje er sikkerheden netop sandsynligheden for, at dokumentet svarer. Større prikker er flere "
        f"spørgsmål. Den forventede afvigelse er {number(error.value)} ({number(error.low)}–{number(error.high)}).",
    )


def _risk(report: Report, confidence: ConfidenceFigures) -> Plot:
    answered = [each.outcome for each in report.questions if each.outcome.answer.answered]
    share = len(answered) / len(report.questions)
    wrong = sum(not outcome.case.answerable for outcome in answered) / max(len(answered), 1)
    possible = report.answerable.count / len(report.questions)
    return Plot(
        "Hvad koster det at svare på mere?",
        _draw_risk(confidence, share, wrong),
        f"Kurve over andelen af svar, der burde være afvist, efter hvor mange spørgsmål der får svar. Rundbord "
        f"svarer på {_percent(share)}, og {_percent(wrong)} af svarene er på spørgsmål, som dokumentet ikke besvarer.",
        f"Jo lavere grænse for sikkerheden, jo flere svar og jo flere forkerte. Dokumentet svarer på "
        f"{_percent(possible)} af spørgsmålene; en fejlfri grænse ville give nul forkerte dertil.",
    )


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _draw_recall_by_rank(report: Report) -> str:
    """Plot the recall over the first hit, the first two, … the first ten."""

    def draw(axes: Axes) -> None:
        ranks = np.arange(1, len(report.recall_by_rank) + 1)
        axes.plot(ranks, report.recall_by_rank, color=FIRST, marker="o", linewidth=2)
        for rank in (1, 5):
            value = report.recall_by_rank[rank - 1]
            axes.annotate(f"{100 * value:.0f} %", (rank, value), (0, -18), textcoords="offset points", ha="center")
        axes.set(xlabel="Antal fund", xticks=ranks, ylim=(min(0.5, *report.recall_by_rank), 1.02))
        axes.yaxis.set_major_formatter(PERCENT)

    return svg("rank", draw, height=4.2)


def _draw_by_kind(kinds: Sequence[FigureGroup]) -> str:
    """Plot recall and facts found of each kind of question, with 95 % intervals."""

    def draw(axes: Axes) -> None:
        for figure, colour, shift in ((Figure.RECALL, FIRST, -0.17), (Figure.FACTS, SECOND, 0.17)):
            drawn = [(place + shift, value) for place, kind in enumerate(kinds) if (value := kind.figures.get(figure))]
            if not drawn:
                continue
            places, values = zip(*drawn, strict=True)
            middles = np.array([value.value for value in values])
            spans = np.array([[v.value - v.low for v in values], [v.high - v.value for v in values]])
            label = "Fundet blandt fem" if figure is Figure.RECALL else "Oplysninger med i svaret"
            axes.errorbar(
                middles, places, xerr=spans.clip(0), color=colour, fmt="o", elinewidth=2, label=label, clip_on=False
            )
        axes.set(xlim=(0, 1), yticks=range(len(kinds)), yticklabels=[KINDS.get(k.name, k.name) for k in kinds])
        axes.set_ylim(len(kinds) - 0.5, -0.5)
        axes.grid(visible=False, axis="y")
        axes.tick_params(axis="y", labelcolor=INK, length=0)
        axes.xaxis.set_major_formatter(PERCENT)
        axes.legend(loc="upper center", bbox_to_anchor=(0.4, -0.09), ncols=2, handletextpad=0.2)

    return svg("kind", draw, height=4.2)


def _draw_reliability(bins: Sequence[Bin]) -> str:
    """Plot the answerable share over the confidence; larger points are more questions."""

    def draw(axes: Axes) -> None:
        held = [each for each in bins if each.count]
        axes.plot([0, 1], [0, 1], color=SOFT, linestyle=(0, (4, 4)), linewidth=1)
        sizes = [18 + 4 * each.count for each in held]
        axes.scatter(
            [e.confidence for e in held], [e.share for e in held], s=sizes, color=FIRST, clip_on=False, zorder=3
        )
        axes.set(xlabel="Sikkerhed, som Rundbord angiver", ylabel="Besvares af dokumentet", xlim=(0, 1), ylim=(0, 1.02))
        axes.xaxis.set_major_formatter(PERCENT)
        axes.yaxis.set_major_formatter(PERCENT)

    return svg("reliability", draw)


def _draw_risk(confidence: ConfidenceFigures, answered: float, wrong: float) -> str:
    """Plot risk over coverage of all thresholds, and Rundbord's own point at `answered` and `wrong`."""

    def draw(axes: Axes) -> None:
        coverage = [choice.coverage for choice in confidence.choices]
        axes.plot(coverage, [choice.risk for choice in confidence.choices], color=FIRST, linewidth=2)
        axes.scatter([answered], [wrong], s=70, color=SECOND, zorder=3)
        label = f"Rundbord: {100 * answered:.0f} % får svar;\n{100 * wrong:.0f} % af svarene burde\nvære afvist"
        axes.annotate(label, (answered, wrong), (-14, 12), textcoords="offset points", ha="right")
        axes.set(xlabel="Spørgsmål, der får svar", ylabel="Svar, der burde være afvist", xlim=(0, 1), ylim=(0, None))
        axes.xaxis.set_major_formatter(PERCENT)
        axes.yaxis.set_major_formatter(PERCENT)

    return svg("risk", draw)


def svg(name: str, draw: Callable[[Axes], None], height: float = 3.6) -> str:
    """Draw on one pair of axes.

    Returns
    -------
    str
        An `svg` element for an HTML page: without namespaces, fonts and a style sheet of its own.
    """
    with mpl.rc_context(_STYLE | {"svg.hashsalt": name}):
        canvas = Canvas(figsize=(5.2, height), layout="constrained")
        draw(canvas.subplots())
        written = BytesIO()
        nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))
        canvas.savefig(written, format="svg", metadata=nothing, transparent=True)
    root = etree.fromstring(written.getvalue(), etree.XMLParser(remove_comments=True))
    for element in list(root.iter()):
        _adapt(element)
    view = root.get("viewBox")
    root.attrib.clear()
    root.attrib.update({"viewBox": view, "aria-hidden": "true"})
    etree.cleanup_namespaces(root)
    drawing = str(etree.tostring(root, encoding="unicode"))
    for colour, variable in _PAGE.items():
        drawing = drawing.replace(colour, f"var({variable})")
    return drawing


def _adapt(element: etree._Element) -> None:
    """Remove an element's namespace, font and, of a group, id; remove a style sheet altogether."""
    element.tag = etree.QName(element).localname
    if element.tag == "style":
        element.getparent().remove(element)
    if element.tag == "g":
        element.attrib.pop("id", None)
    if target := element.attrib.pop(_LINK, None):
        element.set("href", target)
    if style := element.get("style"):
        element.set("style", ";".join(part for part in style.split(";") if "font-family" not in part))
