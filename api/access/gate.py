"""The ASGI side of access: the proxy's word is read at the outer edge, and everybody is admitted or refused inside."""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from api.access.access import USER, Access
from api.access.addresses import Proxies
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
    """Lets in whom `access` admits, and tells everybody else why not."""

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
                await respond(refused.problem, refused.headers)(scope, receive, send)
                return
        await self._app(scope, receive, send)
