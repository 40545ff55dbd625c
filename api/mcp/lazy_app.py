"""The ASGI app at /mcp, built at its first request, since the MCP library takes over a second to import."""

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

    A page may ask if its origin is allowed, or if it is this server's own on the loopback. On other hosts the own
    origin is not enough, since a foreign name may point at this address (DNS rebinding).
    """

    def __init__(self, build: Callable[[], Starlette], allowed_origins: Collection[str]) -> None:
        self._late = LateApp("MCP", build)
        self._allowed = frozenset(allowed_origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, or refuse it."""
        if not self._may_ask(Headers(scope=scope)):
            raise ProblemError("origin-refused")
        if scope["method"] != "POST":  # GET and DELETE are for sessions, and there are none
            raise HTTPException(405, headers={"Allow": "POST"})
        self._late.start()
        app = await self._late.app()
        await app(scope, receive, send)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """End the MCP app, if it was started, with the context."""
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
