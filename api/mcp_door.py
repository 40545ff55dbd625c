"""The door to /mcp: built when it is first knocked at, since the MCP library takes over a second to import."""

import asyncio
from collections.abc import Callable, Collection
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import Receive, Scope, Send

from api.problems import ProblemError

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class McpDoor:
    """An ASGI app that starts the MCP app at its first request and ends it with the server.

    A browser's page may ask if its origin is on the allow-list, or if it is this server's own on loopback. Its own
    elsewhere is not enough: a foreign name that was pointed at this address (DNS rebinding) is its own origin too.
    """

    def __init__(self, build: Callable[[], Starlette], allowed_origins: Collection[str]) -> None:
        self._build = build
        self._allowed = frozenset(allowed_origins)
        self._life: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, or refuse it."""
        if not self._may_ask(Headers(scope=scope)):
            raise ProblemError("origin-refused")
        if scope["method"] != "POST":  # without sessions there is nothing to listen to (GET) or to end (DELETE)
            raise HTTPException(405, headers={"Allow": "POST"})
        if self._life is None:
            self._started: asyncio.Future[Starlette] = asyncio.get_running_loop().create_future()
            self._closing = asyncio.Event()
            self._life = asyncio.create_task(self._live())
        app = await asyncio.shield(self._started)
        await app(scope, receive, send)

    async def close(self) -> None:
        """End what has been started."""
        if self._life is not None:
            self._closing.set()
            await self._life

    async def _live(self) -> None:
        # The library's task group must be left by the task that entered it.
        try:
            app = await asyncio.to_thread(self._build)
            async with app.router.lifespan_context(app):
                self._started.set_result(app)
                await self._closing.wait()
        except Exception as error:
            if self._started.done():
                raise
            self._started.set_exception(error)

    def _may_ask(self, headers: Headers) -> bool:
        origin = headers.get("origin")
        if origin is None or origin in self._allowed:
            return True
        parts = urlsplit(origin)
        return parts.netloc == headers.get("host") and parts.hostname in _LOOPBACK
