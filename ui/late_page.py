"""The page is built after the server has begun to answer: Gradio takes some seconds to import."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from threading import Lock

from fastapi import FastAPI
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from api.late_app import LateApp

PATIENCE_SECONDS = 1.0
"""How long a browser waits for the page before it is told that the page is opening."""

_BUILDING = Lock()
"""Held while a page is built: Gradio notes in the module what is being laid out, so that two at once get mixed up."""


class LatePage:
    """An ASGI app that is built in a thread from when the server starts.

    Requests wait for it. Only a browser that opens a page meanwhile is served `opening` instead, which asks again.
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
        """Begin to build the page; end it with the context."""
        self._late.start()
        try:
            yield
        finally:
            await self._late.close()


def _is_opened(scope: Scope) -> bool:
    """Tell whether a person opens a page: a program that fetches one does not ask for HTML by name."""
    return (
        scope["type"] == "http" and scope["method"] == "GET" and "text/html" in Headers(scope=scope).get("accept", "")
    )


def _build_alone(build: Callable[[], FastAPI]) -> FastAPI:
    with _BUILDING:
        return build()
