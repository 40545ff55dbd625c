"""What the page and the plain pages beside it are told when the server starts."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from api.feedback import Feedback
from api.services import groups_among
from index.shelf import Shelf
from index.store import PassageStore
from ingest.document import Document


@dataclass(frozen=True, slots=True)
class PageFacts:
    """The documents of a store, `whole`, as a reader may know them, and what people are told about this server.

    Attributes
    ----------
    indexed
        The day the documents were read in; None where nobody knows.
    feedback
        Takes what people say of answers; None where nobody is asked.
    retention_days
        How long feedback is kept.
    owner, contact
        Who answers for this site, and how they are reached: a link's address or a sentence. Empty says that each
        authority has its own.
    files
        Where the original documents lie; None shows them as text only.
    has_own_login
        Whether people log in with the server itself, which then sets a cookie.
    groups
        Those that the reader is in. What is built for everybody, as the page is, is built for somebody in none.
    """

    whole: PassageStore
    indexed: date | None = None
    feedback: Feedback | None = None
    retention_days: int = 180
    owner: str = ""
    contact: str = ""
    files: Path | None = None
    has_own_login: bool = False
    groups: frozenset[str] = frozenset()

    @property
    def store(self) -> Shelf:
        """The documents that exist for the reader."""
        return Shelf(self.whole, self.groups)

    def shown_to(self, asker: Mapping[str, Any]) -> "PageFacts":
        """Return the facts as the sender of a request, whose ASGI scope this is, may know them."""
        return replace(self, groups=groups_among(asker, self.whole))

    @property
    def document_count(self) -> int:
        """How many documents there are for the reader."""
        return len(self.store.document_ids())

    @property
    def documents(self) -> list[Document]:
        """The documents, in order of id."""
        return [self.store.document(name) for name in self.store.document_ids()]
