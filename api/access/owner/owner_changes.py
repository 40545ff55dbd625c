"""Credentials of an owner's request, and the check that no foreign page sent it."""

from base64 import b64decode
from binascii import Error
from collections.abc import Collection
from dataclasses import dataclass

from starlette.datastructures import Headers

NO_OWNERS: frozenset[str] = frozenset()
_READING = frozenset({"GET", "HEAD"})


@dataclass(frozen=True, slots=True)
class Credentials:
    """The key or token of a request; `secret` is empty if there is none.

    Attributes
    ----------
    by_program
        Whether it was sent as a bearer, which browsers never add to a page's request.
    """

    secret: str = ""
    by_program: bool = False


def read_credentials(headers: Headers, *, asks_owner: bool) -> Credentials:
    """Read the key or token of a request.

    Programs send it as `Bearer`. A browser on the owner's page sends it as the password of `Basic`, until the browser
    is closed. On other pages a password is ignored.
    """
    kind, _, value = headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer":
        return Credentials(value.strip(), by_program=True)
    if kind.lower() == "basic" and asks_owner:
        try:
            return Credentials(b64decode(value.strip(), validate=True).decode("utf-8").partition(":")[2])
        except (Error, UnicodeDecodeError):
            return Credentials()
    return Credentials()


def is_own_change(method: str, headers: Headers, own: Collection[str], *, by_known_program: bool) -> bool:
    """Return whether a request to the owner's page comes from that page itself, or from a program with a key.

    A browser adds the session's cookie and a stored password to the requests of every page. With every change it also
    sends `Origin`, the page's origin; origins allowed for the widget are foreign here. Without `Origin`, a change needs
    a valid key sent as a bearer.
    """
    origin = headers.get("origin")
    if origin is not None:
        return origin in own
    return method in _READING or by_known_program
