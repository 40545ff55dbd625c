"""Responses with a plain web page: server-rendered HTML without scripts."""

from fastapi.responses import HTMLResponse
from starlette.responses import Response

from api.problems.problems import RETRY_AFTER_SECONDS
from ingest.document import Document
from ingest.text import Language, Text
from ui.templates import render
from ui.texts import page_texts as texts
from ui.texts.locale import Address

# `api.middleware.security_headers` adds the origins that may frame it.
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'"
}


def respond(template: str, address: Address, title: str, status_code: int = 200, **values: object) -> HTMLResponse:
    """Fill in a template that extends `plain.html`."""
    html = render(template, address.language, address=address, title=title, **values)
    return HTMLResponse(html, status_code, _HEADERS)


def respond_missing(address: Address, document: Document | None) -> HTMLResponse:
    """Respond that there is no such page, with a link to the document if there is one."""
    title = texts.NOT_FOUND_HEADING.in_(address.language)
    return respond("missing.html", address, title, 404, document=document)


def respond_passing(template: str, address: Address, title: str, status_code: int, **values: object) -> HTMLResponse:
    """Respond with the reason why something cannot be shown now; the response is not cached."""
    answer = respond(template, address, title, status_code, **values)
    answer.headers.update(_passing(status_code))
    return answer


def respond_picture(sentence: Text, language: Language, status_code: int) -> Response:
    """Respond with a sentence in place of a picture; browsers show it for any status."""
    svg = render("sentence.svg", language, sentence=sentence)
    return Response(svg, status_code, {**_HEADERS, **_passing(status_code)}, "image/svg+xml")


def _passing(status_code: int) -> dict[str, str]:
    retry = {"Retry-After": RETRY_AFTER_SECONDS} if status_code == 503 else {}  # noqa: PLR2004
    return {"Cache-Control": "no-store", **retry}
