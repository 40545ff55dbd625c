"""Routes of the owner's page: each change is a posted form, and redirects to a page that shows its result.

`api.access` admits the owner only, and changes from this site's pages only.
"""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, File, Form, Header, UploadFile
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse
from starlette.responses import Response

from ingest.errors import RundbordError, StorageError
from ingest.files.disk_errors import storage_errors
from ingest.readers.parsed import Failure
from ingest.text import Language
from ui.inspection import Inspection
from ui.owner.jobs.job_events import follow
from ui.owner.jobs.job_status import outcome_of_publishing
from ui.owner.overview import show_overview
from ui.owner.render import FormResult, PageRenderer
from ui.owner.service import OwnerService
from ui.owner.sidecars import sidecar_ending
from ui.owner.threads import in_own_thread
from ui.site import FactsFor
from ui.texts import owner_texts
from ui.texts.locale import PREFIX, say


def make_owner_routes(service: OwnerService, facts_for: FactsFor, language: Language) -> APIRouter:
    """Make the overview, uploading, publishing and going back, in one language."""
    base = f"/{PREFIX[language]}{owner_texts.PATH.in_(language)}"
    router = APIRouter(prefix=base, include_in_schema=False)
    renderer = PageRenderer(facts_for, language)

    @router.get("")
    def show(told: str = "") -> HTMLResponse:
        return show_overview(service, renderer, FormResult(said_by(told, language)))

    @router.post("/upload")
    async def upload(files: Annotated[list[UploadFile], File()], accept: Annotated[str, Header()] = "") -> Response:
        return await in_own_thread(_upload, files, accept)

    def _upload(files: list[UploadFile], accept: str) -> Response:
        # Sidecars first: they must be there when the document is read.
        named = sorted(
            (file for file in files if file.filename), key=lambda file: not sidecar_ending(file.filename or "")
        )
        as_json = "application/json" in accept
        lines, status = _take_in_all(service, named, language, stops=as_json)
        if as_json:
            return JSONResponse([{"taken": taken, "line": line} for taken, line in lines])
        said = " ".join(line for taken, line in lines if taken)
        wrong = tuple(line for taken, line in lines if not taken)
        return show_overview(service, renderer, FormResult(said, wrong, status, at="/upload"))

    @router.post("/publish")
    def publish() -> Response:
        return _doing(service, renderer, service.publishing.start, "/publish")

    @router.post("/rollback")
    def go_back() -> Response:
        return _doing(service, renderer, service.publishing.go_back, "/rollback", "back")

    @router.post("/withdraw")
    def withdraw(name: Annotated[str, Form()] = "") -> Response:
        return _doing(service, renderer, lambda: service.withdraw_facts(name), "/withdraw", "facts-deleted")

    @router.get("/upload")
    @router.get("/publish")
    @router.get("/rollback")
    @router.get("/withdraw")
    def show_instead() -> Response:
        """Redirect a reload of a form's response to the page."""
        return RedirectResponse(f"../{owner_texts.PATH.in_(language)}", 303)

    @router.get("/progress")
    def tell(last_event_id: Annotated[str, Header()] = "") -> Response:
        return follow(service.publishing.run, outcome_of_publishing, last_event_id, language)

    return router


def said_by(change: str, language: Language) -> str:
    """Return the text for a change's name in the address; empty for any other name."""
    return owner_texts.TOLD[change].in_(language) if change in owner_texts.TOLD else ""


def status_of(error: RundbordError, otherwise: int = 503) -> int:
    """Return the HTTP status of an error: 507 for a full disk, 503 for another error of the disk."""
    if isinstance(error, StorageError):
        return 507 if error.full else 503
    return otherwise


def _doing(
    service: OwnerService, renderer: PageRenderer, act: Callable[[], None], at: str, change: str = ""
) -> Response:
    try:
        with storage_errors():
            act()
    except RundbordError as error:
        wrong = (error.text.in_(renderer.language),)
        return show_overview(service, renderer, FormResult(wrong=wrong, status=status_of(error, 409), at=at))
    back = f"../{owner_texts.PATH.in_(renderer.language)}"
    return RedirectResponse(f"{back}?told={change}#publish" if change else f"{back}#publish", 303)


def _take_in_all(
    service: OwnerService, files: list[UploadFile], language: Language, *, stops: bool
) -> tuple[list[tuple[bool, str]], int]:
    """Take in files one by one; with `stops` an error of the disk is raised, else it is a line and sets the status."""
    lines, status, why = [], 200, ""
    for file in files:
        try:
            # Nothing more is taken in after the disk fails: a document might come without its groups.
            line = (False, _not_taken(file.filename or "", why, language)) if why else _take_in(service, file, language)
        except StorageError as error:
            if stops:
                raise
            why, status = error.text.in_(language), status_of(error)
            line = (False, _not_taken(file.filename or "", why, language))
        lines.append(line)
    return lines, status


def _take_in(service: OwnerService, file: UploadFile, language: Language) -> tuple[bool, str]:
    name = file.filename or ""
    try:
        with storage_errors():
            if ending := sidecar_ending(name):
                text = service.take_in_sidecar(name, file.file)
                return True, say(text, language, file=name, document=name[: -len(ending)])
            outcome = service.take_in(name, file.file)
    except StorageError:
        raise
    except RundbordError as error:
        return False, _not_taken(name, error.text.in_(language), language)
    if isinstance(outcome, Failure):
        return False, _not_taken(name, outcome.text.in_(language), language)
    return True, _taken(name, outcome, language)


def _not_taken(name: str, why: str, language: Language) -> str:
    return say(owner_texts.NOT_TAKEN_IN, language, file=name, why=why)


def _taken(name: str, understood: Inspection, language: Language) -> str:
    text = owner_texts.TAKEN_IN if understood.document.paged else owner_texts.TAKEN_IN_UNPAGED
    return say(text, language, file=name, pages=len(understood.pages), passages=len(understood.passages))
