"""The picture of a PDF's page that stands under its text, with the quote marked on it."""

from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import Response

from ingest.document import Page
from ingest.errors import CorpusError
from ui.page_facts import PageFacts
from ui.page_language import PREFIX, Language, Text

PRINTED = Text("Siden, som den er trykt", "The page as it is printed")
PRINTED_ALT = Text(
    "Billede af siden med citatet markeret; teksten står ovenfor",
    "Picture of the page with the quote marked; its text is above",
)
_CACHE = {"Cache-Control": "private, max-age=300"}


def make_printed_view(facts: PageFacts, language: Language) -> APIRouter:
    """Make the route of the pictures, beside the pages of `ui.source_view`."""
    router = APIRouter(prefix=f"/{PREFIX[language]}documents", include_in_schema=False)

    @router.get("/{document_id}/pages/{number}/print.png")
    def show_print(
        document_id: str,
        number: int,
        request: Request,
        start: Annotated[int, Query()] = 0,
        end: Annotated[int, Query()] = 0,
    ) -> Response:
        from ui.printed_page import draw_printed_page  # noqa: PLC0415  brings PDFium, which text needs not

        hers = facts.shown_to(request.scope)
        pdf = printed_file(hers, document_id)
        if pdf is None:
            raise HTTPException(404)
        try:
            page = hers.store.document(document_id).page(number)
            picture = draw_printed_page(pdf, page, _stretch(page, start, end))
        except (KeyError, CorpusError) as error:
            raise HTTPException(404) from error
        return Response(picture, media_type="image/png", headers=_CACHE)

    return router


def printed_file(facts: PageFacts, document_id: str) -> Path | None:
    """Find the PDF that a document was read from; None where it was no PDF, or there is no such document."""
    if facts.files is None or document_id not in facts.store.document_ids():
        return None
    path = facts.files / facts.store.file_name(document_id)
    return path if path.suffix.lower() == ".pdf" and path.is_file() else None


def _stretch(page: Page, start: int, end: int) -> tuple[int, int] | None:
    return (start, end) if 0 <= start < end <= len(page.text) else None
