"""States in which a client can leave a connection, each of which costs the client next to nothing."""

from collections.abc import Iterator
from dataclasses import dataclass

_HOST = b"Host: localhost\r\n"
_POST = b"POST /api/v1/answer HTTP/1.1\r\n" + _HOST + b"Content-Type: application/json\r\n"
_GET = b"GET %s HTTP/1.1\r\n" + _HOST + b"\r\n"
_LARGEST_BODY = b"Content-Length: 1000000000\r\n\r\n{"


@dataclass(frozen=True, slots=True)
class State:
    """A way of leaving a connection.

    Attributes
    ----------
    first, then, drop
        Sent at once; after the first answer; and every two seconds.
    takes
        How many bytes the client reads five times a second.
    lives
        Whether the connection is a legitimate one, which must stay open.
    """

    name: str
    first: bytes = b""
    then: bytes = b""
    drop: bytes = b""
    takes: int = 65_536
    lives: bool = False


def states(large: str = "/widget.js", stream: str = "") -> Iterator[State]:
    """List the states.

    Parameters
    ----------
    large
        The path of a response of some tens of kilobytes.
    stream
        The path of a stream that sends a heartbeat; empty if the server has none.
    """
    yield State("silent from the start")
    yield State("part of the request line", b"GET /hea")
    yield State("part of the headers", _POST)
    yield State("headers that drip", _POST + b"X-Long: ", drop=b"a")
    yield State("request line that drips", b"GET /", drop=b"a")
    yield State("idle after an answer", _GET % b"/healthz")
    yield State("a byte after an answer", _GET % b"/healthz", then=b"G")
    yield State("drips after an answer", _GET % b"/healthz", then=b"GET /", drop=b"a")
    yield State("a newline after an answer", _GET % b"/healthz", then=b"\r\n")
    yield State("newlines that drip", b"\r\n", drop=b"\r\n")
    for name, head in _REFUSED.items():
        yield State(f"body unsent after {name}", head + b"Content-Length: 1000\r\n\r\n")
        yield State(f"a byte after {name}", head + b"Content-Length: 1000\r\n\r\n", then=b"{")
        yield State(f"body drips after {name}", head + b"Content-Length: 1000\r\n\r\n", drop=b" ")
    yield State("a byte after 413", _POST + _LARGEST_BODY, then=b" ")
    yield State("body drips after 413", _POST + _LARGEST_BODY, drop=b" ")
    yield State("half a body", _POST + b"Content-Length: 60000\r\n\r\n{")
    yield State("body that drips", _POST + b"Content-Length: 60000\r\n\r\n{", drop=b" ")
    yield State("chunks that drip", _POST + b"Transfer-Encoding: chunked\r\n\r\n", drop=b"1\r\n \r\n")
    yield State("100-continue without a body", _POST + b"Expect: 100-continue\r\nContent-Length: 60000\r\n\r\n")
    yield State("large response never read", _GET % large.encode(), takes=0)
    yield State("many large responses never read", _GET % large.encode() * 12, takes=0)
    yield State("many small responses never read", _GET % b"/healthz" * 12, takes=0)
    yield State("pipelined and idle", _GET % b"/healthz" * 12)
    yield State("pipelined without end", _GET % b"/healthz" * 2000)
    yield State("pipelined and a part more", _GET % b"/healthz" * 12 + b"GET /hea")
    yield State("TLS to the plain port", _TLS_HELLO)
    yield State("upgrade that is not there", _UPGRADE)
    yield State("large responses read slowly", _GET % large.encode() * 12, takes=4096, lives=True)
    if stream:
        yield State("stream that is read", _GET % stream.encode(), lives=True)
        yield State("stream with a request behind it", _GET % stream.encode() + _GET % b"/healthz", lives=True)


_REFUSED = {
    "403": b"POST /api/v1/answer HTTP/1.1\r\n" + _HOST + b"Origin: https://elsewhere.example\r\n",
    "404": b"POST /api/v1/nothing HTTP/1.1\r\n" + _HOST,
    "421": b"POST /api/v1/answer HTTP/1.1\r\nHost: elsewhere.example\r\n",
}
_TLS_HELLO = b"\x16\x03\x01\x00\xa5\x01\x00\x00\xa1\x03\x03" + bytes(range(32)) * 5
_UPGRADE = (
    b"GET /healthz HTTP/1.1\r\n" + _HOST + b"Connection: Upgrade\r\nUpgrade: websocket\r\n"
    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
)
