"""Errors as application/problem+json (RFC 9457), in Danish and English. The only mapping of errors to statuses."""

import logging
import sqlite3
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from api.access.refusals import REFUSALS
from api.middleware.request_id import request_id
from api.problems.problem_texts import FIELD_TEXTS, PROBLEMS, SAME_AS
from ingest.errors import IndexMismatchError, IndexMissingError, QuestionError, StorageError
from ingest.files.disk_errors import reason_of, storage_error
from ingest.text import both

log = logging.getLogger(__name__)

TEXTS = PROBLEMS | REFUSALS
"""The texts of all problems, by name."""

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER_SECONDS = "5"
_LONGEST_ECHO = 40
_MOST_FIELDS = 3
_BY_STATUS = {
    400: "broken-json",
    404: "not-found",
    405: "method-not-allowed",
    413: "body-too-large",
    415: "not-json",
    503: "overloaded",
}
_CLIENT_ERRORS = frozenset(
    status for status in HTTPStatus if HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR
)


class Problem(BaseModel):
    """Hvad der gik galt, og hvad man kan gøre ved det."""

    model_config = ConfigDict(frozen=True)

    type: str = Field(
        description="Fejlens navn, ens for alle fejl af samme slags", examples=["urn:rundbord:problem:not-json"]
    )
    title: str = Field(description="HTTP-statussens navn", examples=["Unsupported Media Type"])
    status: int = Field(description="HTTP-status", examples=[415])
    detail: str = Field(
        description="Hvad der skete, og hvad man kan gøre: på dansk og derefter på engelsk",
        examples=["Send indholdet som JSON. / Send the body as JSON."],
    )
    detail_da: str = Field(description="Det samme, kun på dansk", examples=["Send indholdet som JSON."])
    detail_en: str = Field(description="Det samme, kun på engelsk", examples=["Send the body as JSON."])
    request_id: str | None = Field(
        default=None,
        description="Forespørgslens navn: headeren X-Request-ID og serverens log har det samme",
        examples=["3f2b8c0d5e6a4f7b9c1d2e3f4a5b6c7d"],
    )


class ProblemError(HTTPException):
    """A problem as an exception; `name` is its key in PROBLEMS or REFUSALS, `facts` fill in its text."""

    def __init__(self, name: str, headers: Mapping[str, str] | None = None, **facts: str | int) -> None:
        super().__init__(TEXTS[name].status, headers=headers)
        self.name = name
        self.problem = problem(name, **facts)


def problem(name: str, **facts: str | int) -> Problem:
    """Make the problem with a name; `facts` fill in its text."""
    text = TEXTS[name]
    danish, english = text.detail_da.format(**facts), text.detail_en.format(**facts)
    return Problem(
        type=f"urn:rundbord:problem:{name}",
        title=text.title,
        status=text.status,
        detail=both(danish, english),
        detail_da=danish,
        detail_en=english,
        request_id=request_id(),
    )


def problem_of(error: Exception) -> Problem:
    """Map any error to a problem for the client. Unexpected errors are logged, and their text is not sent."""
    match error:
        case ProblemError():
            return error.problem
        case RequestValidationError():
            return _of_validation(error.errors())
        case HTTPException(status_code=status) if _is_foreseen(status) and not isinstance(error.__cause__, OSError):
            return _of_status(status)
        case QuestionError():
            return problem("question-refused", da=error.text.da, en=error.text.en)
        case IndexMissingError() | IndexMismatchError():
            log.error("The index cannot be used: %s", error)
            return problem("index-unavailable")
        case _:
            return _of_the_rest(error)


def _of_the_rest(error: Exception) -> Problem:
    if isinstance(error, HTTPException) and isinstance(error.__cause__, OSError):
        error = error.__cause__  # FastAPI reports a disk error during an upload as a bad request
    failing = storage_error(error) if isinstance(error, OSError | sqlite3.Error) else error
    if isinstance(failing, StorageError):
        log.error(
            "The disk cannot be used: %s", reason_of(error)
        )  # without the file's name, which may come from a client
        return problem("disk-full" if failing.full else "disk-unusable")
    log.error("Unexpected error", exc_info=error)
    return problem("unexpected")


def respond(what: Problem, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """Make the response that carries a problem."""
    retry = {"Retry-After": RETRY_AFTER_SECONDS} if what.status == HTTPStatus.SERVICE_UNAVAILABLE else {}
    return JSONResponse(what.model_dump(), what.status, {**retry, **(headers or {})}, MEDIA_TYPE)


def handle_problems(app: FastAPI) -> None:
    """Make an app respond to errors with problems."""

    async def handle(_: Request, error: Exception) -> JSONResponse:  # async: no free thread is needed
        return respond(problem_of(error), getattr(error, "headers", None))

    for kind in (HTTPException, RequestValidationError, QuestionError, IndexMissingError, IndexMismatchError):
        app.add_exception_handler(kind, handle)


def documented(*names: str) -> dict[int | str, dict[str, Any]]:
    """Describe problems for OpenAPI."""
    content = {MEDIA_TYPE: {"schema": Problem.model_json_schema()}}
    by_status: dict[int, list[str]] = {}
    for name in names:
        by_status.setdefault(TEXTS[name].status, []).append(name)
    return {status: {"description": ", ".join(same), "content": content} for status, same in by_status.items()}


def _is_foreseen(status: int) -> bool:
    return status in _BY_STATUS or status in _CLIENT_ERRORS


def _of_status(status: int) -> Problem:
    if status in _BY_STATUS:
        return problem(_BY_STATUS[status])
    return problem("bad-request").model_copy(update={"status": status, "title": HTTPStatus(status).phrase})


def _of_validation(errors: Sequence[Any]) -> Problem:
    if errors[0]["type"] == "json_invalid":
        return problem("broken-json")
    danish, english = [], []
    for error in errors[:_MOST_FIELDS]:
        kind = SAME_AS.get(error["type"], error["type"])
        da, en = FIELD_TEXTS.get(kind, FIELD_TEXTS["other"])
        facts = error.get("ctx", {})
        name = _field(error["loc"][1:])
        danish.append(f"{f'Feltet {name}' if name else 'Forespørgslen'} {da.format(**facts)}")
        english.append(f"{f'The field {name}' if name else 'The request'} {en.format(**facts)}")
    return problem("invalid-request", da=" ".join(danish), en=" ".join(english))


def _field(place: Sequence[str | int]) -> str:
    """Return the field's name, cut and without invisible characters, since the client may have chosen it."""
    name = ".".join(str(step) for step in place)
    return "".join(character if character.isprintable() else "?" for character in name[:_LONGEST_ECHO])
