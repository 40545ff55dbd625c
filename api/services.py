"""What the endpoints work with, handed to them by name in their signatures."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from fastapi import Depends, Request

from answer.answer import Answerer
from api.feedback import Feedback
from api.problems import ProblemError
from api.wire import Wire
from index.store import PassageStore


@dataclass(frozen=True, slots=True)
class Services:
    """The parts that one app serves from.

    `documents_folder` holds the original documents. Without `feedback` nobody is asked for any, and nothing is stored.
    """

    answerer: Answerer
    store: PassageStore
    documents_folder: Path
    feedback: Feedback | None = None


async def _services(request: Request) -> Services:  # async: needs no thread of its own
    services: Services = request.app.state.services
    return services


async def _wire(request: Request) -> Wire:
    return Wire(request.app.state.services.store, request.scope.get("root_path", "").rstrip("/"))


async def _require_json(request: Request) -> None:
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise ProblemError("not-json")


ServicesParameter = Annotated[Services, Depends(_services)]
WireParameter = Annotated[Wire, Depends(_wire)]
RequireJson = Depends(_require_json)
