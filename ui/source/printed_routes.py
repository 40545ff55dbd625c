"""Routes of a PDF's page as printed, with the quote marked («Som trykt»), and of the PDF itself."""

from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Literal, ParamSpec, TypeVar
from urllib.parse import quote

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import TypeAdapter
from starlette.responses import FileResponse, Response

from ingest.document import Document, Page
from ingest.errors import CorpusError
from ingest.text import Language, Text
from ui.plain_page import respond, respond_missing, respond_passing, respond_picture
from ui.site import FactsFor, PageFacts
from ui.source.drawing import Drawing, DrawingError, PageTask
from ui.source.print_layout import SHARPNESSES, PrintedPage
from ui.source.while_connected import while_connected
from ui.texts import page_texts as texts
from ui.texts.locale import PREFIX, Address, say

P = ParamSpec("P")
T = TypeVar("T")

Attend = Callable[[Coroutine[Any, Any, bytes]], Awaitable[bytes | None]]
"""Awaits a page while the client is connected; None after it left."""

_THREADS = CapacityLimiter(2)
_PRINTED = TypeAdapter(PrintedPage)
_CLIENT_LEFT = 499
"""The status of a request whose client left, in the metrics."""

LONGEST_QUOTE = 200
"""Characters of a quote in the picture's description."""

_PICTURES_LAST = {"Cache-Control": "private, max-age=86400"}
"""A picture's address contains its file's hash, so that clients may cache it."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page of a document, its PDF if there is one, and the range of its text to mark, if any."""

    document: Document
    page: Page
    pdf: Path | None
    stretch: tuple[int, int] | None = None

    def marked(self, start: int, end: int) -> "_Sheet":
        """Return the page with this range marked, if its text has that range."""
        return replace(self, stretch=(start, end) if 0 <= start < end <= len(self.page.text) else None)

    @property
    def query(self) -> str:
        return f"?start={self.stretch[0]}&end={self.stretch[1]}" if self.stretch else ""

    def values(self) -> dict[str, Any]:
        """Return the values for its templates."""
        return {
            "document": self.document,
            "page": self.page,
            "query": self.query,
            "before": _neighbour(self.document, self.page, -1),
            "after": _neighbour(self.document, self.page, 1),
        }


def make_printed_view(facts_for: FactsFor, drawing: Drawing, language: Language) -> APIRouter:
    """Make the routes of printed pages, their pictures and their files."""
    router = APIRouter(prefix=f"/{PREFIX[language]}documents", include_in_schema=False)

    @router.get("/{document_id}/pages/{number}/print", response_class=HTMLResponse)
    async def show_print(
        document_id: str,
        number: int,
        request: Request,
        start: Annotated[int, Query()] = 0,
        end: Annotated[int, Query()] = 0,
    ) -> Response:
        here = f"documents/{quote(document_id, safe='')}/pages/{number}/print?start={start}&end={end}"
        address = Address(language, Text(here, here))
        document, sheet = await _beside(_find, facts_for, request, document_id, number)
        if sheet is None:
            return respond_missing(address, document)
        return await _show(sheet.marked(start, end), address, partial(while_connected, request), drawing)

    @router.get("/{document_id}/pages/{number}/print.png")
    async def draw_print(
        document_id: str, number: int, request: Request, sharpness: Annotated[Literal["2", "4"], Query()] = "2"
    ) -> Response:
        _, sheet = await _beside(_find, facts_for, request, document_id, number)
        if sheet is None or sheet.pdf is None:
            raise HTTPException(404)
        job = PageTask(sheet.pdf, sheet.document.sha256, number, int(sharpness))
        try:
            picture = await while_connected(request, drawing.make(job))
        except CorpusError as error:
            raise HTTPException(404) from error
        except DrawingError as error:
            return respond_picture(error.why.heading, language, error.status)
        return (
            Response(status_code=_CLIENT_LEFT)
            if picture is None
            else Response(picture, media_type="image/png", headers=_PICTURES_LAST)
        )

    @router.get("/{document_id}/file")
    def open_file(document_id: str, request: Request) -> FileResponse:
        pdf = printed_file(facts_for(request.scope), document_id)
        if pdf is None:
            raise HTTPException(404)
        return FileResponse(pdf, media_type="application/pdf", filename=pdf.name, content_disposition_type="inline")

    return router


def printed_file(facts: PageFacts, document_id: str) -> Path | None:
    """Find a document's PDF; None where it was not read from a PDF, or there is no such document."""
    if document_id not in facts.store.document_ids():
        return None
    path = facts.files / facts.store.file_name(document_id)
    return path if path.suffix.lower() == ".pdf" and path.is_file() else None


def shorten_quote(text: str) -> str:
    """Write a quote on one line, cut to the length of a description."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_QUOTE else line[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"


async def _beside(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run short work in one of the few threads for printed pages; answers have threads of their own."""
    return await to_thread.run_sync(partial(work, *args, **kwargs), limiter=_THREADS)


async def _show(sheet: _Sheet, address: Address, attend: Attend, drawing: Drawing) -> Response:
    if sheet.pdf is None:  # only its text can be shown
        return RedirectResponse(f"../{sheet.page.number}{sheet.query}", 303)
    job = PageTask(sheet.pdf, sheet.document.sha256, sheet.page.number, text=sheet.page.text, quote=sheet.stretch)
    try:
        made = await attend(drawing.make(job))
    except CorpusError:
        return respond_missing(address, sheet.document)
    except DrawingError as error:
        title = f"{error.why.heading.in_(address.language)} – {sheet.document.title}"
        return respond_passing("source_undrawn.html", address, title, error.status, **sheet.values(), why=error.why)
    return Response(status_code=_CLIENT_LEFT) if made is None else await _beside(_respond_printed, made, sheet, address)


def _respond_printed(made: bytes, sheet: _Sheet, address: Address) -> HTMLResponse:
    title = f"{say(texts.PAGE_AS_PRINTED, address.language, page=sheet.page.label)} – {sheet.document.title}"
    quoted = shorten_quote(sheet.page.text[slice(*sheet.stretch)]) if sheet.stretch else ""
    more: dict[str, Any] = {"printed": _PRINTED.validate_json(made), "sharpnesses": SHARPNESSES, "quoted": quoted}
    return respond("source_printed.html", address, title, **sheet.values(), **more)


def _find(
    facts_for: FactsFor, request: Request, document_id: str, number: int
) -> tuple[Document | None, _Sheet | None]:
    facts = facts_for(request.scope)
    if document_id not in facts.store.document_ids():
        return None, None
    document = facts.store.document(document_id)
    page = next((page for page in document.pages if page.number == number), None)
    return document, _Sheet(document, page, printed_file(facts, document_id)) if page else None


def _neighbour(document: Document, page: Page, step: int) -> Page | None:
    place = document.pages.index(page) + step
    return document.pages[place] if 0 <= place < len(document.pages) else None
