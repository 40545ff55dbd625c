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
    """Read `/metrics`, and change the documents on the owner's page."""


EVERYTHING = frozenset(Scope)
READERS = frozenset({Scope.SEARCH, Scope.ANSWER, Scope.FEEDBACK})
"""What a person who uses the page or the widget may."""


OWNER_SESSION = "rundbord.owner"
"""Where, in a request's scope, stands that the owner's code was redeemed by this browser."""

GROUPS = "rundbord.groups"
"""Where, in a request's scope, stand the groups that its sender is in, as far as somebody vouches for them."""


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
    groups
        Those that she is in: documents for other groups do not exist for her.
    owns
        Whether she may change which documents there are.
    name
        The user whom the login names; empty for others. It is shown to that user only.
    is_stranger
        Whether nothing is known of the caller but an address.
    """

    counted_as: str
    scopes: frozenset[Scope]
    origin: str = ""
    reads_pages: bool = False
    groups: frozenset[str] = frozenset()
    owns: bool = False
    name: str = ""
    is_stranger: bool = False


def read_groups(header: str) -> frozenset[str]:
    """Read groups that stand in a header with commas between, in UTF-8 or, where it is none, in Latin-1."""
    sent = header.encode("latin-1")
    try:
        listed = sent.decode()
    except UnicodeDecodeError:
        listed = header
    return frozenset(name for part in listed.split(",") if (name := part.strip()))
