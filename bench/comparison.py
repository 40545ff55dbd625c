"""What has become slower or larger since a kept run. A report to read: it never fails a build."""

from collections.abc import Iterator
from dataclasses import dataclass

from bench.quantities import MEANINGS, Quantity
from bench.record import Record, Spread, SystemRecord

_NOTEWORTHY = 0.10
_RECALL_NOTEWORTHY = 0.005


@dataclass(frozen=True, slots=True)
class Change:
    """A figure then and now; `change` is the share that it grew by, and `worse` whether that is for the worse."""

    system: str
    quantity: Quantity | None
    before: float
    now: float
    worse: bool

    @property
    def change(self) -> float:
        """The share that the figure grew by."""
        return self.now / self.before - 1 if self.before else 0.0

    @property
    def english(self) -> str:
        """What it is called; without a quantity it is the recall."""
        return MEANINGS[self.quantity].english if self.quantity else "recall@5"


def changes(before: Record, now: Record) -> Iterator[Change]:
    """Tell what moved by more than a tenth and beyond what the rounds differ by, and every recall that moved.

    A quantity counts as moved only if no round of the one run lies within the range of the other's rounds, so that
    noise that each run shows itself is not reported.
    """
    earlier = {system.name: system for system in before.systems}
    for system in now.systems:
        if system.name in earlier:
            yield from _of_system(earlier[system.name], system)


def _of_system(before: SystemRecord, now: SystemRecord) -> Iterator[Change]:
    if abs(now.recall_at_5 - before.recall_at_5) > _RECALL_NOTEWORTHY:
        worse = now.recall_at_5 < before.recall_at_5
        yield Change(now.name, None, before.recall_at_5, now.recall_at_5, worse)
    for quantity, spread in now.figures.items():
        old = before.figures.get(quantity)
        if old is None or not old.median or _overlap(old, spread):
            continue
        if abs(spread.median / old.median - 1) > _NOTEWORTHY:
            grew = spread.median > old.median
            yield Change(now.name, quantity, old.median, spread.median, grew != MEANINGS[quantity].more_is_better)


def _overlap(one: Spread, other: Spread) -> bool:
    return min(one.rounds) <= max(other.rounds) and min(other.rounds) <= max(one.rounds)
