"""The document's pages as plain web pages, the quote marked: what a citation's link opens, without JavaScript."""

import re
from typing import Annotated

from fastapi import APIRouter, FastAPI, Query
from fastapi.responses import HTMLResponse
from starlette.staticfiles import StaticFiles

from index.store import PassageStore
from ingest.document import Document
from ui import texts
from ui.page_sheet import contents, typeset
from ui.page_templates import ASSETS, render

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
}


def add_documents(app: FastAPI, store: PassageStore) -> None:
    """Add the documents' pages at `/documents` and the look at `/page-assets`, which the page needs too."""
    app.include_router(make_source_view(store))
    app.mount("/page-assets", StaticFiles(directory=ASSETS / "static"), name="page-assets")


def make_source_view(store: PassageStore) -> APIRouter:
    """Make the routes under `/documents`; they answer in HTML and stay out of the API's description."""
    router = APIRouter(prefix="/documents", include_in_schema=False, default_response_class=HTMLResponse)

    @router.get("/{document_id}")
    def show_contents(document_id: str) -> HTMLResponse:
        document = _find(store, document_id)
        if document is None:
            return _missing("../", None)
        title = f"{texts.CONTENTS} – {document.title}"
        return _respond(
            "source_contents.html", root="../", title=title, document=document, entries=contents(document), base=""
        )

    @router.get("/{document_id}/pages/{number}")
    def show_page(
        document_id: str,
        number: str,
        start: Annotated[str, Query()] = "",
        end: Annotated[str, Query()] = "",
    ) -> HTMLResponse:
        document = _find(store, document_id)
        if document is None or _whole_number(number) not in [page.number for page in document.pages]:
            return _missing("../../../", document)
        sheet = typeset(document, int(number), (_whole_number(start), _whole_number(end)))
        where = texts.say(texts.PAGE_NUMBER, page=sheet.page.label) + " – " if document.paged else ""
        return _respond("source_sheet.html", root="../../../", title=f"{where}{document.title}", sheet=sheet)

    return router


def _find(store: PassageStore, document_id: str) -> Document | None:
    return store.document(document_id) if document_id in store.document_ids() else None


def _whole_number(text: str) -> int:
    """Read a number of a link; -1, which is no page and no offset, for anything else."""
    return int(text) if re.fullmatch("[0-9]{1,9}", text) else -1


def _missing(root: str, document: Document | None) -> HTMLResponse:
    title = str(texts.NOT_FOUND_HEADING)
    return _respond("source_missing.html", root=root, title=title, document=document, status_code=404)


def _respond(template: str, status_code: int = 200, **values: object) -> HTMLResponse:
    return HTMLResponse(render(template, **values), status_code, _HEADERS)
