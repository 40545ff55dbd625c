"""A connection: an asyncio protocol that wraps uvicorn's protocol and adds time limits."""

import asyncio
import socket
from time import monotonic
from typing import TYPE_CHECKING, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from api.connections.connection_limits import Connections
from api.connections.connection_refusals import TOO_MANY_CONNECTIONS, TOO_SLOW, ConnectionRefusal
from api.connections.request_reader import RequestReader

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send
    from uvicorn import Config
    from uvicorn.server import ServerState

_REQUESTS = "rundbord.requests"
_VANISHED_MILLISECONDS = 15_000
_SOCKET_OPTIONS = {
    # Bytes of a response in the system's buffer: with few, a slow client is detected at once.
    "TCP_NOTSENT_LOWAT": 32 * 1024,
    # Time without acknowledgement after which a client is gone; the system's default is a quarter of an hour.
    "TCP_USER_TIMEOUT": _VANISHED_MILLISECONDS,
}


class Connection(asyncio.Protocol):
    """A connection with time limits for the client.

    The client has `head_seconds` for each request's head, from the start of the connection or from the last response,
    however the bytes arrive. If the client reads nothing of a response for `stalled_seconds`, the connection ends too.
    `api.middleware.body_limit.BodyLimit` limits the body. The server's own time for a response has no limit here.
    """

    def __init__(
        self,
        connections: Connections,
        config: "Config",
        server_state: "ServerState",
        app_state: dict[str, object],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        self.address = ""
        self._connections = connections
        self._requests = RequestReader()
        self._http = HttpToolsProtocol(config, server_state, app_state | {_REQUESTS: self._requests}, _loop)
        self._unsent, self._moved = 0, self._requests.waits_since

    @property
    def waits_since(self) -> float:
        """The moment from which the server waits for the client (monotonic seconds)."""
        return self._requests.waits_since

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Accept the connection, or mark all its requests as refused."""
        self._transport = cast("asyncio.Transport", transport)
        peer = transport.get_extra_info("peername")
        self.address = self._connections.count_as(peer[0]) if peer else ""
        line = transport.get_extra_info("socket")
        for name, value in _SOCKET_OPTIONS.items():
            if hasattr(socket, name):  # not everywhere outside Linux
                line.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)
        if not self._connections.add(self):
            self._requests.refuse(TOO_MANY_CONNECTIONS)
        self._http.connection_made(self._transport)

    def data_received(self, data: bytes) -> None:
        """Pass the data on, unless the request's head is refused."""
        if (refusal := self._requests.feed(data)) is not None:
            self._refuse(refusal)
        else:
            self._http.data_received(data)

    def eof_received(self) -> None:
        """Pass it on."""
        self._http.eof_received()

    def pause_writing(self) -> None:
        """Pass it on."""
        self._http.pause_writing()

    def resume_writing(self) -> None:
        """Pass it on; the client has read something."""
        self._unsent = self._transport.get_write_buffer_size()
        self._moved = monotonic()
        self._http.resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self._connections.remove(self)
        self._requests.end()
        self._http.connection_lost(exc)

    def idleness(self, now: float) -> int | None:
        """Rank a connection by the work lost if it is ended, least first.

        0 is refused, 1 idle, 2 waiting for a body, 3 waiting for the client to read; None must not be ended.
        """
        if self._requests.is_refused:
            return 0
        if now - self.waits_since < self._connections.limits.safe_seconds:
            return None
        if self._requests.unanswered == 0:
            return 1
        if not self._requests.is_whole:
            return 2
        return 3 if self._transport.get_write_buffer_size() else None

    def drop(self) -> None:
        """End the connection to make room for another."""
        self._transport.abort()

    def check(self, now: float) -> None:
        """End the connection if the client has exceeded a time limit."""
        limits = self._connections.limits
        unsent = self._transport.get_write_buffer_size()
        if unsent == 0 or unsent <= self._unsent - limits.stalled_bytes:
            self._unsent, self._moved = unsent, now
        self._unsent = max(self._unsent, unsent)
        if now - self._moved > limits.stalled_seconds:
            self._transport.abort()
        elif self._requests.unanswered == 0 and now - self.waits_since > limits.head_seconds:
            self._refuse(TOO_SLOW)

    def _refuse(self, refusal: ConnectionRefusal) -> None:
        if self._transport.is_closing():
            return
        if self._requests.may_respond():
            self._transport.write(refusal.response())
        self._transport.close()


class RequestTracking:
    """ASGI app that notifies a connection when a request is answered, and its requests when the connection ends.

    uvicorn notifies only the newest request of a connection.
    """

    def __init__(self, app: "ASGIApp") -> None:
        self._app = app

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Serve a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        requests: RequestReader = scope["state"].pop(_REQUESTS)
        over = requests.begin()
        is_whole = False

        async def receive_or_end() -> "Message":
            nonlocal is_whole
            if is_whole:
                await over.wait()
                return {"type": "http.disconnect"}
            message = await receive()
            is_whole = not message.get("more_body", False)
            return message

        async def send_and_track(message: "Message") -> None:
            if requests.is_lost:
                return
            await send(message)
            if message["type"] == "http.response.body" and not message.get("more_body", False):
                requests.answered(over)

        try:
            await self._app(scope, receive_or_end, send_and_track)
        finally:
            requests.answered(over)
