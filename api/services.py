"""What the endpoints work with, handed to them by name in their signatures."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any

from fastapi import Depends, Request

from answer.answer import Answerer, Question
from api.access.caller import GROUPS
from api.feedback import Feedback
from api.problems import ProblemError
from api.turns import Turns
from api.wire import Wire
from index.shelf import Shelf
from index.store import PassageStore


@dataclass(frozen=True, slots=True)
class Services:
    """The parts that one app serves from, for people in `groups`: whoever has not asked for hers gets what all may see.

    `documents_folder` holds the original documents, and `turns` is the line of questions. Without `feedback` nobody is
    asked for any, and nothing is stored.
    """

    answerer: Answerer
    whole: PassageStore
    documents_folder: Path
    turns: Turns
    feedback: Feedback | None = None
    groups: frozenset[str] = frozenset()

    @property
    def store(self) -> Shelf:
        """The documents that exist for them."""
        return Shelf(self.whole, self.groups)

    def shown_to(self, asker: Mapping[str, Any]) -> "Services":
        """Return the parts as the sender of a request, whose ASGI scope this is, may see them."""
        return replace(self, groups=groups_among(asker, self.whole))

    def limited(self, question: Question) -> Question:
        """Keep a question to their documents, whatever it says itself."""
        return replace(question, within=replace(question.within, groups=self.groups))


def groups_among(asker: Mapping[str, Any], store: PassageStore) -> frozenset[str]:
    """Tell which of the groups that documents are for the sender of a request is in."""
    groups: frozenset[str] = asker.get(GROUPS, frozenset())
    return groups & store.groups()


async def _services(request: Request) -> Services:  # async: needs no thread of its own
    services: Services = request.app.state.services
    return services.shown_to(request.scope)


ServicesParameter = Annotated[Services, Depends(_services)]


async def _wire(request: Request, services: ServicesParameter) -> Wire:
    return Wire(services.store, request.scope.get("root_path", "").rstrip("/"))


async def _require_json(request: Request) -> None:
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise ProblemError("not-json")


WireParameter = Annotated[Wire, Depends(_wire)]
RequireJson = Depends(_require_json)
