"""What the endpoints work with, handed to them by name in their signatures."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any

from fastapi import Depends, Request

from answer.types import Answerer, Question
from api.access.caller import GROUPS
from api.answer_queue import Turns
from api.feedback.feedback import Feedback
from api.live.current_bundle import CurrentBundle, Serving
from api.problems.problems import ProblemError
from api.rest.serialize import Serializer
from index.storage.store import PassageStore
from index.visible_documents import VisibleDocuments


@dataclass(frozen=True, slots=True)
class Services:
    """The parts that one request is served from, all of one bundle, for a reader in `groups`; empty is the public.

    `turns` is the queue of questions. Without `feedback` no reader is asked for any, and nothing is stored.
    """

    serving: Serving
    turns: Turns
    feedback: Feedback | None = None
    groups: frozenset[str] = frozenset()

    @property
    def answerer(self) -> Answerer:
        """Answers from the bundle."""
        return self.serving.answerer

    @property
    def documents_folder(self) -> Path:
        """The original documents."""
        return self.serving.documents_folder

    @property
    def store(self) -> VisibleDocuments:
        """The documents that exist for the reader."""
        return VisibleDocuments(self.serving.store, self.groups)

    def for_reader(self, asker: Mapping[str, Any]) -> "Services":
        """Return the parts as the sender of a request, whose ASGI scope this is, may see them."""
        return replace(self, groups=groups_among(asker, self.serving.store))

    def restricted(self, question: Question) -> Question:
        """Keep a question to their documents, whatever it says itself."""
        return replace(question, search_filter=replace(question.search_filter, groups=self.groups))


ServicesFor = Callable[[Mapping[str, Any]], Services]
"""Takes the bundle in use for one request, whose ASGI scope it is given. Call it once a request."""


def provide_services(current: CurrentBundle, turns: Turns, feedback: Feedback | None) -> ServicesFor:
    """Make the function that every request gets its services from."""
    return lambda asker: Services(current.serving, turns, feedback).for_reader(asker)


def groups_among(asker: Mapping[str, Any], store: PassageStore) -> frozenset[str]:
    """Tell which of the groups that documents are for the sender of a request is in."""
    groups: frozenset[str] = asker.get(GROUPS, frozenset())
    return groups & store.groups()


async def _services(request: Request) -> Services:  # async: needs no thread of its own
    services_for: ServicesFor = request.app.state.services_for
    return services_for(request.scope)


ServicesParameter = Annotated[Services, Depends(_services)]


async def _serializer(request: Request, services: ServicesParameter) -> Serializer:
    return Serializer(services.store, request.scope.get("root_path", "").rstrip("/"))


async def _require_json(request: Request) -> None:
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise ProblemError("not-json")


async def _require_sound(request: Request) -> None:
    current: CurrentBundle = request.app.state.current
    soundness = current.serving.soundness
    if soundness is not None and soundness.damage:
        # Everybody may ask: a document's name is for those only who may read it.
        named = {"documents/…" if name.startswith("documents/") else name for name in soundness.damage}
        raise ProblemError("index-damaged", files=", ".join(sorted(named)))


SerializerParameter = Annotated[Serializer, Depends(_serializer)]
RequireJson = Depends(_require_json)
RequireSound = Depends(_require_sound)
