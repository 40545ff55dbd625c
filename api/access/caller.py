"""Who asks, as far as the server knows, and what she may."""

from dataclasses import dataclass
from enum import StrEnum


class Scope(StrEnum):
    """What a key may be used for."""

    SEARCH = "search"
    """Search, and read the documents."""
    ANSWER = "answer"
    """Get answers: REST, `/v1/chat/completions`, `/mcp`."""
    FEEDBACK = "feedback"
    """Say whether an answer was useful."""
    ADMIN = "admin"
    """Read `/metrics`."""


EVERYTHING = frozenset(Scope)
READERS = frozenset({Scope.SEARCH, Scope.ANSWER, Scope.FEEDBACK})
"""What a person who uses the page or the widget may."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody who asks.

    Attributes
    ----------
    counted_as
        What her requests are counted under; it holds no name of a person.
    origin
        The site whose widget asks for her, which is counted too; empty for others.
    reads_pages
        Whether she may open the page and the documents' pages.
    """

    counted_as: str
    scopes: frozenset[Scope]
    origin: str = ""
    reads_pages: bool = False
