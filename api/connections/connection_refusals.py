"""Responses of a refused connection, which the app does not see."""

from dataclasses import dataclass

from ingest.text import Text


@dataclass(frozen=True, slots=True)
class ConnectionRefusal:
    """A response after which the connection is closed; `detail` is its body, in both languages."""

    status: str
    detail: Text

    def response(self) -> bytes:
        """Write the whole response."""
        body = str(self.detail).encode()
        head = (
            f"HTTP/1.1 {self.status}\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\n"
            f"Content-Length: {len(body)}\r\nX-Content-Type-Options: nosniff\r\n\r\n"
        )
        return head.encode() + body


TOO_SLOW = ConnectionRefusal(
    "408 Request Timeout",
    Text(
        "Forespørgslens linje og headere kom ikke i tide. Send den igen.",
        "The request's line and headers did not arrive in time. Send it again.",
    ),
)
HEAD_TOO_LARGE = ConnectionRefusal(
    "431 Request Header Fields Too Large",
    Text(
        "Forespørgslens linje og headere fylder over 64 KiB. Send færre eller kortere.",
        "The request's line and headers take more than 64 KiB. Send fewer or shorter ones.",
    ),
)
NOT_ONE_HOST = ConnectionRefusal(
    "400 Bad Request",
    Text(
        "En forespørgsel skal have én Host-linje, og dens adresse skal nævne samme vært. Ret den, og send den igen.",
        "A request must have one Host line, and its address must name the same host. Mend it and send it again.",
    ),
)
TOO_MANY_AHEAD = ConnectionRefusal(
    "400 Bad Request",
    Text(
        "For mange forespørgsler er sendt på forbindelsen uden at vente på svar. Vent på svarene.",
        "Too many requests were sent on the connection without waiting for responses. Wait for the responses.",
    ),
)
TOO_MANY_CONNECTIONS = ConnectionRefusal(
    "503 Service Unavailable",
    Text(
        "Serveren har ikke plads til flere forbindelser lige nu. Luk dem, der ikke bruges, og prøv igen om lidt.",
        "The server has no room for more connections just now. Close those not in use and try again in a while.",
    ),
)
