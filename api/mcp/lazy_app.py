"""The door to /mcp: built when it is first knocked at, since the MCP library takes over a second to import."""

from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import Receive, Scope, Send

from api.late_app import LateApp
from api.problems.problems import ProblemError

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class LazyMcpApp:
    """An ASGI app that starts the MCP app at its first request and ends it with the server.

    A browser's page may ask if its origin is on the allow-list, or if it is this server's own on loopback. Its own
    elsewhere is not enough: a foreign name that was pointed at this address (DNS rebinding) is its own origin too.
    """

    def __init__(self, build: Callable[[], Starlette], allowed_origins: Collection[str]) -> None:
        self._late = LateApp("MCP", build)
        self._allowed = frozenset(allowed_origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, or refuse it."""
        if not self._may_ask(Headers(scope=scope)):
            raise ProblemError("origin-refused")
        if scope["method"] != "POST":  # without sessions there is nothing to listen to (GET) or to end (DELETE)
            raise HTTPException(405, headers={"Allow": "POST"})
        self._late.start()
        app = await self._late.app()
        await app(scope, receive, send)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """End with the context what was started in it."""
        try:
            yield
        finally:
            await self._late.close()

    def _may_ask(self, headers: Headers) -> bool:
        origin = headers.get("origin")
        if origin is None or origin in self._allowed:
            return True
        parts = urlsplit(origin)
        return parts.netloc == headers.get("host") and parts.hostname in _LOOPBACK
