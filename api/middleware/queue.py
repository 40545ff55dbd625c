"""REST requests wait in the answer queue (`api.answer_queue`), each with its whole body."""

from asyncio import FIRST_COMPLETED, Future, ensure_future, wait

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.answer_queue import Turn, Turns
from api.problems.problems import ProblemError, respond

ASKING = ("/api/v1/search", "/api/v1/answer", "/v1/chat/completions")
"""The paths below which something is looked for in the index."""


class Line:
    """Has a request that asks something wait for its turn.

    A client that leaves while it waits leaves the line too: nothing is computed for it.
    """

    def __init__(self, app: ASGIApp, turns: Turns) -> None:
        self._app = app
        self._turns = turns

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request when its turn comes, or tell it at once that there are too many before it."""
        if scope["type"] != "http" or not _asks(scope):
            await self._app(scope, receive, send)
            return
        body = await _whole_body(receive)
        if body[-1]["type"] == "http.disconnect":
            return
        try:
            turn = self._turns.line_up()
        except ProblemError as error:
            await respond(error.problem, {"Connection": "close"})(scope, receive, send)
            return
        leaving = ensure_future(receive())  # with its body read, all that is left for a client to do is to go away
        try:
            if await _comes(turn, leaving):
                await self._app(scope, _Again(body, leaving).receive, send)
        finally:
            turn.leave()
            leaving.cancel()


async def _comes(turn: Turn, leaving: "Future[Message]") -> bool:
    """Wait for a turn, and tell whether the client is still there when it comes."""
    if turn.came.done():
        return True
    coming = ensure_future(turn.has_come())
    try:
        await wait((coming, leaving), return_when=FIRST_COMPLETED)
    finally:
        coming.cancel()
    return not leaving.done()


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
