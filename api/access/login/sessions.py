"""The session of a user or an owner, kept in a signed cookie of the browser's: the server remembers nobody."""

from typing import Literal

from starlette.middleware.sessions import SessionMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from api.access.access import USER
from api.access.caller import GROUPS, OWNER_SESSION

COOKIE = "rundbord_session"
OWNER_COOKIE = "rundbord_owner"
"""The server's port is added: browsers send one host's cookies to all its ports."""

LIFE_SECONDS = 8 * 60 * 60
"""A working day; then the provider is asked again, and knows who has left."""

PERSON = "person"
"""Where the session has the hash of who is logged in."""

IN_GROUPS = "groups"
"""Where it has those of her groups that a document was for when she logged in."""


OWNS = "owns"
"""Where it says that the owner's code was redeemed."""

SameSite = Literal["lax", "strict"]


class Sessions:
    """Middleware that reads and writes the session, and names its user to the gate, which must stand inside.

    The cookie is for this server's pages only: no script reads it, no foreign page's request carries it, and what is
    served over TLS keeps it there.

    Parameters
    ----------
    secret
        The secret that the cookie is signed with.
    path
        The path that a proxy in front strips; the cookie is for what is below it.
    same_site
        `strict` also keeps the cookie from a link on a foreign page; a login that comes back from the provider needs
        `lax`.
    """

    def __init__(self, app: ASGIApp, secret: str, path: str, cookie: str = COOKIE, same_site: SameSite = "lax") -> None:
        named = _Named(app)

        def keep(*, over_tls: bool) -> SessionMiddleware:
            return SessionMiddleware(
                named, secret, cookie, LIFE_SECONDS, path or "/", same_site=same_site, https_only=over_tls
            )

        self._plain = keep(over_tls=False)
        self._over_tls = keep(over_tls=True)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        chosen = self._over_tls if scope.get("scheme") == "https" else self._plain
        await chosen(scope, receive, send)


class _Named:
    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        session = scope.get("session", {})
        if person := session.get(PERSON):
            if USER not in scope:  # else a proxy has named somebody, and her groups
                scope[GROUPS] = frozenset(session.get(IN_GROUPS, ()))
            scope.setdefault(USER, person)
        scope[OWNER_SESSION] = bool(session.get(OWNS))
        await self._app(scope, receive, send)
