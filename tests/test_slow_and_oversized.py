"""The end of connections of slow clients and oversized requests, while other clients are served."""

import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from starlette.middleware import Middleware

from api.connections.connection_limits import ConnectionLimits, Connections
from api.middleware.body_limit import BodyLimit
from tests.api_fakes import make_store
from tests.guarded import QUESTION, guarded_app, serving_as_configured

PATIENCE_SECONDS = 0.6
HEAD = b"POST /api/v1/answer HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"


def impatient(app: FastAPI) -> FastAPI:
    """Shorten the time limit of a body, so that a test does not wait for it."""
    for number, part in enumerate(app.user_middleware):
        if issubclass(part.cls, BodyLimit):  # type: ignore[arg-type]
            kwargs: dict[str, Any] = {**part.kwargs, "most_seconds": PATIENCE_SECONDS}
            app.user_middleware[number] = Middleware(BodyLimit, **kwargs)
            return app
    raise AssertionError("the app has no BodyLimit")


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    folder: Path = tmp_path_factory.mktemp("slow")
    connections = Connections(ConnectionLimits(head_seconds=PATIENCE_SECONDS), has_limit=lambda _: False)
    with serving_as_configured(impatient(guarded_app(make_store(folder), folder)), connections) as port:
        yield port


def trickle(port: int, first: bytes, drop: bytes) -> tuple[bytes, float]:
    """Send data, then a little every tenth of a second, and return the response with its time in seconds."""
    started = time.monotonic()
    answer = b""
    with socket.create_connection(("127.0.0.1", port), timeout=0.1) as line:
        try:
            line.sendall(first)
            while time.monotonic() - started < 12 * PATIENCE_SECONDS:
                try:
                    received = line.recv(65_536)
                    answer += received
                    if not received:
                        break
                except TimeoutError:
                    line.sendall(drop)
        except OSError:  # the server has closed: that is what we wait for
            pass
    return answer, time.monotonic() - started


@pytest.mark.parametrize(
    "first", [b"", b"GET /a", HEAD, HEAD + b"X-Long: "], ids=["nothing", "line", "headers", "header"]
)
def test_a_connection_that_never_gets_to_its_request_is_closed(port: int, first: bytes) -> None:
    answer, seconds = trickle(port, first, b"a" if first else b"")
    assert answer.startswith(b"HTTP/1.1 408")
    assert seconds < 8 * PATIENCE_SECONDS


def test_a_second_request_on_a_connection_may_not_trickle_either(port: int) -> None:
    answer, seconds = trickle(port, b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\nGET /he", b"a")
    assert answer.startswith(b"HTTP/1.1 200")
    assert b"HTTP/1.1 408" in answer
    assert seconds < 8 * PATIENCE_SECONDS


@pytest.mark.parametrize(
    ("stated", "drop"),
    [(b"Content-Length: 60000\r\n\r\n{", b" "), (b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n")],
)
def test_a_body_that_trickles_is_refused(port: int, stated: bytes, drop: bytes) -> None:
    answer, seconds = trickle(port, HEAD + stated, drop)
    assert answer.startswith(b"HTTP/1.1 408")
    assert b"urn:rundbord:problem:body-too-slow" in answer
    assert seconds < 8 * PATIENCE_SECONDS


def test_a_head_that_does_not_end_is_refused(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
        line.sendall(HEAD)
        answer = b""
        try:
            for _ in range(200):
                line.sendall(b"X-More: " + b"a" * 1_000 + b"\r\n")
            answer = line.recv(4096)
        except OSError:  # it was refused while we still sent
            answer = answer or b"HTTP/1.1 431"
    assert answer.startswith(b"HTTP/1.1 431")


def test_a_body_over_the_limit_is_refused_before_it_is_read(port: int) -> None:
    started = time.monotonic()
    with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
        line.sendall(HEAD + b"Content-Length: 1000000000\r\n\r\n{")
        assert line.recv(4096).startswith(b"HTTP/1.1 413")
    assert time.monotonic() - started < 5


def test_nobody_waits_for_fifty_slow_ones(port: int) -> None:
    lines = [socket.create_connection(("127.0.0.1", port)) for _ in range(50)]
    for line in lines:
        line.sendall(HEAD + b"Content-Length: 60000\r\n\r\n{")
    response = httpx.post(f"http://127.0.0.1:{port}/api/v1/answer", json=QUESTION, timeout=5)
    assert response.status_code == 200
    for line in lines:
        line.close()


def test_a_stream_may_last_longer_than_a_body_may_take(port: int) -> None:
    with httpx.stream(
        "POST", f"http://127.0.0.1:{port}/api/v1/answer", json=QUESTION, headers={"Accept": "text/event-stream"}
    ) as response:
        time.sleep(2 * PATIENCE_SECONDS)
        assert "event: done" in response.read().decode()


def test_the_answer_names_neither_the_server_nor_its_making(port: int) -> None:
    for path in ("/healthz", "/nothing", "/api/v1/documents/x"):
        response = httpx.get(f"http://127.0.0.1:{port}{path}")
        assert "python" not in str(response.headers).lower()
