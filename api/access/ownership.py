"""What an owner's page asks besides who somebody is: her key from a browser, and that no other page sends for her."""

from base64 import b64decode
from binascii import Error
from collections.abc import Collection

from starlette.datastructures import Headers

NO_OWNERS: frozenset[str] = frozenset()
_READING = frozenset({"GET", "HEAD"})


def credentials(headers: Headers, *, asks_owner: bool) -> str:
    """Read the key or token that a request brings; empty if there is none.

    Programs send it as `Bearer`. A browser that opens the owner's page sends it as the password of `Basic`, which it
    asks for by itself and forgets when it is closed; elsewhere that is nobody's word.
    """
    kind, _, given = headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer":
        return given.strip()
    if kind.lower() == "basic" and asks_owner:
        try:
            return b64decode(given.strip(), validate=True).decode("utf-8").partition(":")[2]
        except (Error, UnicodeDecodeError):
            return ""
    return ""


def is_own_change(method: str, headers: Headers, own: Collection[str]) -> bool:
    """Tell whether a request to the owner's page comes from that page itself, or from a program with a key of its own.

    A browser adds a login's cookie and a remembered password to what any page sends. It also says, in `Origin`, which
    page that is, at every change; an origin that may have the widget is no exception here.
    """
    origin = headers.get("origin")
    if origin is not None:
        return origin in own
    return method in _READING or headers.get("authorization", "").lower().startswith("bearer ")
