"""The ASGI side of access: the proxy's word is read at the outer edge, and everybody is admitted or refused inside."""

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from api.access.access import USER, Access
from api.access.addresses import Proxies
from api.access.way_back import login_address
from api.problems import ProblemError, respond


class ProxyUser:
    """Believes a header that names the user when, and only when, a named proxy has sent it, and sent it once.

    It must stand outside whatever replaces the proxy's address by the one that the proxy tells.
    """

    def __init__(self, app: ASGIApp, proxies: Proxies, header: str) -> None:
        self._app = app
        self._proxies = proxies
        self._header = header

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        scope.pop(USER, None)
        if scope["type"] == "http" and self._header and (scope.get("client") or ("",))[0] in self._proxies:
            named = [value.strip() for value in Headers(scope=scope).getlist(self._header)]
            if len(named) == 1 and named[0]:
                scope[USER] = named[0]
        await self._app(scope, receive, send)


class Gate:
    """Lets in whom `access` admits, and tells everybody else why not.

    Who wants a page that the organisation's login opens is led there, where the server itself has one.
    """

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app = app
        self._access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, or refuse it."""
        if scope["type"] == "websocket":  # nothing here speaks it
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] == "http":
            try:
                self._access.admit(scope)
            except ProblemError as refused:
                await self._turn_away(scope, refused)(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _turn_away(self, scope: Scope, refused: ProblemError) -> Response:
        opens_by_login = self._access.login is not None and refused.name == "page-closed"
        if opens_by_login and scope["method"] == "GET" and "text/html" in Headers(scope=scope).get("accept", ""):
            return RedirectResponse(login_address(scope), 303, {"Cache-Control": "no-store"})
        return respond(refused.problem, refused.headers)
