"""Limits on the size and the arrival time of request bodies."""

import re
from asyncio import timeout
from math import inf
from time import monotonic

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems.problems import ProblemError, problem, respond
from ingest.readers.file_formats import LARGEST_FILE

BODY_SECONDS = 10.0
"""The time limit for the arrival of a body. Any usable network sends 64 KiB in less."""

UPLOAD_BYTES = LARGEST_FILE + 1_000_000
"""The largest upload by an owner: the largest file that is read, and the form around it."""

UPLOAD_SECONDS = 1800.0


class BodyLimit:
    """Middleware that refuses a request body that is too large or arrives too slowly.

    The size is limited below `prefixes`, by the stated length and by the bytes that arrive; other paths have limits of
    their own. The time is limited everywhere. Paths that match `upload` have higher limits, since `AccessMiddleware`
    admits only the owner there.
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
        is_complete = False

        async def receive_limited() -> Message:
            nonlocal seen, is_complete
            if is_complete:  # only a disconnect can follow, and a stream waits for it without a limit
                return await receive()
            try:
                async with timeout(max(deadline - monotonic(), 0)):
                    message = await receive()
            except TimeoutError:
                seconds = round(most_seconds)
                raise ProblemError("body-too-slow", {"Connection": "close"}, seconds=seconds) from None
            seen += len(message.get("body", b""))
            is_complete = not message.get("more_body", False)
            if seen > most_bytes:
                raise ProblemError("body-too-large", {"Connection": "close"})
            return message

        await self._app(scope, receive_limited, send)

    def _limits(self, path: str) -> tuple[float, float]:
        if self._upload is not None and self._upload.fullmatch(path):
            return UPLOAD_BYTES, UPLOAD_SECONDS
        return self._most_bytes if path.startswith(self._prefixes) else inf, self._most_seconds
