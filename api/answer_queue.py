"""Questions take turns, in the order in which they came, whatever way they came in by: REST, the page or MCP."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from os import cpu_count
from threading import Lock
from typing import TypeVar

from anyio import to_thread

from api.metrics import Metrics
from api.problems.problems import ProblemError

AT_ONCE = 2 * (cpu_count() or 1)
"""One needs a core to be encoded on, and then Python's lock to be searched for: two a core keep both busy."""

LOOK_SECONDS = 1.0
"""How often who waits for a turn looks whether its asker is still there, where nobody tells it."""

Result = TypeVar("Result")


class Turns:
    """Lets a few questions be answered at once, and others wait; one line for all ways in.

    More at once would only share the same cores, so that each took longer and none came sooner.
    """

    def __init__(self, most_waiting: int, metrics: Metrics, at_once: int = AT_ONCE) -> None:
        self.most = at_once + most_waiting
        """How many questions there may be, those that are being answered and those that wait."""
        self._free = at_once
        self._most_waiting = most_waiting
        self._waiting: OrderedDict[Turn, None] = OrderedDict()
        self._lock = Lock()
        self._metrics = metrics

    def line_up(self) -> "Turn":
        """Stand at the end of the line; whoever does so must `leave` at last.

        Raises
        ------
        ProblemError
            `overloaded`, if there are too many before it.
        """
        with self._lock:
            turn = Turn(self)
            if self._free:
                self._free -= 1
                turn.came.set_result(None)
            elif len(self._waiting) < self._most_waiting:
                self._waiting[turn] = None
                self._metrics.note_waiting(len(self._waiting))
            else:
                raise ProblemError("overloaded")
        return turn

    def end(self, turn: "Turn") -> None:
        """Take a turn out of the line, or let the next one come after it."""
        with self._lock:
            if turn in self._waiting:
                del self._waiting[turn]
            elif self._waiting:
                self._waiting.popitem(last=False)[0].came.set_result(None)
            else:
                self._free += 1
            self._metrics.note_waiting(len(self._waiting))


class Turn:
    """One question's place in the line; used by one event loop."""

    def __init__(self, turns: Turns) -> None:
        self.came: Future[None] = Future()
        self._turns = turns
        self._is_over = False
        self._is_working = False

    async def has_come(self, within_seconds: float | None = None) -> bool:
        """Wait until it is this question's turn, or so long; tell whether it is."""
        if not self.came.done():
            await asyncio.wait((asyncio.wrap_future(self.came),), timeout=within_seconds)
        return self.came.done()

    async def work(self, answer: Callable[[], Result], within_seconds: float | None = None) -> Result:
        """Answer in a thread. The turn lasts as long as that takes, also when nobody waits for it any more.

        Raises
        ------
        TimeoutError
            If it takes longer than `within_seconds`.
        """
        self._is_working = True
        working = asyncio.create_task(to_thread.run_sync(answer, abandon_on_cancel=True))
        working.add_done_callback(self._worked)
        return await asyncio.wait_for(asyncio.shield(working), within_seconds)

    def leave(self) -> None:
        """Leave the line, or end the turn; what `work` has begun ends it itself."""
        if not self._is_working and not self._is_over:
            self._is_over = True
            self._turns.end(self)

    def _worked(self, working: "asyncio.Task[object]") -> None:
        if not working.cancelled():
            working.exception()  # looked at, since whoever asked may be gone
        self._is_working = False
        self.leave()
