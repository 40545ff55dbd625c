"""Who is logged in, kept in a signed cookie of the browser's: the server remembers nobody."""

from starlette.middleware.sessions import SessionMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from api.access.access import USER
from api.access.caller import GROUPS

COOKIE = "rundbord_session"
LIFE_SECONDS = 8 * 60 * 60
"""A working day; then the provider is asked again, and knows who has left."""

PERSON = "person"
"""Where the session has the hash of who is logged in."""

IN_GROUPS = "groups"
"""Where it has those of her groups that a document was for when she logged in."""


class Sessions:
    """Reads and writes the session, and names its user to the gate, which must stand inside.

    The cookie is for this server's pages only: no script reads it, no foreign page's request carries it, and what is
    served over TLS keeps it there.
    """

    def __init__(self, app: ASGIApp, secret: str, path: str) -> None:
        named = _Named(app)
        self._plain = _session(named, secret, path, over_tls=False)
        self._over_tls = _session(named, secret, path, over_tls=True)

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
        await self._app(scope, receive, send)


def _session(app: ASGIApp, secret: str, path: str, *, over_tls: bool) -> SessionMiddleware:
    return SessionMiddleware(
        app, secret, COOKIE, max_age=LIFE_SECONDS, path=path or "/", same_site="lax", https_only=over_tls
    )
