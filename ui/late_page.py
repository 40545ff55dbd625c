"""Lets the API answer while the page is still loading: Gradio takes two seconds to import."""

import asyncio
import logging
import os
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AsyncExitStack
from threading import Lock, get_native_id

from fastapi import FastAPI
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

PATIENCE_SECONDS = 1.0
"""How long a browser waits for the page before it is told that the page is opening."""

_TURN_SECONDS = 0.0005
"""How long the thread that builds the page keeps Python's lock when a question waits for it; else it is ten times that.

A question takes the lock anew after each thing that it waits for, some ten times: at 5 ms a time that doubles it.
"""

_NICENESS = 10
"""How far the thread that builds the page stands back where cores are short, so that questions are encoded first."""

_log = logging.getLogger(__name__)

_BUILDING = Lock()
"""Held while a page is built: Gradio notes in the module what is being laid out, so that two at once get mixed up."""


class LatePage:
    """An ASGI app that is built in the background; its life ends with the server's.

    Requests wait for it; only who opens it in a browser meanwhile is served `opening` instead, which asks again.
    """

    def __init__(self, build: Callable[[], FastAPI], opening: ASGIApp) -> None:
        self._opening = opening
        builder = ThreadPoolExecutor(max_workers=1)
        self._built: Future[FastAPI] = builder.submit(_build_alone, build)
        self._built.add_done_callback(_tell_failure)
        builder.shutdown(wait=False)
        self._living = AsyncExitStack()
        self._started: asyncio.Task[FastAPI] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._started is None:
            self._started = asyncio.create_task(self._start())
        patience = PATIENCE_SECONDS if _is_opened(scope) else None
        try:
            page: ASGIApp = await asyncio.wait_for(asyncio.shield(self._started), patience)
        except TimeoutError:
            page = self._opening
        await page(scope, receive, send)

    async def close(self) -> None:
        """End what the page has started; wait for it if it is still being built."""
        await asyncio.wrap_future(self._built)
        await self._living.aclose()

    async def _start(self) -> FastAPI:
        page = await asyncio.wrap_future(self._built)
        await self._living.enter_async_context(page.router.lifespan_context(page))
        return page


def _is_opened(scope: Scope) -> bool:
    """Tell whether a person opens a page: a program that fetches one does not ask for HTML by name."""
    return (
        scope["type"] == "http" and scope["method"] == "GET" and "text/html" in Headers(scope=scope).get("accept", "")
    )


def _build_alone(build: Callable[[], FastAPI]) -> FastAPI:
    with _BUILDING:
        if sys.platform == "linux":  # where a thread has a priority of its own
            os.setpriority(os.PRIO_PROCESS, get_native_id(), _NICENESS)
        usual = sys.getswitchinterval()
        sys.setswitchinterval(_TURN_SECONDS)
        try:
            return build()
        finally:
            sys.setswitchinterval(usual)


def _tell_failure(built: "Future[FastAPI]") -> None:
    if error := built.exception():
        _log.error("The page could not be built; the API serves without it.", exc_info=error)
