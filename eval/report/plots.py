"""The figures of an evaluation as drawings."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes

from eval.exam.calibration import Bin
from eval.exam.figures import ConfidenceFigures, Figure, FigureGroup, Report
from eval.report.canvas import FIRST, INK, PERCENT, SECOND, SOFT, svg
from eval.report.report_texts import KINDS


def recall_by_rank(report: Report) -> str:
    """Draw the recall over the first hit, the first two, … the first ten."""

    def draw(axes: Axes) -> None:
        ranks = np.arange(1, len(report.recall_by_rank) + 1)
        axes.plot(ranks, report.recall_by_rank, color=FIRST, marker="o", linewidth=2)
        for rank in (1, 5):
            value = report.recall_by_rank[rank - 1]
            axes.annotate(f"{100 * value:.0f} %", (rank, value), (0, -18), textcoords="offset points", ha="center")
        axes.set(xlabel="Antal fund", xticks=ranks, ylim=(min(0.5, *report.recall_by_rank), 1.02))
        axes.yaxis.set_major_formatter(PERCENT)

    return svg("rank", draw, height=4.2)


def by_kind(kinds: Sequence[FigureGroup]) -> str:
    """Draw what was found, and what the answers say, of each kind of question, with 95 % intervals."""

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


def reliability(bins: Sequence[Bin]) -> str:
    """Draw the share that is answerable over the confidence; larger points stand for more questions."""

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


def risk(confidence: ConfidenceFigures, answered: float, wrong: float) -> str:
    """Draw the risk over the coverage of every threshold, and where Rundbord's own lies: `answered` and `wrong`."""

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
