"""What the page and the plain pages beside it are told about this server and its documents."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from api.feedback.feedback import Feedback
from api.services import Services
from index.visible_documents import VisibleDocuments
from ingest.document import Document


@dataclass(frozen=True, slots=True)
class PageFacts:
    """One request's documents, all of one bundle, as its reader may know them, and facts about this server.

    Attributes
    ----------
    services
        What the request is served from.
    retention_days
        How long feedback is kept.
    owner, contact
        Who answers for this site, and how they are reached: a link's address or a sentence. Empty says that each
        authority has its own.
    has_own_login
        Whether people log in with the server itself, which then sets a cookie.
    """

    services: Services
    retention_days: int = 180
    owner: str = ""
    contact: str = ""
    has_own_login: bool = False

    @property
    def store(self) -> VisibleDocuments:
        """The documents that exist for the reader."""
        return self.services.store

    @property
    def groups(self) -> frozenset[str]:
        """The reader's groups; empty is the public."""
        return self.services.groups

    @property
    def files(self) -> Path:
        """Where the original documents lie."""
        return self.services.documents_folder

    @property
    def indexed(self) -> date | None:
        """The day the documents were read in; None where nobody knows."""
        return self.services.serving.indexed

    @property
    def feedback(self) -> Feedback | None:
        """Takes what people say of answers; None where nobody is asked."""
        return self.services.feedback

    def shown_to(self, asker: Mapping[str, Any]) -> "PageFacts":
        """Return the facts as the sender of a request, whose ASGI scope this is, may know them."""
        return replace(self, services=self.services.for_reader(asker))

    @property
    def document_count(self) -> int:
        """How many documents there are for the reader."""
        return len(self.store.document_ids())

    @property
    def documents(self) -> list[Document]:
        """The documents, in order of id."""
        return [self.store.document(name) for name in self.store.document_ids()]


FactsFor = Callable[[Mapping[str, Any]], PageFacts]
"""Takes the bundle in use for one request, whose ASGI scope it is given. Call it once a request.

What every reader is told is that of an empty scope.
"""
