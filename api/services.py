"""The parts that endpoints work with, injected by their signatures."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any

from fastapi import Depends, Request

from answer.types import Answerer, Question
from api.access.caller import GROUPS
from api.answer_queue import AnswerQueue
from api.feedback.feedback import Feedback
from api.live.current_bundle import CurrentBundle, Serving
from api.problems.problems import ProblemError
from api.rest.serialize import Serializer
from index.storage.store import PassageStore
from index.visible_documents import VisibleDocuments


@dataclass(frozen=True, slots=True)
class Services:
    """The parts for one request, all of one bundle, for a reader in `groups`; no groups is the public.

    Without `feedback`, readers cannot give any.
    """

    serving: Serving
    queue: AnswerQueue
    feedback: Feedback | None = None
    groups: frozenset[str] = frozenset()

    @property
    def answerer(self) -> Answerer:
        """The bundle's answerer."""
        return self.serving.answerer

    @property
    def documents_folder(self) -> Path:
        """The original documents."""
        return self.serving.documents_folder

    @property
    def store(self) -> VisibleDocuments:
        """The documents that are visible to the reader."""
        return VisibleDocuments(self.serving.store, self.groups)

    def for_reader(self, scope: Mapping[str, Any]) -> "Services":
        """Return the parts for the sender of the request with this ASGI scope."""
        return replace(self, groups=groups_among(scope, self.serving.store))

    def restricted(self, question: Question) -> Question:
        """Restrict a question to the reader's documents, whatever its own filter is."""
        return replace(question, search_filter=replace(question.search_filter, groups=self.groups))


ServicesFor = Callable[[Mapping[str, Any]], Services]
"""Takes a request's ASGI scope and returns services with the bundle in use. Call it once a request."""


def provide_services(current: CurrentBundle, queue: AnswerQueue, feedback: Feedback | None) -> ServicesFor:
    """Make the function that returns each request's services."""
    return lambda scope: Services(current.serving, queue, feedback).for_reader(scope)


def groups_among(scope: Mapping[str, Any], store: PassageStore) -> frozenset[str]:
    """Return the request's groups, of those that documents are restricted to."""
    groups: frozenset[str] = scope.get(GROUPS, frozenset())
    return groups & store.groups()


async def _services(request: Request) -> Services:  # async: no thread is needed
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
        # This endpoint is public, and names of documents are not.
        named = {"documents/…" if name.startswith("documents/") else name for name in soundness.damage}
        raise ProblemError("index-damaged", files=", ".join(sorted(named)))


SerializerParameter = Annotated[Serializer, Depends(_serializer)]
RequireJson = Depends(_require_json)
RequireSound = Depends(_require_sound)
