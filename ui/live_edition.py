"""One bundle's app while it serves: its life, and the requests that it is answering."""

import asyncio
from contextlib import suppress

from fastapi import FastAPI
from starlette.types import Message, Receive, Scope, Send

from index.bundle import Bundle


class Edition:
    """Passes requests to a bundle's app and can end it in good order: no request is cut off while it makes progress."""

    def __init__(self, bundle: Bundle, app: FastAPI) -> None:
        self.bundle = bundle
        self._app = app
        self._requests: set[asyncio.Task[object]] = set()
        self._idle = asyncio.Event()
        self._idle.set()
        self._end = asyncio.Event()
        self._life: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        task = asyncio.current_task()
        if task is None:
            raise RuntimeError("An ASGI app is called in a task.")
        self._requests.add(task)
        self._idle.clear()
        finishing = _Finishing(send)
        try:
            await self._app(scope, receive, finishing.send)
        except asyncio.CancelledError:
            if not self._end.is_set():
                raise
            task.uncancel()  # cancelled by `end`: the connection itself lives on
            await finishing.finish()
        finally:
            self._requests.discard(task)
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
        """Wait for the requests, then end those that are left, which are a page's open streams, and the app's life.

        A browser opens such a stream again by itself, and gets it from whatever serves then.
        """
        with suppress(TimeoutError):
            await asyncio.wait_for(self._idle.wait(), patience_seconds)
        self._end.set()
        left = tuple(self._requests)
        for request in left:
            request.cancel()
        if left:
            await asyncio.wait(left, timeout=patience_seconds)
        if self._life is not None:
            await self._life

    async def _live(self, started: asyncio.Event) -> None:
        async with self._app.router.lifespan_context(self._app):
            started.set()
            await self._end.wait()


class _Finishing:
    """Knows how far a response has come, so that it can be ended as a whole one."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._open = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._open = True
        elif message["type"] == "http.response.body" and not message.get("more_body"):
            self._open = False
        await self._send(message)

    async def finish(self) -> None:
        if self._open:
            await self._send({"type": "http.response.body", "body": b""})
