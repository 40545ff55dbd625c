"""Middleware against requests from foreign origins."""

from collections.abc import Collection

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from api.problems.problems import problem, respond


class OriginGuard:
    """Middleware that refuses foreign origins that are not allowed, preflight requests included.

    The server's own origin is recognised by host and port. The scheme is not compared, since a proxy in front may use
    another one.
    """

    def __init__(self, app: ASGIApp, allowed: Collection[str]) -> None:
        self._app = app
        self._allowed = frozenset(allowed)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, or refuse it."""
        if scope["type"] == "http" and not self._may_ask(Headers(scope=scope)):
            await respond(problem("origin-refused"), {"Vary": "Origin"})(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _may_ask(self, headers: Headers) -> bool:
        origin = headers.get("origin")
        if origin is None or origin in self._allowed:
            return True
        return origin in {f"{scheme}://{headers.get('host')}" for scheme in ("http", "https")}
