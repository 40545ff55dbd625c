"""Callers and the scopes of keys."""

from dataclasses import dataclass
from enum import StrEnum


class Scope(StrEnum):
    """A use that a key is made for."""

    SEARCH = "search"
    """Search, and read the documents."""
    ANSWER = "answer"
    """Get answers: REST, `/v1/chat/completions`, `/mcp`."""
    FEEDBACK = "feedback"
    """Give feedback on an answer."""
    ADMIN = "admin"
    """Read `/metrics`, and change the documents on the owner's page."""


EVERYTHING = frozenset(Scope)
READERS = frozenset({Scope.SEARCH, Scope.ANSWER, Scope.FEEDBACK})
"""Scopes of a reader who uses the page or the widget."""

OWNER_SESSION = "rundbord.owner"
"""Key in a request's ASGI scope: whether this browser has redeemed the owner's code."""

GROUPS = "rundbord.groups"
"""Key in a request's ASGI scope: the caller's groups, from a trusted source."""


@dataclass(frozen=True, slots=True)
class Caller:
    """The sender of a request.

    Attributes
    ----------
    counted_as
        The name under which requests are counted; it contains no personal name.
    origin
        The site whose widget sends the request, which is counted too; empty for others.
    reads_pages
        Whether the caller may open the page and the documents' pages.
    groups
        The caller's groups. Documents restricted to other groups are invisible.
    owns
        Whether the caller may add, change and remove documents.
    name
        The user by the login's name; empty for others. It is shown to that user only.
    is_stranger
        Whether only the caller's address is known.
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
    """Read comma-separated groups from a header, in UTF-8 or, if that fails, in Latin-1."""
    sent = header.encode("latin-1")
    try:
        listed = sent.decode()
    except UnicodeDecodeError:
        listed = header
    return frozenset(name for part in listed.split(",") if (name := part.strip()))
