"""Room for new connections: with too many, an idle one is ended."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

import pytest
from starlette.types import Receive, Scope, Send

from api.connections.connection_limits import ConnectionLimits, Connections
from api.settings import Settings
from tests.guarded import serving_as_configured
from ui.cli.server.serve import make_connections

ASK = b"GET /answer HTTP/1.1\r\nHost: localhost\r\n\r\n"
STREAM = b"GET /stream HTTP/1.1\r\nHost: localhost\r\n\r\n"
OK = b"HTTP/1.1 200 OK"
FEW = [ConnectionLimits(an_address=3, safe_seconds=0), ConnectionLimits(connections=3, safe_seconds=0)]


class App:
    """Responds at once, or with a stream that lasts until the client leaves."""

    def __init__(self) -> None:
        self.left = Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await receive()
            await send({"type": "lifespan.startup.complete"})
            return
        await receive()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        lasts = scope["path"] == "/stream"
        await send({"type": "http.response.body", "body": b"begun", "more_body": lasts})
        if lasts:
            await receive()
            self.left.set()


@contextmanager
def serving(app: App, limits: ConnectionLimits) -> Iterator[int]:
    """Serve with few connections, and with the limit an address for the loopback too."""
    connections = Connections(limits, has_limit=lambda _: True)
    with serving_as_configured(app, connections) as port:
        yield port


def connect(port: int, request: bytes = b"") -> socket.socket:
    """Open a connection, send, and after a request wait for the start of the response."""
    line = socket.create_connection(("127.0.0.1", port), timeout=10)
    if request:
        line.sendall(request)
        assert line.recv(4096, socket.MSG_PEEK).startswith(OK)
    return line


def was_closed(line: socket.socket) -> bool:
    try:
        return line.recv(4096) == b""
    except ConnectionResetError:
        return True


@pytest.mark.parametrize("limits", FEW, ids=["of an address", "in all"])
def test_the_connection_that_has_waited_longest_makes_room_for_a_new_one(limits: ConnectionLimits) -> None:
    with serving(App(), limits) as port:
        stream = connect(port, STREAM)
        silent = [connect(port), connect(port)]
        with connect(port, ASK), silent[0], silent[1], stream:
            assert was_closed(silent[0])
            stream.settimeout(0.2)
            silent[1].settimeout(0.2)
            stream.recv(4096)
            for line in (silent[1], stream):
                with pytest.raises(TimeoutError):
                    line.recv(4096)


@pytest.mark.parametrize("limits", FEW, ids=["of an address", "in all"])
def test_where_every_connection_is_at_work_a_new_one_is_told_so_and_the_others_go_on(limits: ConnectionLimits) -> None:
    with serving(App(), limits) as port:
        streams = [connect(port, STREAM) for _ in range(3)]
        with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
            line.sendall(ASK)
            told = line.recv(4096)
            assert told.startswith(b"HTTP/1.1 503")
            assert "Prøv igen".lower() in told.decode().lower()
            assert was_closed(line)
        streams[0].close()
        for stream in streams:
            stream.close()


def test_many_new_connections_at_once_push_no_other_out_before_it_is_read() -> None:
    with serving(App(), ConnectionLimits(connections=5, safe_seconds=60)) as port:
        lines = [connect(port) for _ in range(30)]
        lines[0].sendall(ASK)
        assert lines[0].recv(4096).startswith(OK)
        assert was_closed(lines[10])
        for line in lines:
            line.close()


def test_this_machine_and_the_named_proxies_have_no_limit_of_their_own() -> None:
    connections = make_connections(Settings(trusted_proxies=("10.0.0.5", "2001:db8:1::/64")))
    for host in ("127.0.0.1", "127.8.8.8", "::1", "10.0.0.5", "::ffff:10.0.0.5", "2001:db8:1::9"):
        assert connections.count_as(host) == "", host
    assert connections.count_as("10.0.0.6") == "10.0.0.6"
    assert connections.count_as("2001:db8:2::1") == connections.count_as("2001:db8:2::2") != ""


def test_a_request_with_another_behind_it_is_told_when_its_client_leaves() -> None:
    app = App()
    with serving(app, ConnectionLimits()) as port:
        line = connect(port, STREAM + ASK)
        line.close()
        assert app.left.wait(10)
