"""How long a piece of work took."""

from time import perf_counter


class Stopwatch:
    """Runs from the moment it is made."""

    def __init__(self) -> None:
        self._started = perf_counter()

    def milliseconds(self) -> float:
        """Tell the time since the start, to a tenth of a millisecond."""
        return round((perf_counter() - self._started) * 1000, 1)
