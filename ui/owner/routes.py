"""The owner's page over HTTP: every change is a form that is posted, and leads back to a page that says what it did.

Who may come here, and from which page a change may be sent, is held by `api.access` at the gate.
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
from ui.inspection import Understood
from ui.owner.jobs.job_events import follow
from ui.owner.jobs.job_status import outcome_of_publishing
from ui.owner.overview import show_overview
from ui.owner.render import Told, Writer
from ui.owner.service import Desk
from ui.owner.sidecars import ending_beside
from ui.owner.threads import in_own_thread
from ui.site import FactsFor
from ui.texts import owner_texts
from ui.texts.locale import PREFIX, say


def make_owner_routes(desk: Desk, facts_for: FactsFor, language: Language) -> APIRouter:
    """Make the overview, uploading, publishing and going back, in one language."""
    base = f"/{PREFIX[language]}{owner_texts.PATH.in_(language)}"
    router = APIRouter(prefix=base, include_in_schema=False)
    writer = Writer(facts_for, language)

    @router.get("")
    def show(told: str = "") -> HTMLResponse:
        return show_overview(desk, writer, Told(said_by(told, language)))

    @router.post("/upload")
    async def upload(files: Annotated[list[UploadFile], File()], accept: Annotated[str, Header()] = "") -> Response:
        return await in_own_thread(_upload, files, accept)

    def _upload(files: list[UploadFile], accept: str) -> Response:
        # What stands beside a document is there when the document is read.
        named = sorted(
            (file for file in files if file.filename), key=lambda file: not ending_beside(file.filename or "")
        )
        as_json = "application/json" in accept
        told, status = _take_in_all(desk, named, language, stops=as_json)
        if as_json:
            return JSONResponse([{"taken": taken, "line": line} for taken, line in told])
        said = " ".join(line for taken, line in told if taken)
        wrong = tuple(line for taken, line in told if not taken)
        return show_overview(desk, writer, Told(said, wrong, status, at="/upload"))

    @router.post("/publish")
    def publish() -> Response:
        return _doing(desk, writer, desk.publishing.start, "/publish")

    @router.post("/rollback")
    def go_back() -> Response:
        return _doing(desk, writer, desk.publishing.go_back, "/rollback", "back")

    @router.post("/withdraw")
    def withdraw(name: Annotated[str, Form()] = "") -> Response:
        return _doing(desk, writer, lambda: desk.withdraw_facts(name), "/withdraw", "facts-deleted")

    @router.get("/upload")
    @router.get("/publish")
    @router.get("/rollback")
    @router.get("/withdraw")
    def show_instead() -> Response:
        """Lead back who loads again the page that a form was answered with."""
        return RedirectResponse(f"../{owner_texts.PATH.in_(language)}", 303)

    @router.get("/progress")
    def tell(last_event_id: Annotated[str, Header()] = "") -> Response:
        return follow(desk.publishing.run, outcome_of_publishing, last_event_id, language)

    return router


def said_by(told: str, language: Language) -> str:
    """Say what a change did, named as the address names it; empty for any other name."""
    return owner_texts.TOLD[told].in_(language) if told in owner_texts.TOLD else ""


def status_of(error: RundbordError, otherwise: int = 503) -> int:
    """Give the HTTP status of an error: 507 of a full disk, 503 of another error of the disk."""
    if isinstance(error, StorageError):
        return 507 if error.full else 503
    return otherwise


def _doing(desk: Desk, writer: Writer, act: Callable[[], None], at: str, told: str = "") -> Response:
    try:
        with storage_errors():
            act()
    except RundbordError as error:
        wrong = (error.text.in_(writer.language),)
        return show_overview(desk, writer, Told(wrong=wrong, status=status_of(error, 409), at=at))
    back = f"../{owner_texts.PATH.in_(writer.language)}"
    return RedirectResponse(f"{back}?told={told}#publish" if told else f"{back}#publish", 303)


def _take_in_all(
    desk: Desk, files: list[UploadFile], language: Language, *, stops: bool
) -> tuple[list[tuple[bool, str]], int]:
    """Take files in one by one; an error of the disk stops it as such, or is a line and the status of the whole."""
    told, status, why = [], 200, ""
    for file in files:
        try:
            # Nothing more is taken in once the disk fails: a document might come without those who may read it.
            line = (False, _not_taken(file.filename or "", why, language)) if why else _take_in(desk, file, language)
        except StorageError as error:
            if stops:
                raise
            why, status = error.text.in_(language), status_of(error)
            line = (False, _not_taken(file.filename or "", why, language))
        told.append(line)
    return told, status


def _take_in(desk: Desk, file: UploadFile, language: Language) -> tuple[bool, str]:
    name = file.filename or ""
    try:
        with storage_errors():
            if ending := ending_beside(name):
                kept = desk.take_in_beside(name, file.file)
                return True, say(kept, language, file=name, document=name[: -len(ending)])
            outcome = desk.take_in(name, file.file)
    except StorageError:
        raise
    except RundbordError as error:
        return False, _not_taken(name, error.text.in_(language), language)
    if isinstance(outcome, Failure):
        return False, _not_taken(name, outcome.text.in_(language), language)
    return True, _taken(name, outcome, language)


def _not_taken(name: str, why: str, language: Language) -> str:
    return say(owner_texts.NOT_TAKEN_IN, language, file=name, why=why)


def _taken(name: str, understood: Understood, language: Language) -> str:
    text = owner_texts.TAKEN_IN if understood.document.paged else owner_texts.TAKEN_IN_UNPAGED
    return say(text, language, file=name, pages=len(understood.pages), passages=len(understood.passages))
