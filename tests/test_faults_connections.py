"""Time limits of connections in every state, and the refusal of ambiguous heads of requests."""

import socket
from collections.abc import Iterator

import httpx
import pytest

from tests.faults.connection_states import states
from tests.faults.connections import STREAM, attack, serving_for_real

pytestmark = pytest.mark.model
HOST = b"Host: localhost\r\n"
GET = b"GET /healthz HTTP/1.1\r\n"
POST = b"POST /api/v1/answer HTTP/1.1\r\n" + HOST
REFUSED = {
    "two hosts": (GET + HOST + HOST + b"\r\n", b"400"),
    "two different hosts": (GET + HOST + b"Host: elsewhere.example\r\n\r\n", b"400"),
    "no host": (GET + b"\r\n", b"400"),
    "target on another host": (b"GET http://elsewhere.example/healthz HTTP/1.1\r\n" + HOST + b"\r\n", b"400"),
    "connect": (b"CONNECT elsewhere.example:443 HTTP/1.1\r\n" + HOST + b"\r\n", b"400"),
    "one long header": (GET + HOST + b"X-Long: " + b"a" * 66_000 + b"\r\n\r\n", b"431"),
    "many headers": (GET + HOST + b"X: a\r\n" * 11_000 + b"\r\n", b"431"),
    "long target": (b"GET /" + b"a" * 66_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n", b"431"),
    "length and chunks": (POST + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", b"400"),
    "two lengths": (POST + b"Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", b"400"),
    "negative length": (POST + b"Content-Length: -1\r\n\r\n", b"400"),
    "length in words": (POST + b"Content-Length: three\r\n\r\n", b"400"),
    "unknown coding": (POST + b"Transfer-Encoding: gzip\r\n\r\nabc", b"400"),
    "space before the colon": (GET + b"Host : localhost\r\n\r\n", b"400"),
    "folded header": (GET + HOST + b"X: a\r\n b\r\n\r\n", b"400"),
}


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with serving_for_real(port) as url:
        yield url


@pytest.mark.parametrize(("sent", "status"), REFUSED.values(), ids=REFUSED)
def test_a_head_that_has_two_meanings_or_no_end_is_refused_and_its_connection_closed(
    url: str, sent: bytes, status: bytes
) -> None:
    with socket.create_connection(("127.0.0.1", httpx.URL(url).port or 0), timeout=10) as line:
        line.sendall(sent)
        answer = b""
        while received := line.recv(65_536):
            answer += received
    assert answer.startswith(b"HTTP/1.1 " + status)
    assert answer.count(b"HTTP/1.1 ") == 1


@pytest.mark.parametrize(
    "sent",
    [
        GET + HOST + b"X-Long: " + b"a" * 60_000 + b"\r\n",
        b"GET http://localhost/healthz HTTP/1.1\r\n" + HOST,
        b"GET /healthz HTTP/1.0\r\n" + HOST,
    ],
    ids=["long but not too long", "target on the same host", "an old client"],
)
def test_an_unusual_head_with_one_meaning_is_answered(url: str, sent: bytes) -> None:
    with socket.create_connection(("127.0.0.1", httpx.URL(url).port or 0), timeout=10) as line:
        line.sendall(sent + b"\r\n")
        assert line.recv(4096).startswith(b"HTTP/1.1 200")


def test_after_fifteen_seconds_only_honest_connections_are_open_and_everybody_was_answered(url: str) -> None:
    outcome = attack(url, 2, states(stream=STREAM))
    assert not outcome.left
    assert not outcome.lost
    assert set(outcome.honest) == {"200"}
