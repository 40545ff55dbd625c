"""What every request passes on its way in and out; plain ASGI, so that streams stay streams."""

import re
from asyncio import timeout
from collections.abc import Collection
from math import inf
from time import monotonic

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems.problems import ProblemError, problem, problem_of, respond
from ingest.readers.file_formats import LARGEST_FILE

POLICY = "Content-Security-Policy"
NOTHING_ALLOWED = "default-src 'none'; base-uri 'none'; form-action 'none'"
YEAR_SECONDS = 31_536_000
BODY_SECONDS = 10.0
"""How long a request's body may take to arrive: 64 KiB in this time is slower than any line that works."""

UPLOAD_BYTES = LARGEST_FILE + 1_000_000
"""What an owner's upload may be: the largest file that is read, with what a form packs round it."""

UPLOAD_SECONDS = 1800.0

COMMON_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
}


class SecurityHeaders:
    """Adds the headers that every response carries, where an endpoint has not chosen its own.

    A response that states no content policy is no page and needs nothing; one whose policy does not say who may frame
    it may be framed by the server itself and by `framed_by`.
    """

    def __init__(self, app: ASGIApp, framed_by: Collection[str] = ()) -> None:
        self._app = app
        self._framing = " ".join(["frame-ancestors 'self'", *framed_by])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in COMMON_HEADERS.items():
                    headers.setdefault(name, value)
                headers[POLICY] = self._policy(headers)
                if scope.get("scheme") == "https":
                    headers.setdefault("Strict-Transport-Security", f"max-age={YEAR_SECONDS}")
            await send(message)

        await self._app(scope, receive, send_with_headers)

    def _policy(self, headers: Headers) -> str:
        policy = headers.get(POLICY, "")
        if "frame-ancestors" in policy:
            return policy
        if not policy:
            # A browser's own reader of PDF obeys the policy of what it reads, and is made of scripts and styles.
            policy = "" if headers.get("content-type", "").startswith("application/pdf") else NOTHING_ALLOWED
        return "; ".join(part for part in (policy.rstrip("; "), self._framing) if part)


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
    """Refuses a body that is too large, by its stated length or as soon as it gets there, or that comes too slowly.

    The size is limited below `prefixes`; what stands elsewhere has limits of its own. The time is limited everywhere.
    What goes to a path of the form `upload` may be larger and take longer: the gate outside has let in nobody else
    than who may send it.
    """

    def __init__(
        self,
        app: ASGIApp,
        prefixes: tuple[str, ...],
        most_bytes: int,
        most_seconds: float = BODY_SECONDS,
        upload: "re.Pattern[str] | None" = None,
    ) -> None:
        self._app = app
        self._upload = upload
        self._prefixes = prefixes
        self._most_bytes = most_bytes
        self._most_seconds = most_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most_bytes, most_seconds = self._limits(scope["path"].removeprefix(scope.get("root_path", "")))
        stated = Headers(scope=scope).get("content-length", "0")
        if stated.isdecimal() and int(stated) > most_bytes:
            await respond(problem("body-too-large"), {"Connection": "close"})(scope, receive, send)
            return
        deadline = monotonic() + most_seconds
        seen = 0
        whole = False

        async def receive_limited() -> Message:
            nonlocal seen, whole
            if whole:  # what follows is the client's going away, for which a stream waits as long as it lasts
                return await receive()
            try:
                async with timeout(max(deadline - monotonic(), 0)):
                    message = await receive()
            except TimeoutError:
                seconds = round(most_seconds)
                raise ProblemError("body-too-slow", {"Connection": "close"}, seconds=seconds) from None
            seen += len(message.get("body", b""))
            whole = not message.get("more_body", False)
            if seen > most_bytes:
                raise ProblemError("body-too-large", {"Connection": "close"})
            return message

        await self._app(scope, receive_limited, send)

    def _limits(self, path: str) -> tuple[float, float]:
        if self._upload is not None and self._upload.fullmatch(path):
            return UPLOAD_BYTES, UPLOAD_SECONDS
        return self._most_bytes if path.startswith(self._prefixes) else inf, self._most_seconds


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
        except ClientDisconnect:  # nobody waits for a response
            return
        except Exception as error:
            if started or scope["type"] != "http":
                raise
            await respond(problem_of(error), getattr(error, "headers", None))(scope, receive, send)
