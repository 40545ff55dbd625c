"""The document's pages as plain web pages with the quote marked: the target of citation links, without JavaScript."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from ingest.document import Document
from ingest.text import Language, Text
from ui.plain_page import respond, respond_missing
from ui.site import FactsFor, PageFacts
from ui.source.printed_routes import printed_file
from ui.source.sent_number import read_number
from ui.source.typeset import contents, typeset
from ui.texts import page_texts as texts
from ui.texts.locale import PREFIX, Address, say

_NOWHERE = -1
"""No page and no offset."""


def make_source_view(facts_for: FactsFor, language: Language) -> APIRouter:
    """Make the routes under `/documents`; they serve HTML and are not in the API's description."""
    prefix = f"/{PREFIX[language]}documents"
    router = APIRouter(prefix=prefix, include_in_schema=False, default_response_class=HTMLResponse)

    @router.get("/")
    def show_documents(request: Request) -> HTMLResponse:
        facts = facts_for(request.scope)
        address = Address(language, Text("documents/", "documents/"))
        title = texts.ALL_DOCUMENTS.in_(language)
        return respond("source_documents.html", address, title, documents=facts.documents, base="", facts=facts)

    @router.get("")
    def lead_to_documents() -> RedirectResponse:
        return RedirectResponse("documents/")  # relative, since a proxy may add a path in front

    @router.get("/{document_id}")
    def show_contents(document_id: str, request: Request) -> HTMLResponse:
        facts = facts_for(request.scope)
        address = _address(language, document_id)
        document = _find(facts, document_id)
        if document is None:
            return respond_missing(address, None)
        title = f"{texts.CONTENTS.in_(language)} – {document.title}"
        entries = contents(document)
        return respond("source_contents.html", address, title, facts=facts, document=document, entries=entries, base="")

    @router.get("/{document_id}/pages/{number}")
    def show_page(
        document_id: str,
        number: str,
        request: Request,
        start: Annotated[str, Query()] = "",
        end: Annotated[str, Query()] = "",
    ) -> HTMLResponse:
        facts = facts_for(request.scope)
        document = _find(facts, document_id)
        if document is None or read_number(number, _NOWHERE) not in [page.number for page in document.pages]:
            return respond_missing(_address(language, document_id, f"/pages/{quote(number, safe='')}"), document)
        stretch = read_number(start, _NOWHERE), read_number(end, _NOWHERE)
        sheet = typeset(document, int(number), stretch)
        marked = f"?start={stretch[0]}&end={stretch[1]}#quote" if sheet.has_quote else ""
        where = say(texts.PAGE_NUMBER, language, page=sheet.page.label) + " – " if document.paged else ""
        address = _address(language, document_id, f"/pages/{number}{marked}")
        quoted = f"?start={stretch[0]}&end={stretch[1]}" if sheet.has_quote else ""
        printed = f"{number}/print{quoted}" if printed_file(facts, document_id) else ""
        title = f"{where}{document.title}"
        return respond("source_sheet.html", address, title, sheet=sheet, facts=facts, printed=printed)

    return router


def _address(language: Language, document_id: str, rest: str = "") -> Address:
    path = f"documents/{quote(document_id, safe='')}{rest}"
    return Address(language, Text(path, path))


def _find(facts: PageFacts, document_id: str) -> Document | None:
    try:
        return facts.store.document(document_id)
    except KeyError:
        return None
