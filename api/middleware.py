"""What every request passes on its way in and out; plain ASGI, so that streams stay streams."""

from collections.abc import Collection

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import ProblemError, problem, problem_of, respond


class SecurityHeaders:
    """Adds the headers that every response carries, where an endpoint has not chosen its own."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("X-Content-Type-Options", "nosniff")
                headers.setdefault("Referrer-Policy", "same-origin")
                headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
            await send(message)

        await self._app(scope, receive, send_with_headers)


class OriginGuard:
    """Refuses pages of foreign origins that are not allowed, before anything is done for them, preflight included.

    A page's own origin is told by its host and port: the scheme that a proxy in front speaks is not known here.
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


class BodyLimit:
    """Refuses a request to an API whose body is over the limit, by its stated length or as soon as it gets there."""

    def __init__(self, app: ASGIApp, prefixes: tuple[str, ...], most_bytes: int) -> None:
        self._app = app
        self._prefixes = prefixes
        self._most_bytes = most_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, or refuse it."""
        if scope["type"] != "http" or not self._is_limited(scope):
            await self._app(scope, receive, send)
            return
        stated = Headers(scope=scope).get("content-length", "0")
        if stated.isdecimal() and int(stated) > self._most_bytes:
            await respond(problem("body-too-large"), {"Connection": "close"})(scope, receive, send)
            return
        seen = 0

        async def receive_limited() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self._most_bytes:
                raise ProblemError("body-too-large")
            return message

        await self._app(scope, receive_limited, send)

    def _is_limited(self, scope: Scope) -> bool:
        path: str = scope["path"]
        return path.removeprefix(scope.get("root_path", "")).startswith(self._prefixes)


class UnexpectedErrors:
    """Turns what nobody foresaw into a problem, inside the other middleware, so that its response has their headers."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, whatever happens."""
        started = False

        async def send_noting(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, send_noting)
        except Exception as error:
            if started or scope["type"] != "http":
                raise
            await respond(problem_of(error))(scope, receive, send)
