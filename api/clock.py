"""Stopwatch."""

from time import perf_counter


class Stopwatch:
    """Measures the time since it was made."""

    def __init__(self) -> None:
        self._started = perf_counter()

    def milliseconds(self) -> float:
        """Return the time since the start, to a tenth of a millisecond."""
        return round((perf_counter() - self._started) * 1000, 1)
