"""A PDF's page as it is printed, with the quote marked on it: what «Som trykt» shows, and the PDF itself."""

from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.responses import FileResponse, Response

from ingest.document import Document, Page
from ingest.errors import CorpusError
from ui import texts
from ui.page_facts import PageFacts
from ui.page_language import PREFIX, Address, Language, Text, say
from ui.page_respond import respond, respond_missing

LONGEST_QUOTE = 200
"""Characters of a quote that the picture's description says."""

_PICTURES_LAST = {"Cache-Control": "private, max-age=86400"}
"""A picture's address names its file by hash, so that it can be kept."""


def make_printed_view(facts: PageFacts, language: Language) -> APIRouter:
    """Make the routes of printed pages, their pictures and their files, beside the pages of `ui.source_view`."""
    router = APIRouter(prefix=f"/{PREFIX[language]}documents", include_in_schema=False)

    @router.get("/{document_id}/pages/{number}/print", response_class=HTMLResponse)
    def show_print(
        document_id: str,
        number: int,
        request: Request,
        start: Annotated[int, Query()] = 0,
        end: Annotated[int, Query()] = 0,
    ) -> Response:
        # Brings PDFium, which text needs not.
        from ui.printed_page import SHARPNESSES, lay_out_printed_page  # noqa: PLC0415

        here = f"documents/{quote(document_id, safe='')}/pages/{number}/print?start={start}&end={end}"
        address = Address(language, Text(here, here))
        document, pdf, page = _find(facts.shown_to(request.scope), document_id, number)
        if document is None or page is None:
            return respond_missing(address, document)
        stretch = (start, end) if 0 <= start < end <= len(page.text) else None
        query = f"?start={start}&end={end}" if stretch else ""
        if pdf is None:  # its text is all that there is to see
            return RedirectResponse(f"../{number}{query}", 303)
        try:
            printed = lay_out_printed_page(pdf, page, stretch)
        except CorpusError:
            return respond_missing(address, document)
        return respond(
            "source_printed.html",
            address,
            f"{say(texts.PAGE_AS_PRINTED, language, page=page.label)} – {document.title}",
            document=document,
            page=page,
            printed=printed,
            sharpnesses=SHARPNESSES,
            quoted=shorten_quote(page.text[slice(*stretch)]) if stretch else "",
            query=query,
            before=_neighbour(document, page, -1),
            after=_neighbour(document, page, 1),
        )

    @router.get("/{document_id}/pages/{number}/print.png")
    def draw_print(
        document_id: str, number: int, request: Request, sharpness: Annotated[Literal["2", "4"], Query()] = "2"
    ) -> Response:
        from ui.printed_page import draw_printed_page  # noqa: PLC0415  brings PDFium, which text needs not

        _, pdf, page = _find(facts.shown_to(request.scope), document_id, number)
        if pdf is None or page is None:
            raise HTTPException(404)
        try:
            picture = draw_printed_page(pdf, page.number, int(sharpness))
        except CorpusError as error:
            raise HTTPException(404) from error
        return Response(picture, media_type="image/png", headers=_PICTURES_LAST)

    @router.get("/{document_id}/file")
    def open_file(document_id: str, request: Request) -> FileResponse:
        pdf = printed_file(facts.shown_to(request.scope), document_id)
        if pdf is None:
            raise HTTPException(404)
        return FileResponse(pdf, media_type="application/pdf", filename=pdf.name, content_disposition_type="inline")

    return router


def printed_file(facts: PageFacts, document_id: str) -> Path | None:
    """Find the PDF that a document was read from; None where it was no PDF, or there is no such document."""
    if facts.files is None or document_id not in facts.store.document_ids():
        return None
    path = facts.files / facts.store.file_name(document_id)
    return path if path.suffix.lower() == ".pdf" and path.is_file() else None


def shorten_quote(text: str) -> str:
    """Write a quote on one line, as long as a description may be."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_QUOTE else line[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"


def _find(facts: PageFacts, document_id: str, number: int) -> tuple[Document | None, Path | None, Page | None]:
    if document_id not in facts.store.document_ids():
        return None, None, None
    document = facts.store.document(document_id)
    page = next((page for page in document.pages if page.number == number), None)
    return document, printed_file(facts, document_id), page


def _neighbour(document: Document, page: Page, step: int) -> Page | None:
    place = document.pages.index(page) + step
    return document.pages[place] if 0 <= place < len(document.pages) else None
