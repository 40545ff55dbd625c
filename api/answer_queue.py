"""The queue of questions from all interfaces: REST, chat completions, the page and MCP."""

from asyncio import Task, create_task, shield
from collections.abc import Callable
from os import cpu_count
from typing import TypeVar

from anyio import CancelScope, CapacityLimiter, WouldBlock, create_task_group, sleep, to_thread
from starlette.requests import ClientDisconnect, Request

from api.metrics import Metrics
from api.problems.problems import ProblemError

AT_ONCE = 2 * (cpu_count() or 1)
"""A question needs a core for encoding, then Python's lock for the search. Two questions a core keep both busy."""

LOOK_SECONDS = 1.0
"""Seconds between two checks of the connection of a waiting question's client."""

Result = TypeVar("Result")


class AnswerQueue:
    """Answers a few questions at once, in threads of its own, and the others in order of arrival.

    More at once would share the same cores, so that each took longer and none was answered sooner.
    """

    def __init__(self, most_waiting: int, metrics: Metrics, at_once: int = AT_ONCE) -> None:
        self.most = at_once + most_waiting
        """The largest number of questions at a time, both waiting and being answered."""
        self._most_waiting = most_waiting
        self._places = CapacityLimiter(at_once)
        self._threads = CapacityLimiter(at_once)  # so that no answer waits for the threads of other requests
        self._working: set[Task[object]] = set()
        metrics.watch_queue(self._places)

    async def run(self, work: Callable[[], Result], client: Request | None = None) -> Result:
        """Do the work in a thread, in its turn.

        If the caller is cancelled while it waits, nothing is computed. Work that has begun keeps its place to its end,
        also when the caller is cancelled.

        Parameters
        ----------
        client
            The request that waits. Its body has been read. If its client disconnects, nothing is computed.

        Raises
        ------
        ProblemError
            `overloaded`, if too many wait.
        ClientDisconnect
            If the client left while it waited.
        """
        place = object()
        try:
            self._places.acquire_on_behalf_of_nowait(place)
        except WouldBlock:
            if self._places.statistics().tasks_waiting >= self._most_waiting:
                raise ProblemError("overloaded", {"Connection": "close"}) from None
            await self._wait(place, client)
        working = create_task(self._work(work, place))
        self._working.add(working)  # the event loop holds its tasks weakly
        working.add_done_callback(self._working.discard)
        return await shield(working)

    async def _wait(self, place: object, client: Request | None) -> None:
        try:
            async with create_task_group() as waiting:
                if client is not None:
                    waiting.start_soon(_leave_with, client, waiting.cancel_scope)
                await self._places.acquire_on_behalf_of(place)
                waiting.cancel_scope.cancel()
            if client is not None:
                await _require_present(client)
        except BaseException:
            if place in self._places.statistics().borrowers:
                self._places.release_on_behalf_of(place)
            raise

    async def _work(self, work: Callable[[], Result], place: object) -> Result:
        try:
            return await to_thread.run_sync(work, limiter=self._threads)
        finally:
            self._places.release_on_behalf_of(place)


async def _leave_with(client: Request, waiting: CancelScope) -> None:
    while True:
        await sleep(LOOK_SECONDS)
        if await client.is_disconnected():
            waiting.cancel()


async def _require_present(client: Request) -> None:
    if await client.is_disconnected():
        raise ClientDisconnect
