"""The Gradio page, built after the server has started to answer: the import takes some seconds."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from threading import Lock

from fastapi import FastAPI
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from api.late_app import LateApp

PATIENCE_SECONDS = 1.0
"""Seconds that a browser waits for the page before it is shown that the page is opening."""

_BUILDING = Lock()
"""Held while a page is built: Gradio keeps the current layout in a module variable, so two builds at once mix."""


class LatePage:
    """An ASGI app that is built in a thread after the server starts.

    Requests wait for it. Only a browser that opens a page meanwhile is served `opening`, which reloads itself.
    """

    def __init__(self, build: Callable[[], FastAPI], opening: ASGIApp) -> None:
        self._opening = opening
        self._late = LateApp("The page", lambda: _build_alone(build))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        patience = PATIENCE_SECONDS if _is_opened(scope) else None
        try:
            page: ASGIApp = await asyncio.wait_for(self._late.app(), patience)
        except TimeoutError:
            page = self._opening
        await page(scope, receive, send)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Build the page in the background; end it with the context."""
        self._late.start()
        try:
            yield
        finally:
            await self._late.close()


def _is_opened(scope: Scope) -> bool:
    """Return whether a browser opens a page: a program does not ask for HTML by name."""
    return (
        scope["type"] == "http" and scope["method"] == "GET" and "text/html" in Headers(scope=scope).get("accept", "")
    )


def _build_alone(build: Callable[[], FastAPI]) -> FastAPI:
    with _BUILDING:
        return build()
