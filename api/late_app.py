"""An ASGI app that is built in a thread, since the library behind it takes a second or more to import."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import Future

from starlette.applications import Starlette

_log = logging.getLogger(__name__)


class LateApp:
    """An app that lives from when it is built until the server ends.

    `name` says in the log what could not be built, if it could not.
    """

    def __init__(self, name: str, build: Callable[[], Starlette]) -> None:
        self._name = name
        self._build = build
        self._built: Future[Starlette] = Future()
        self._end = asyncio.Event()
        self._life: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to build it, unless that is begun."""
        if self._life is None:
            self._life = asyncio.create_task(self._live())

    async def app(self) -> Starlette:
        """Wait until it is built and its lifespan has begun."""
        return await asyncio.shield(asyncio.wrap_future(self._built))  # one request's leaving cancels it for no other

    async def close(self) -> None:
        """End its lifespan, if it was started; wait for it if it is still being built."""
        self._end.set()
        if self._life is not None:
            await self._life

    async def _live(self) -> None:
        # One task enters and leaves the lifespan: a task group in it asks for that.
        try:
            app = await asyncio.to_thread(self._build)
        except Exception as error:  # the server goes on without it: this is the edge, and it logs
            _log.error("%s could not be built; the rest of the server goes on without.", self._name, exc_info=error)
            self._built.set_exception(error)
            return
        async with app.router.lifespan_context(app):
            self._built.set_result(app)
            await self._end.wait()
