"""Lets the API answer while the page is still loading: Gradio takes two seconds to import."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AsyncExitStack
from threading import Lock

from fastapi import FastAPI
from starlette.types import Receive, Scope, Send

_log = logging.getLogger(__name__)

_BUILDING = Lock()
"""Held while a page is built: Gradio notes in the module what is being laid out, so that two at once get mixed up."""


class LatePage:
    """An ASGI app that is built in the background; requests wait for it, and its life ends with the server's."""

    def __init__(self, build: Callable[[], FastAPI]) -> None:
        builder = ThreadPoolExecutor(max_workers=1)
        self._built: Future[FastAPI] = builder.submit(_build_alone, build)
        self._built.add_done_callback(_tell_failure)
        builder.shutdown(wait=False)
        self._living = AsyncExitStack()
        self._started: asyncio.Task[FastAPI] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._started is None:
            self._started = asyncio.create_task(self._start())
        page = await asyncio.shield(self._started)
        await page(scope, receive, send)

    async def close(self) -> None:
        """End what the page has started; wait for it if it is still being built."""
        await asyncio.wrap_future(self._built)
        await self._living.aclose()

    async def _start(self) -> FastAPI:
        page = await asyncio.wrap_future(self._built)
        await self._living.enter_async_context(page.router.lifespan_context(page))
        return page


def _build_alone(build: Callable[[], FastAPI]) -> FastAPI:
    with _BUILDING:
        return build()


def _tell_failure(built: "Future[FastAPI]") -> None:
    if error := built.exception():
        _log.error("The page could not be built; the API serves without it.", exc_info=error)
