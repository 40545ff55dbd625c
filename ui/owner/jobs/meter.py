"""The percentage and the time left of a job, from the counts that it reports."""

from dataclasses import dataclass, field
from time import monotonic
from typing import Final

from ui.owner.jobs.progress import Progress


@dataclass(frozen=True, slots=True)
class Meter:
    """A job's count; `began` is the `time.monotonic` of its first report, `left` the seconds left, where known."""

    done: int = 0
    of: int = 0
    began: float = field(default_factory=monotonic, compare=False)
    left: float | None = field(default=None, compare=False)

    @property
    def percent(self) -> int | None:
        """The completed share in percent; None where nothing is counted."""
        return 100 * self.done // self.of if self.of else None

    def moved(self, progress: Progress, now: float) -> "Meter":
        """Return the meter after a report; a smaller count, or another total, starts a new meter."""
        if progress.of != self.of or progress.done < self.done:
            return Meter(progress.done, progress.of, now)
        left = (now - self.began) / progress.done * (self.of - progress.done) if progress.done else None
        return Meter(progress.done, self.of, self.began, left)


NOTHING_COUNTED: Final = Meter(began=0.0)
