"""Answers with a plain web page: server-rendered HTML that runs no script."""

from fastapi.responses import HTMLResponse

from ingest.document import Document
from ui import texts
from ui.page_language import Address
from ui.page_templates import render

# Who may frame it is added by `api.middleware`, from the list of allowed origins.
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'"
}


def respond(template: str, address: Address, title: str, status_code: int = 200, **values: object) -> HTMLResponse:
    """Fill in a template that extends `plain.html`."""
    html = render(template, address.language, address=address, title=title, **values)
    return HTMLResponse(html, status_code, _HEADERS)


def respond_missing(address: Address, document: Document | None) -> HTMLResponse:
    """Say that there is no such page, and lead on to the document where there is one."""
    title = texts.NOT_FOUND_HEADING.in_(address.language)
    return respond("missing.html", address, title, 404, document=document)
