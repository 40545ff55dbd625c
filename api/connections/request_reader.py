"""A second HTTP parser that tracks the requests on one connection."""

import asyncio
from contextlib import suppress
from time import monotonic

import httptools

from api.connections.connection_refusals import HEAD_TOO_LARGE, NOT_ONE_HOST, TOO_MANY_AHEAD, ConnectionRefusal

MOST_HEAD_BYTES = 64 * 1024
"""The size of a request's line and headers; many times a browser's cookies."""

MOST_AHEAD = 16
"""Unanswered requests on a connection; browsers and proxies wait for the response before the next."""


class RequestReader:
    """Tracks a connection's requests, checks their heads, and counts the unanswered ones.

    Attributes
    ----------
    unanswered
        Requests whose head was read and accepted, and whose response is not yet complete.
    waits_since
        The moment from which the server waits for the client (monotonic seconds): the start, or the last response.
    is_whole
        Whether the body of the newest request is complete.
    is_lost
        Whether the connection has ended.
    is_refused
        Whether every request on the connection is refused.
    """

    def __init__(self) -> None:
        self.unanswered = 0
        self.waits_since = monotonic()
        self.is_whole = True
        self.is_lost = False
        self.is_refused = False
        self._always: ConnectionRefusal | None = None
        self._begun: set[asyncio.Event] = set()
        self._refusal: ConnectionRefusal | None = None
        self._in_head = self._begins_here = False
        self._head_bytes = 0
        self._url = b""
        self._hosts: list[bytes] = []
        self._parser: httptools.HttpRequestParser | None = httptools.HttpRequestParser(self)
        self._parser.set_dangerous_leniencies(
            lenient_data_after_close=True
        )  # the same as in uvicorn: both must parse alike

    def refuse(self, refusal: ConnectionRefusal) -> None:
        """Refuse every later request with this response."""
        self._always = refusal
        self.is_refused = True

    def feed(self, data: bytes) -> ConnectionRefusal | None:
        """Parse data, and return the refusal of a head, if any. Uvicorn responds to invalid HTTP."""
        if self._parser is None:
            return None
        self._begins_here = False
        with suppress(httptools.HttpParserError, httptools.HttpParserUpgrade):
            self._parser.feed_data(data)
        if self._in_head and not self._begins_here:
            self._head_bytes += len(data)
            if self._head_bytes > MOST_HEAD_BYTES:
                self._refusal = self._refusal or HEAD_TOO_LARGE
        return self._refusal

    def may_respond(self) -> bool:
        """Return whether the client would take a response of ours for that of the current request."""
        return self.unanswered == 0 and (self._in_head or self.is_whole)

    def begin(self) -> asyncio.Event:
        """Return an event for a request, which is set when it is answered or the connection is lost."""
        over = asyncio.Event()
        self._begun.add(over)
        return over

    def answered(self, over: asyncio.Event) -> None:
        """Record that a response is complete; repeated calls have no effect."""
        if over not in self._begun:
            return
        self._begun.remove(over)
        over.set()
        self.unanswered -= 1
        if self.unanswered == 0:
            self.waits_since = monotonic()

    def end(self) -> None:
        """Record that the connection is lost, and free the parser, which refers to this object."""
        self.is_lost = True
        self._parser = None
        for over in self._begun:
            over.set()

    def on_message_begin(self) -> None:
        """Begin a head."""
        self._in_head = self._begins_here = True
        self.is_whole = False
        self._head_bytes = 0
        self._url = b""
        self._hosts = []

    def on_url(self, url: bytes) -> None:
        """Add to the request's target."""
        self._url += url

    def on_header(self, name: bytes, value: bytes) -> None:
        """Record the Host header."""
        if self._begins_here:
            self._head_bytes += len(name) + len(value) + len(b": \r\n")
        if name.lower() == b"host":
            self._hosts.append(value)

    def on_headers_complete(self) -> None:
        """Check the head."""
        self._in_head = False
        refusal = self._check_head()
        if refusal is None:
            self.unanswered += 1
        self._refusal = self._refusal or refusal

    def on_message_complete(self) -> None:
        """Record that the body is complete."""
        self.is_whole = True

    def _check_head(self) -> ConnectionRefusal | None:
        if self._always is not None:
            return self._always
        if self._head_bytes + len(self._url) > MOST_HEAD_BYTES:
            return HEAD_TOO_LARGE
        if self.unanswered >= MOST_AHEAD:
            return TOO_MANY_AHEAD
        return None if self._has_one_host() else NOT_ONE_HOST

    def _has_one_host(self) -> bool:
        is_old = self._parser is not None and self._parser.get_http_version() == "1.0"
        if len(self._hosts) > 1 or not (self._hosts or is_old):
            return False
        if self._url.startswith(b"/") or self._url == b"*":
            return True
        scheme, _, rest = self._url.partition(b"://")
        named = rest.partition(b"/")[0].partition(b"?")[0]
        return bool(self._hosts) and scheme.lower() in {b"http", b"https"} and named.lower() == self._hosts[0].lower()
