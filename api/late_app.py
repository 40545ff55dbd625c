"""ASGI app that is built in a thread, since importing its library takes a second or more."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import Future

from starlette.applications import Starlette

_log = logging.getLogger(__name__)


class LateApp:
    """An app that runs from the end of its building to the end of the server.

    `name` is the app's name in the log, in case building fails.
    """

    def __init__(self, name: str, build: Callable[[], Starlette]) -> None:
        self._name = name
        self._build = build
        self._built: Future[Starlette] = Future()
        self._end = asyncio.Event()
        self._life: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Start building, unless it was started before."""
        if self._life is None:
            self._life = asyncio.create_task(self._live())

    async def app(self) -> Starlette:
        """Wait until the app is built and its lifespan has begun, and return it."""
        return await asyncio.shield(
            asyncio.wrap_future(self._built)
        )  # shielded: a cancelled request does not cancel the others

    async def close(self) -> None:
        """End the app's lifespan, if it was started. Wait while it is still being built."""
        self._end.set()
        if self._life is not None:
            await self._life

    async def _live(self) -> None:
        # One task must enter and leave the lifespan, since there is a task group in it.
        try:
            app = await asyncio.to_thread(self._build)
        except Exception as error:  # an edge: it logs, and the server runs without the app
            _log.error("%s could not be built; the rest of the server goes on without.", self._name, exc_info=error)
            self._built.set_exception(error)
            return
        async with app.router.lifespan_context(app):
            self._built.set_result(app)
            await self._end.wait()
