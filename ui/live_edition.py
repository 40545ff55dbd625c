"""One bundle's app while it serves: its life, and the requests that it is answering."""

import asyncio
from contextlib import suppress

from fastapi import FastAPI
from starlette.types import Message, Receive, Scope, Send

from index.bundle import Bundle

SLOWEST_SECONDS = 120.0
"""How long a request that has not begun to be answered may go on when an edition ends: no answer takes as long."""


class Edition:
    """Passes requests to a bundle's app and can end it in good order: no request is cut off while it makes progress."""

    def __init__(self, bundle: Bundle, app: FastAPI) -> None:
        self.bundle = bundle
        self._app = app
        self._requests: dict[asyncio.Task[object], _Finishing] = {}
        self._idle = asyncio.Event()
        self._idle.set()
        self._end = asyncio.Event()
        self._life: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        task = asyncio.current_task()
        if task is None:
            raise RuntimeError("An ASGI app is called in a task.")
        finishing = _Finishing(send)
        self._requests[task] = finishing
        self._idle.clear()
        try:
            await self._app(scope, receive, finishing.send)
        except asyncio.CancelledError:
            if not self._end.is_set():
                raise
            task.uncancel()  # cancelled by `end`: the connection itself lives on
            await finishing.finish()
        finally:
            del self._requests[task]
            if not self._requests:
                self._idle.set()

    async def start(self) -> None:
        """Enter the app's lifespan, in a task of its own: what it opens it must close in the same task."""
        started = asyncio.Event()
        self._life = asyncio.create_task(self._live(started))
        waiting = asyncio.create_task(started.wait())
        await asyncio.wait([self._life, waiting], return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        if self._life.done():
            self._life.result()

    async def end(self, patience_seconds: float) -> None:
        """Wait for the requests, then end a page's open streams, and with the last request the app's life.

        A browser opens such a stream again by itself, and gets it from whatever serves then. A request that waits for
        its answer is not cut off for being slow, as all are on a busy machine: it gets `SLOWEST_SECONDS` more, unless
        there is no patience at all.
        """
        with suppress(TimeoutError):
            await asyncio.wait_for(self._idle.wait(), patience_seconds)
        self._end.set()
        await self._cut([task for task, answer in self._requests.items() if answer.is_open], patience_seconds)
        if patience_seconds and self._requests:
            await asyncio.wait(tuple(self._requests), timeout=SLOWEST_SECONDS)
        await self._cut(list(self._requests), patience_seconds)
        if self._life is not None:
            await self._life

    async def _cut(self, requests: list[asyncio.Task[object]], patience_seconds: float) -> None:
        for request in requests:
            request.cancel()
        if requests:
            await asyncio.wait(requests, timeout=patience_seconds)

    async def _live(self, started: asyncio.Event) -> None:
        async with self._app.router.lifespan_context(self._app):
            started.set()
            await self._end.wait()


class _Finishing:
    """Knows how far a response has come, so that it can be ended as a whole one."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.is_open = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.is_open = True
        elif message["type"] == "http.response.body" and not message.get("more_body"):
            self.is_open = False
        await self._send(message)

    async def finish(self) -> None:
        if self.is_open:
            await self._send({"type": "http.response.body", "body": b""})
