"""A benchmark's drawings: what the systems reach beside each other."""

from collections.abc import Iterator, Sequence

import numpy as np
from matplotlib.axes import Axes

from bench.quantities import CLIENTS, MEANINGS, Quantity, throughput
from bench.record import Record, Spread, SystemRecord
from eval.canvas import FIRST, INK, SECOND, SOFT, Drawing, svg
from eval.texts import number

_BARS = {
    Quantity.SEARCH_1: "Hvor længe varer en søgning?",
    Quantity.FIRST_ANSWER: "Hvor længe varer det fra start til første svar?",
    Quantity.MEMORY: "Hvor megen hukommelse bruges der?",
}


def drawings(record: Record) -> Iterator[Drawing]:
    """Draw what was measured of more than nothing: bars a system, and the throughput by clients."""
    for quantity, title in _BARS.items():
        found = [(system, system.figures[quantity]) for system in record.systems if quantity in system.figures]
        meaning = MEANINGS[quantity]
        told = "; ".join(f"{s.name} {number(spread.median, meaning.decimals)} {meaning.unit}" for s, spread in found)
        yield Drawing(
            title,
            _bars(quantity, found),
            f"{meaning.danish}. {told}.",
            f"{meaning.danish}, {meaning.unit}. Søjlen er medianen over runderne, stregen går fra den laveste til den "
            "højeste runde. Under navnet står andelen af de rigtige steder blandt de første fem fund.",
        )
    yield _throughput(record.systems)


def _bars(quantity: Quantity, found: Sequence[tuple[SystemRecord, Spread]]) -> str:
    def draw(axes: Axes) -> None:
        medians = np.array([spread.median for _, spread in found])
        low = np.array([min(spread.rounds) for _, spread in found])
        high = np.array([max(spread.rounds) for _, spread in found])
        colours = [FIRST, *[SECOND] * (len(found) - 1)]
        ranges = np.array([medians - low, high - medians]).clip(0)
        axes.barh(range(len(found)), medians, color=colours, height=0.55, xerr=ranges, error_kw={"ecolor": INK})
        axes.set_yticks(range(len(found)), [f"{s.name}\nrecall@5 {number(s.recall_at_5)}" for s, _ in found])
        axes.set(xlabel=MEANINGS[quantity].unit, xlim=(0, None), ylim=(len(found) - 0.4, -0.6))
        axes.grid(visible=False, axis="y")
        axes.tick_params(axis="y", labelcolor=INK, length=0)

    return svg(quantity, draw, height=1.2 + 0.62 * len(found))


def _throughput(systems: Sequence[SystemRecord]) -> Drawing:
    lines = [(s, [s.figures[throughput("search", clients)].median for clients in CLIENTS]) for s in systems]

    def draw(axes: Axes) -> None:
        styles = ("-", "--", ":", "-.", (0, (1, 4)))
        for place, ((system, values), style) in enumerate(zip(lines, styles, strict=False)):
            colour = FIRST if place == 0 else SECOND
            axes.plot(CLIENTS, values, color=colour, linestyle=style, marker="o", linewidth=2, label=system.name)
        axes.set(xlabel="Klienter på samme tid", ylabel="Søgninger i sekundet", ylim=(0, None))
        axes.set_xscale("log", base=2)
        axes.set_xticks(CLIENTS, [str(clients) for clients in CLIENTS])
        axes.minorticks_off()
        axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.2), ncols=2, labelcolor=SOFT)

    told = "; ".join(
        f"{system.name}: " + ", ".join(f"{number(v, 0)} ved {c}" for c, v in zip(CLIENTS, values, strict=True))
        for system, values in lines
    )
    return Drawing(
        "Hvor mange kan spørge på én gang?",
        svg("throughput", draw, height=4.4),
        f"Søgninger i sekundet ved 1, 8 og 32 klienter. {told}.",
        "Besvarede søgninger i sekundet over HTTP. Det, der spørger, deler kernerne med den server, der svarer.",
    )
