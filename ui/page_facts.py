"""What the page and the plain pages beside it are told when the server starts."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from api.feedback import Feedback
from index.store import PassageStore
from ingest.document import Document


@dataclass(frozen=True, slots=True)
class PageFacts:
    """The documents, and what people are told about this server.

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
    """

    store: PassageStore
    indexed: date | None = None
    feedback: Feedback | None = None
    retention_days: int = 180
    owner: str = ""
    contact: str = ""
    files: Path | None = None
    has_own_login: bool = False

    @property
    def documents(self) -> list[Document]:
        """The documents, in order of id."""
        return [self.store.document(name) for name in self.store.document_ids()]
