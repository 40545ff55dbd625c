"""A rewriter of Gradio's HTML document: its language, its head, and the content without JavaScript."""

import re
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from html import escape

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ingest.text import Language

_ADVERTISEMENT = re.compile(r'\s*<meta\s+(?:property="og:|name="twitter:)[^>]*>')
"""Gradio's own title, author and picture (on a foreign host) for social media."""

_INLINE_SCRIPT = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class PageParts:
    """The page's title and the HTML before Gradio's layout: the parts that name documents."""

    title: str
    before: str


class GradioHtml:
    """Wraps Gradio's ASGI app and rewrites the HTML at its root; everything else passes through untouched.

    Parameters
    ----------
    language
        The value of `<html lang>`.
    head
        HTML for the end of `<head>`, so that the page is never shown without its style.
    opening
        HTML that is shown until Gradio has rendered the page.
    parts_for
        Makes the parts that name documents, for the sender of a request.
    """

    def __init__(
        self, app: ASGIApp, language: Language, head: str, opening: str, parts_for: Callable[[Scope], PageParts]
    ) -> None:
        self._app = app
        self._language = language
        self._head = head
        self._opening = escape(opening)
        self._parts_for = parts_for

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        path = scope.get("path", "").removeprefix(scope.get("root_path", ""))
        if scope["type"] != "http" or scope["method"] != "GET" or path.strip("/"):
            await self._app(scope, receive, send)
        else:
            await self._app(scope, receive, _Rewriter(send, partial(self._mend, parts=self._parts_for(scope))).take)

    def _mend(self, html: str, parts: PageParts) -> str:
        html = _ADVERTISEMENT.sub("", html)
        html = html.replace('lang="en"', f'lang="{self._language}"', 1)
        html = html.replace("</head>", f"<title>{escape(parts.title)}</title>{self._head}</head>", 1)
        app = f'{parts.before}<gradio-app data-opening="{self._opening}"'
        return html.replace("<gradio-app", app, 1)


class _Rewriter:
    """Buffers an HTML response and sends it rewritten; other responses pass through."""

    def __init__(self, send: Send, mend: Callable[[str], str]) -> None:
        self._send = send
        self._mend = mend
        self._start: Message | None = None
        self._body = b""

    async def take(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_html(message):
            self._start = message
        elif self._start is None:
            await self._send(message)
        else:
            self._body += message.get("body", b"")
            if not message.get("more_body"):
                await self._send_mended(self._start)

    async def _send_mended(self, start: Message) -> None:
        body = self._mend(self._body.decode()).encode()
        headers = MutableHeaders(raw=start["headers"])
        headers["content-length"] = str(len(body))
        headers["content-security-policy"] = _policy(body.decode())
        headers["cache-control"] = "private, no-cache"  # it may name documents that the next reader may not see
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})


def _policy(html: str) -> str:
    """Write the page's content security policy: no foreign resources, no scripts but ours and Gradio's.

    `api.middleware.security_headers` adds the origins that may frame it.
    """
    scripts = [b64encode(sha256(script.encode()).digest()).decode() for script in _INLINE_SCRIPT.findall(html)]
    allowed = " ".join(f"'sha256-{script}'" for script in scripts)
    return (
        f"default-src 'self'; script-src 'self' {allowed}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "font-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'"
    )


def _is_html(start: Message) -> bool:
    return Headers(raw=start["headers"]).get("content-type", "").startswith("text/html")
