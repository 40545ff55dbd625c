"""The document's pages as plain web pages, the quote marked: what a citation's link opens, without JavaScript."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from index.store import PassageStore
from ingest.document import Document
from ui import texts
from ui.page_sheet import contents, typeset
from ui.page_templates import render


def make_source_view(store: PassageStore) -> APIRouter:
    """Make the routes under `/documents`; they answer in HTML and stay out of the API's description."""
    router = APIRouter(prefix="/documents", include_in_schema=False, default_response_class=HTMLResponse)

    @router.get("/{document_id}")
    def show_contents(document_id: str) -> HTMLResponse:
        document = _find(store, document_id)
        if document is None:
            return _missing("../", None)
        return HTMLResponse(
            render(
                "source_contents.html",
                root="../",
                title=f"{texts.CONTENTS} – {document.title}",
                document=document,
                entries=contents(document),
                base="",
            )
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
        return HTMLResponse(
            render("source_sheet.html", root="../../../", title=f"{where}{document.title}", sheet=sheet)
        )

    return router


def _find(store: PassageStore, document_id: str) -> Document | None:
    return store.document(document_id) if document_id in store.document_ids() else None


def _whole_number(text: str) -> int:
    """Read a number of a link; -1, which is no page and no offset, for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def _missing(root: str, document: Document | None) -> HTMLResponse:
    page = render("source_missing.html", root=root, title=str(texts.NOT_FOUND_HEADING), document=document)
    return HTMLResponse(page, status_code=404)
