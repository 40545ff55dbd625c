"""Questions wait in line for their turn, in the order in which they came; a line that is too long is closed."""

from asyncio import FIRST_COMPLETED, Future, Semaphore, create_task, ensure_future, wait

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.metrics import Metrics
from api.problems import problem, respond

ASKING = ("/api/v1/search", "/api/v1/answer", "/v1/chat/completions")
"""The paths below which something is looked for in the index."""


class Line:
    """Lets a few questions be answered at once, and others wait.

    More at once would only share the same cores, so that each took longer and none came sooner. A client that leaves
    while it waits leaves the line too: nothing is computed for it.
    """

    def __init__(self, app: ASGIApp, at_once: int, most_waiting: int, metrics: Metrics) -> None:
        self._app = app
        self._places = Semaphore(at_once)
        self._most_waiting = most_waiting
        self._waiting = 0
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request when its turn comes, or tell it at once that there are too many before it."""
        if scope["type"] != "http" or not _asks(scope):
            await self._app(scope, receive, send)
        elif self._places.locked() and self._waiting >= self._most_waiting:
            await respond(problem("overloaded"), {"Connection": "close"})(scope, receive, send)
        else:
            await self._serve(scope, receive, send)

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = await _whole_body(receive)
        if body[-1]["type"] == "http.disconnect":
            return
        leaving = ensure_future(receive())  # with its body read, all that is left for a client to do is to go away
        try:
            if not await self._turn(leaving):
                return
            try:
                await self._app(scope, _Again(body, leaving).receive, send)
            finally:
                self._places.release()
        finally:
            leaving.cancel()

    async def _turn(self, leaving: "Future[Message]") -> bool:
        """Wait for a place, and tell whether the client is still there when it comes."""
        if not self._places.locked():
            await self._places.acquire()
            return True
        place = create_task(self._places.acquire())
        self._waiting += 1
        try:
            with self._metrics.waiting():
                await wait((place, leaving), return_when=FIRST_COMPLETED)
        finally:
            self._waiting -= 1
            if not place.done():
                place.cancel()
        if not place.done():
            return False
        if leaving.done():
            self._places.release()
            return False
        return True


class _Again:
    """Gives an app the body that has been read, and then word of the client's going away."""

    def __init__(self, body: list[Message], leaving: "Future[Message]") -> None:
        self._body = body[::-1]
        self._leaving = leaving

    async def receive(self) -> Message:
        """Give the next message."""
        if self._body:
            return self._body.pop()
        await wait((self._leaving,))
        return self._leaving.result()


async def _whole_body(receive: Receive) -> list[Message]:
    messages = [await receive()]
    while messages[-1].get("more_body", False):
        messages.append(await receive())
    return messages


def _asks(scope: Scope) -> bool:
    path: str = scope["path"].removeprefix(scope.get("root_path", ""))
    return path in ASKING
