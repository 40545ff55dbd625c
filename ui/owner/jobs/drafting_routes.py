"""Routes to start, follow and stop the drafting of a document's questions."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Header, HTTPException
from fastapi.responses import RedirectResponse
from starlette.responses import Response

from ingest.errors import RundbordError
from ingest.text import Language
from ui.owner.document_page import show_document
from ui.owner.jobs.job_events import follow
from ui.owner.jobs.job_status import outcome_of_drafting
from ui.owner.render import FormResult, PageRenderer
from ui.owner.service import OwnerService
from ui.owner.threads import in_own_thread
from ui.owner.workspace import WorkspaceDocument
from ui.site import FactsFor
from ui.texts.locale import PREFIX
from ui.texts.owner_draft_texts import NO_MODEL
from ui.texts.owner_texts import PATH


def make_drafting_routes(service: OwnerService, facts_for: FactsFor, language: Language) -> APIRouter:
    """Make the routes in one language; add them before the document's other forms."""
    router = APIRouter(prefix=f"/{PREFIX[language]}{PATH.in_(language)}/documents/{{name}}", include_in_schema=False)
    renderer = PageRenderer(facts_for, language)

    @router.post("/drafting")
    async def start(name: str) -> Response:
        return await in_own_thread(_start, name)

    def _start(name: str) -> Response:
        entry = _entry(service, name)
        try:
            if service.drafting.model is None:
                return _refuse(entry, NO_MODEL.in_(language))
            service.drafting.start(entry)
        except RundbordError as error:
            return _refuse(entry, error.text.in_(language))
        return _back(name)

    @router.post("/drafting-stop")
    def stop(name: str) -> Response:
        if run := service.drafting.run_for(_entry(service, name)):
            run.stop()
        return _back(name)

    @router.get("/drafting-progress")
    def tell(name: str, last_event_id: Annotated[str, Header()] = "") -> Response:
        return follow(service.drafting.run_for(_entry(service, name)), outcome_of_drafting, last_event_id, language)

    def _refuse(entry: WorkspaceDocument, why: str) -> Response:
        return show_document(service, renderer, entry, result=FormResult(wrong=(why,), status=409, at="/drafting"))

    return router


def _back(name: str) -> Response:
    return RedirectResponse(f"../{quote(name, safe='')}#drafting", 303)


def _entry(service: OwnerService, name: str) -> WorkspaceDocument:
    entry = service.workspace.entry(name) if service.can_build else None
    if entry is None:
        raise HTTPException(404)
    return entry
