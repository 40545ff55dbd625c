"""Facts about this server and its documents for the page and the plain pages."""

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
    """The documents of one bundle that the reader of a request may see, and facts about this server.

    Attributes
    ----------
    services
        The services of the request.
    retention_days
        Days that feedback is stored.
    owner, contact
        The authority responsible for this site, and its contact: a link's address or a sentence. Empty where each
        authority has its own.
    has_own_login
        Whether readers log in at the server itself, which then sets a cookie.
    """

    services: Services
    retention_days: int = 180
    owner: str = ""
    contact: str = ""
    has_own_login: bool = False

    @property
    def store(self) -> VisibleDocuments:
        """The documents that the reader may see."""
        return self.services.store

    @property
    def groups(self) -> frozenset[str]:
        """The reader's groups; empty is the public."""
        return self.services.groups

    @property
    def files(self) -> Path:
        """The folder of the original documents."""
        return self.services.documents_folder

    @property
    def indexed(self) -> date | None:
        """The day the documents were indexed; None if unknown."""
        return self.services.serving.indexed

    @property
    def feedback(self) -> Feedback | None:
        """The feedback service; None where feedback is off."""
        return self.services.feedback

    def shown_to(self, asker: Mapping[str, Any]) -> "PageFacts":
        """Return the facts for the sender of a request, given its ASGI scope."""
        return replace(self, services=self.services.for_reader(asker))

    @property
    def document_count(self) -> int:
        """The number of documents that the reader may see."""
        return len(self.store.document_ids())

    @property
    def documents(self) -> list[Document]:
        """The documents, in order of id."""
        return [self.store.document(name) for name in self.store.document_ids()]


FactsFor = Callable[[Mapping[str, Any]], PageFacts]
"""Returns the facts for one request, given its ASGI scope, from the current bundle. Call it once a request.

An empty scope gives the facts that every reader may see.
"""
