"""Routes of one document on the owner's page: facts, questions, drafts, removal."""

from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.responses import Response

from ingest.errors import RundbordError
from ingest.files.disk_errors import storage_errors
from ingest.text import Language, Text
from ui.owner.document_page import show_document
from ui.owner.edits import CHANGES, Sent
from ui.owner.render import FormResult, PageRenderer
from ui.owner.routes import said_by, status_of
from ui.owner.service import OwnerService
from ui.owner.threads import in_own_thread
from ui.plain_page import respond_missing
from ui.site import FactsFor
from ui.source.sent_number import read_number
from ui.texts.locale import PREFIX, Address
from ui.texts.owner_texts import PATH

_MOST_FIELDS = 300


def make_document_routes(service: OwnerService, facts_for: FactsFor, language: Language) -> APIRouter:
    """Make a document's page and its forms, in one language."""
    router = APIRouter(prefix=f"/{PREFIX[language]}{PATH.in_(language)}/documents", include_in_schema=False)
    renderer = PageRenderer(facts_for, language)

    @router.get("/{name}")
    async def show(name: str, first: str = "", told: str = "") -> HTMLResponse:
        return await in_own_thread(_show, name, first, told)

    def _show(name: str, first: str, told: str) -> HTMLResponse:
        entry = service.workspace.entry(name) if service.can_build else None
        if entry is None:
            return _missing(name, language)
        return show_document(service, renderer, entry, read_number(first, 0), FormResult(said_by(told, language)))

    @router.get("/{name}/{_action}")
    def show_instead(name: str, _action: str) -> Response:
        """Redirect a reload of a form's response to the page."""
        return RedirectResponse(f"../{quote(name, safe='')}", 303)

    @router.post("/{name}/{action}")
    async def change(request: Request, name: str, action: str) -> Response:
        async with request.form(max_files=0, max_fields=_MOST_FIELDS) as form:
            sent = {key: [value for value in form.getlist(key) if isinstance(value, str)] for key in form}
        return await in_own_thread(_change, name, action, sent)

    def _change(name: str, action: str, sent: Sent) -> Response:
        entry = service.workspace.entry(name) if service.can_build else None
        if entry is None or action not in CHANGES:
            return _missing(name, language, f"/{quote(action, safe='')}")
        first = (sent.get("first") or [""])[0]
        try:
            with storage_errors(), service.workspace.changing():
                done = CHANGES[action](service, entry, sent)
        except RundbordError as error:
            result = FormResult(wrong=(error.text.in_(language),), status=status_of(error, 422), at=f"/{action}")
            return show_document(service, renderer, entry, read_number(first, 0), result)
        if done == "withdrawn" and service.workspace.entry(name) is None:
            return RedirectResponse(f"../../../{PATH.in_(language)}?told={done}", 303)
        return RedirectResponse(f"../{quote(name, safe='')}?first={read_number(first, 0)}&told={done}", 303)

    return router


def _missing(name: str, language: Language, at: str = "") -> HTMLResponse:
    path = f"/documents/{quote(name, safe='')}{at}"
    return respond_missing(Address(language, Text(PATH.da + path, PATH.en + path)), None)
