"""Access log: an id, a count and one log line for each request, without anything that the client sent."""

import logging
import re
from uuid import uuid4

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.access.addresses import Proxies
from api.clock import Stopwatch
from api.metrics import Metrics
from api.middleware.request_id import named_request

HEADER = "X-Request-ID"

_VALID_ID = re.compile(r"[\w.:-]{1,128}", re.ASCII)
_WAYS = (
    ("/api/v1/answer", "answer"),
    ("/api/v1/search", "search"),
    ("/api/v1/documents", "documents"),
    ("/api/v1/feedback", "feedback"),
    ("/api/v1/token", "token"),
    ("/v1/chat/completions", "chat"),
    ("/v1/models", "models"),
    ("/mcp", "mcp"),
    ("/widget.js", "widget"),
    ("/embed", "widget"),
)
_CLIENT_ERROR = 400
_PROBES = frozenset({"/healthz", "/readyz", "/metrics"})

log = logging.getLogger(__name__)


class AccessLog:
    """Middleware that gives each request an id, and counts and logs it.

    The id comes from X-Request-ID if a trusted proxy sent a well-formed one; else it is random, since a client's text
    must not get into the log. The response and all log lines of the request carry the id. No part of the address is
    logged, since it may contain a question.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics, proxies: Proxies) -> None:
        self._app = app
        self._metrics = metrics
        self._proxies = proxies

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        is_trusted = (scope.get("client") or ("",))[0] in self._proxies
        sent = Headers(scope=scope).get(HEADER, "")
        name = sent if is_trusted and _VALID_ID.fullmatch(sent) else uuid4().hex
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        way = _way(path)
        is_gone = False
        with named_request(name), self._metrics.request(way) as served:

            async def receive_and_watch() -> Message:
                nonlocal is_gone
                message = await receive()
                is_gone = is_gone or message["type"] == "http.disconnect"
                return message

            async def send_with_id(message: Message) -> None:
                if message["type"] == "http.response.start":
                    # MCP's library sends 500 when the client has gone; such a request counts as 499.
                    served.status = served.status if is_gone else message["status"]
                    MutableHeaders(scope=message)[HEADER] = name
                await send(message)

            stopwatch = Stopwatch()
            try:
                await self._app(scope, receive_and_watch, send_with_id)
            finally:
                facts = {"method": scope["method"], "way": way, "status": served.status}
                log.log(_level(way, served.status), "request", extra={**facts, "took_ms": stopwatch.milliseconds()})


def _level(way: str, status: int) -> int:
    """Return DEBUG for probes and the files of a page, unless they fail, and INFO for the rest."""
    return logging.DEBUG if way in {"probe", "page"} and status < _CLIENT_ERROR else logging.INFO


def _way(path: str) -> str:
    """Map a path to one of a few labels, so that invented paths make no new time series."""
    if path in _PROBES:
        return "probe"
    return next((way for beginning, way in _WAYS if path == beginning or path.startswith(f"{beginning}/")), "page")
