"""Sessions of users and owners, in a signed cookie. The server stores none of them."""

from typing import Literal

from starlette.middleware.sessions import SessionMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from api.access.access import USER
from api.access.caller import GROUPS, OWNER_SESSION

COOKIE = "rundbord_session"
OWNER_COOKIE = "rundbord_owner"
"""The server's port is appended, since browsers send a host's cookies to all its ports."""

LIFE_SECONDS = 8 * 60 * 60
"""A working day. Then the provider is asked again, which refuses users who have left."""

PERSON = "person"
"""Session key: the hash of the logged-in user."""

IN_GROUPS = "groups"
"""Session key: the user's groups, of those that documents were restricted to at the login."""

OWNS = "owns"
"""Session key: whether the owner's code was redeemed."""

SameSite = Literal["lax", "strict"]


class Sessions:
    """Middleware that reads and writes the session. It passes the user on to `AccessMiddleware`, which must be inside.

    The cookie is for this server's pages only: no script reads it, no foreign page's request carries it, and over TLS
    it is marked secure.

    Parameters
    ----------
    secret
        The signing secret of the cookie.
    path
        The path prefix that a proxy in front strips, and below which the cookie is valid.
    same_site
        `strict` also withholds the cookie when a foreign page links here. The return from the provider needs `lax`.
    """

    def __init__(self, app: ASGIApp, secret: str, path: str, cookie: str = COOKIE, same_site: SameSite = "lax") -> None:
        inner = _SessionUser(app)

        def make(*, over_tls: bool) -> SessionMiddleware:
            return SessionMiddleware(
                inner, secret, cookie, LIFE_SECONDS, path or "/", same_site=same_site, https_only=over_tls
            )

        self._plain = make(over_tls=False)
        self._over_tls = make(over_tls=True)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        chosen = self._over_tls if scope.get("scheme") == "https" else self._plain
        await chosen(scope, receive, send)


class _SessionUser:
    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        session = scope.get("session", {})
        if person := session.get(PERSON):
            if USER not in scope:  # a proxy's user and groups take precedence
                scope[GROUPS] = frozenset(session.get(IN_GROUPS, ()))
            scope.setdefault(USER, person)
        scope[OWNER_SESSION] = bool(session.get(OWNS))
        await self._app(scope, receive, send)
