"""One document on the owner's page: its facts, its questions, its drafts, and whether it stays."""

from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.responses import Response

from ingest.errors import RundbordError
from ingest.files.disk_errors import storage_errors
from ingest.text import Language, Text
from ui.owner.document_page import show_document
from ui.owner.edits import CHANGES, Sent
from ui.owner.render import Told, Writer
from ui.owner.routes import said_by, status_of
from ui.owner.service import Desk
from ui.owner.threads import in_own_thread
from ui.plain_page import respond_missing
from ui.site import FactsFor
from ui.source.sent_number import read_number
from ui.texts.locale import PREFIX, Address
from ui.texts.owner_texts import PATH

_MOST_FIELDS = 300


def make_document_routes(desk: Desk, facts_for: FactsFor, language: Language) -> APIRouter:
    """Make a document's page and its forms, in one language."""
    router = APIRouter(prefix=f"/{PREFIX[language]}{PATH.in_(language)}/documents", include_in_schema=False)
    writer = Writer(facts_for, language)

    @router.get("/{name}")
    async def show(name: str, first: str = "", told: str = "") -> HTMLResponse:
        return await in_own_thread(_show, name, first, told)

    def _show(name: str, first: str, told: str) -> HTMLResponse:
        entry = desk.workspace.entry(name) if desk.can_build else None
        if entry is None:
            return _missing(name, language)
        return show_document(desk, writer, entry, read_number(first, 0), Told(said_by(told, language)))

    @router.get("/{name}/{_action}")
    def show_instead(name: str, _action: str) -> Response:
        """Lead back who loads again the page that a form was answered with."""
        return RedirectResponse(f"../{quote(name, safe='')}", 303)

    @router.post("/{name}/{action}")
    async def change(request: Request, name: str, action: str) -> Response:
        async with request.form(max_files=0, max_fields=_MOST_FIELDS) as form:
            sent = {key: [value for value in form.getlist(key) if isinstance(value, str)] for key in form}
        return await in_own_thread(_change, name, action, sent)

    def _change(name: str, action: str, sent: Sent) -> Response:
        entry = desk.workspace.entry(name) if desk.can_build else None
        if entry is None or action not in CHANGES:
            return _missing(name, language, f"/{quote(action, safe='')}")
        first = (sent.get("first") or [""])[0]
        try:
            with storage_errors(), desk.workspace.changing():
                done = CHANGES[action](desk, entry, sent)
        except RundbordError as error:
            told = Told(wrong=(error.text.in_(language),), status=status_of(error, 422), at=f"/{action}")
            return show_document(desk, writer, entry, read_number(first, 0), told)
        if done == "withdrawn" and desk.workspace.entry(name) is None:
            return RedirectResponse(f"../../../{PATH.in_(language)}?told={done}", 303)
        return RedirectResponse(f"../{quote(name, safe='')}?first={read_number(first, 0)}&told={done}", 303)

    return router


def _missing(name: str, language: Language, at: str = "") -> HTMLResponse:
    path = f"/documents/{quote(name, safe='')}{at}"
    return respond_missing(Address(language, Text(PATH.da + path, PATH.en + path)), None)
