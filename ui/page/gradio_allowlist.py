"""An allowlist of Gradio's routes: the page's own requests only, since other routes take files from anyone."""

import logging

from fastapi import FastAPI, Request
from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from api.problems.problems import handle_problems, problem
from api.problems.problems import respond as respond_problem
from ingest.text import Language, Text
from ui.templates import render
from ui.texts import page_problems as page_problem_texts
from ui.texts import page_texts as texts
from ui.texts.locale import Address

MOST_BODY_BYTES = 64 * 1024
"""A question in Gradio's envelope is far smaller."""

_READ = (
    "/config",
    "/theme.css",
    "/favicon.ico",
    "/manifest.json",
    "/robots.txt",
    "/assets/",
    "/static/",
    "/gradio_api/queue/data",
    "/gradio_api/heartbeat/",
    "/gradio_api/startup-events",
)
_WRITE = ("/gradio_api/queue/join", "/gradio_api/reset", "/gradio_api/cancel")
_ALLOWED = {"GET": _READ, "HEAD": _READ, "POST": _WRITE}


_log = logging.getLogger(__name__)


class GradioAllowlist:
    """Wraps Gradio's ASGI app: paths that the page does not use do not exist, and large bodies are refused.

    Requests that make Gradio fail do not come from the page. Questions are answered in Gradio's queue, after their
    request, so these failures include no fault of the answerer.
    """

    def __init__(self, app: ASGIApp, language: Language) -> None:
        self._app = app
        self._language: Language = language

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve or refuse a request."""
        app: ASGIApp = self._app
        if scope["type"] == "http":
            path = scope["path"].removeprefix(scope.get("root_path", ""))
            if not _is_known(scope["method"], path):
                app = _not_found(path, self._language)
            elif scope["method"] == "POST" and not _is_small(Headers(scope=scope)):
                app = PlainTextResponse(
                    page_problem_texts.BAD_QUESTION.in_(self._language), 413, {"Connection": "close"}
                )
        try:
            await app(scope, receive, send)
        except Exception as error:  # an edge: `refuse_what_fails` has responded, unless a stream had begun
            _log.warning("Gradio failed on a request", exc_info=error)


def refuse_what_fails(gradio: ASGIApp) -> None:
    """Make Gradio's app respond with problem details, and to its own failures with status 400."""
    if not isinstance(gradio, FastAPI):
        raise TypeError(f"Gradio's app was expected to be FastAPI's; it is {type(gradio)!r}.")
    handle_problems(gradio)

    async def refuse(_: Request, _error: Exception) -> Response:  # async: it needs no free thread
        return respond_problem(problem("bad-request"))

    gradio.add_exception_handler(Exception, refuse)


def _is_known(method: str, path: str) -> bool:
    return (method in {"GET", "HEAD"} and path.strip("/") == "") or path.startswith(_ALLOWED.get(method, ()))


def _is_small(headers: Headers) -> bool:
    stated = headers.get("content-length", "")
    return stated.isdecimal() and int(stated) <= MOST_BODY_BYTES


def _not_found(path: str, language: Language) -> HTMLResponse:
    address = Address(language, Text(path.lstrip("/"), path.lstrip("/")))
    title = texts.NOT_FOUND_HEADING.in_(language)
    return HTMLResponse(render("missing.html", language, address=address, title=title, document=None), 404)
