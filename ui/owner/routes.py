"""The owner's page over HTTP: every change is a form that is posted, and leads back to a page that says what it did.

Who may come here, and from which page a change may be sent, is held by `api.access` at the gate.
"""

from collections.abc import Callable, Iterator
from typing import Annotated

from fastapi import APIRouter, File, Header, UploadFile
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse
from sse_starlette import ServerSentEvent
from starlette.responses import Response

from api.events import event_stream
from ingest.draft import Failure
from ingest.errors import RundbordError
from ui import owner_texts
from ui.owner.desk import Desk
from ui.owner.showing import Pages, Told, outcome_of
from ui.page_facts import PageFacts
from ui.page_language import PREFIX, Language, say
from ui.understood import Understood


def make_owner_routes(desk: Desk, facts: PageFacts, language: Language) -> APIRouter:
    """Make the overview, uploading, publishing and going back, in one language."""
    base = f"/{PREFIX[language]}{owner_texts.PATH.in_(language)}"
    router = APIRouter(prefix=base, include_in_schema=False)
    pages = Pages(desk, facts, language)

    @router.get("")
    def show(told: str = "") -> HTMLResponse:
        return pages.overview(Told(said_by(told, language)))

    @router.post("/upload")
    def upload(files: Annotated[list[UploadFile], File()], accept: Annotated[str, Header()] = "") -> Response:
        told = [_take_in(desk, file, language) for file in files if file.filename]
        if "application/json" in accept:
            return JSONResponse([{"taken": taken, "line": line} for taken, line in told])
        said = " ".join(line for taken, line in told if taken)
        return pages.overview(Told(said, tuple(line for taken, line in told if not taken), at="/upload"))

    @router.post("/publish")
    def publish() -> Response:
        return _doing(pages, desk.publishing.start, "/publish", "", language)

    @router.post("/rollback")
    def go_back() -> Response:
        return _doing(pages, desk.publishing.go_back, "/rollback", "back", language)

    @router.get("/upload")
    @router.get("/publish")
    @router.get("/rollback")
    def show_instead() -> Response:
        """Lead back who loads again the page that a form was answered with."""
        return RedirectResponse(f"../{owner_texts.PATH.in_(language)}", 303)

    @router.get("/progress")
    def tell(last_event_id: Annotated[str, Header()] = "") -> Response:
        after = int(last_event_id) if last_event_id.isdecimal() else 0
        return event_stream(_events(desk, after, language))

    return router


def said_by(told: str, language: Language) -> str:
    """Say what a change did, named as the address names it; empty for any other name."""
    return owner_texts.TOLD[told].in_(language) if told in owner_texts.TOLD else ""


def in_language(error: RundbordError, language: Language) -> str:
    """Say an error in one language, where it has both."""
    danish, _, english = str(error).partition(" / ")
    return danish if language == "da" or not english else english


def _doing(pages: Pages, act: Callable[[], None], at: str, told: str, language: Language) -> Response:
    try:
        act()
    except RundbordError as error:
        return pages.overview(Told(wrong=(in_language(error, language),), status=409, at=at))
    back = f"../{owner_texts.PATH.in_(language)}"
    return RedirectResponse(f"{back}?told={told}#publish" if told else f"{back}#publish", 303)


def _take_in(desk: Desk, file: UploadFile, language: Language) -> tuple[bool, str]:
    name = file.filename or ""
    try:
        outcome = desk.take_in(name, file.file)
    except RundbordError as error:
        return False, say(owner_texts.NOT_TAKEN_IN, language, file=name, why=in_language(error, language))
    if isinstance(outcome, Failure):
        why = outcome.danish if language == "da" else outcome.english
        return False, say(owner_texts.NOT_TAKEN_IN, language, file=name, why=why)
    return True, _taken(name, outcome, language)


def _taken(name: str, understood: Understood, language: Language) -> str:
    text = owner_texts.TAKEN_IN if understood.document.paged else owner_texts.TAKEN_IN_UNPAGED
    return say(text, language, file=name, pages=len(understood.pages), passages=len(understood.passages))


def _events(desk: Desk, after: int, language: Language) -> Iterator[ServerSentEvent]:
    for number, line in desk.publishing.news(after):
        yield ServerSentEvent(line, event="line", id=str(number)) if line else ServerSentEvent(comment="waiting")
    yield ServerSentEvent(outcome_of(desk.publishing.run).in_(language), event="done")
