"""The proof that an owner's request needs: a key from a browser or a program, and that no other page sent it."""

from base64 import b64decode
from binascii import Error
from collections.abc import Collection
from dataclasses import dataclass

from starlette.datastructures import Headers

NO_OWNERS: frozenset[str] = frozenset()
_READING = frozenset({"GET", "HEAD"})


@dataclass(frozen=True, slots=True)
class Credentials:
    """The key or token that a request brings; `secret` is empty if there is none.

    Attributes
    ----------
    by_program
        Whether it was sent as a bearer, which no browser adds by itself to what a page sends.
    """

    secret: str = ""
    by_program: bool = False


def read_credentials(headers: Headers, *, asks_owner: bool) -> Credentials:
    """Read the key or token that a request brings.

    Programs send it as `Bearer`. A browser that opens the owner's page sends it as the password of `Basic`, which it
    asks for by itself and forgets when it is closed; elsewhere a password is ignored.
    """
    kind, _, given = headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer":
        return Credentials(given.strip(), by_program=True)
    if kind.lower() == "basic" and asks_owner:
        try:
            return Credentials(b64decode(given.strip(), validate=True).decode("utf-8").partition(":")[2])
        except (Error, UnicodeDecodeError):
            return Credentials()
    return Credentials()


def is_own_change(method: str, headers: Headers, own: Collection[str], *, by_known_program: bool) -> bool:
    """Tell whether a request to the owner's page comes from that page itself, or from a program with a key.

    A browser adds a session's cookie and a remembered password to what any page sends. It also says, in `Origin`, which
    page that is, at every change; an origin that may have the widget is no exception here. Only a bearer that has
    opened something stands in for `Origin`: any program can write one that opens nothing.
    """
    origin = headers.get("origin")
    if origin is not None:
        return origin in own
    return method in _READING or by_known_program
