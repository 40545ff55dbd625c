"""Security headers on every response."""

from collections.abc import Collection

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "Content-Security-Policy"
NOTHING_ALLOWED = "default-src 'none'; base-uri 'none'; form-action 'none'"
YEAR_SECONDS = 31_536_000

COMMON_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
}


class SecurityHeaders:
    """Middleware that adds the common headers to every response, unless the endpoint has set them.

    A response without a content security policy is no page, and gets a policy that allows nothing. If the policy does
    not state who may frame the page, the server itself and `framed_by` may.
    """

    def __init__(self, app: ASGIApp, framed_by: Collection[str] = ()) -> None:
        self._app = app
        self._framing = " ".join(["frame-ancestors 'self'", *framed_by])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in COMMON_HEADERS.items():
                    headers.setdefault(name, value)
                headers[POLICY] = self._policy(headers)
                if scope.get("scheme") == "https":
                    headers.setdefault("Strict-Transport-Security", f"max-age={YEAR_SECONDS}")
            await send(message)

        await self._app(scope, receive, send_with_headers)

    def _policy(self, headers: Headers) -> str:
        policy = headers.get(POLICY, "")
        if "frame-ancestors" in policy:
            return policy
        if not policy:
            # A browser's PDF viewer applies the file's policy to its own scripts and styles.
            policy = "" if headers.get("content-type", "").startswith("application/pdf") else NOTHING_ALLOWED
        return "; ".join(part for part in (policy.rstrip("; "), self._framing) if part)
