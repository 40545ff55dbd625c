"""Each request has a name, is counted, and leaves one line in the log, which holds nothing that the client sent."""

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

_GIVEN = re.compile(r"[\w.:-]{1,128}", re.ASCII)
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
    """Names, counts and logs the requests to the server.

    A name that a trusted proxy gives in X-Request-ID is kept if it is an ordinary one; from anybody else it would be
    text of a client's in the log. The response and every log line of the request carry the name. No part of the address
    is logged: it may hold a question.
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
        is_believed = (scope.get("client") or ("",))[0] in self._proxies
        given = Headers(scope=scope).get(HEADER, "")
        name = given if is_believed and _GIVEN.fullmatch(given) else uuid4().hex
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        way = _way(path)
        is_gone = False
        with named_request(name), self._metrics.request(way) as served:

            async def receive_noting() -> Message:
                nonlocal is_gone
                message = await receive()
                is_gone = is_gone or message["type"] == "http.disconnect"
                return message

            async def send_named(message: Message) -> None:
                if message["type"] == "http.response.start":
                    # MCP's library answers 500 to a client that has gone, whose request stays broken off.
                    served.status = served.status if is_gone else message["status"]
                    MutableHeaders(scope=message)[HEADER] = name
                await send(message)

            stopwatch = Stopwatch()
            try:
                await self._app(scope, receive_noting, send_named)
            finally:
                facts = {"method": scope["method"], "way": way, "status": served.status}
                log.log(_level(way, served.status), "request", extra={**facts, "took_ms": stopwatch.milliseconds()})


def _level(way: str, status: int) -> int:
    """Keep the probes, and the many parts that a page is made of, out of the log unless they fail."""
    return logging.DEBUG if way in {"probe", "page"} and status < _CLIENT_ERROR else logging.INFO


def _way(path: str) -> str:
    """Put a path into one of few families, so that no path that somebody invents becomes a series of figures."""
    if path in _PROBES:
        return "probe"
    return next((way for beginning, way in _WAYS if path == beginning or path.startswith(f"{beginning}/")), "page")
