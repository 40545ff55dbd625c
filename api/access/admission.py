"""The ASGI side of access: a proxy's headers are read at the outer edge, and each request is admitted or refused."""

from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from api.access.access import USER, Access
from api.access.addresses import Proxies
from api.access.caller import GROUPS, read_groups
from api.access.forbidden_page import forbidden_page
from api.access.login.return_to import login_address
from api.access.owner.owner_code_page import owner_code_page
from api.access.paths import Need, need_of
from api.problems.problems import ProblemError, respond


class ProxyUser:
    """Believes headers that name the user and her groups when, and only when, a named proxy has sent each once.

    It must stand outside whatever replaces the proxy's address by the one that the proxy tells.
    """

    def __init__(self, app: ASGIApp, proxies: Proxies, header: str, groups_header: str = "") -> None:
        self._app = app
        self._proxies = proxies
        self._header = header
        self._groups_header = groups_header

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        scope.pop(USER, None)
        scope.pop(GROUPS, None)
        if scope["type"] == "http" and (scope.get("client") or ("",))[0] in self._proxies:
            headers = Headers(scope=scope)
            if user := _said_once(headers, self._header):
                scope[USER] = user
                scope[GROUPS] = read_groups(_said_once(headers, self._groups_header))
        await self._app(scope, receive, send)


def _said_once(headers: Headers, name: str) -> str:
    """Read a header; empty where it is not configured, not there, or there more than once."""
    values = headers.getlist(name) if name else []
    return values[0].strip() if len(values) == 1 else ""


class AccessMiddleware:
    """Middleware that lets in whom `access` admits, and tells everybody else why not.

    A browser that wants a page which the organisation's login opens is led there, where the server itself has one. A
    browser that wants the owner's page of a server without owners is asked for the code from the terminal.
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
                scope[GROUPS] = self._access.admit(scope).groups
            except ProblemError as refused:
                await self._turn_away(scope, refused)(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _turn_away(self, scope: Scope, refused: ProblemError) -> Response:
        if scope["method"] == "GET" and "text/html" in Headers(scope=scope).get("accept", ""):
            path = scope["path"].removeprefix(scope.get("root_path", ""))
            if self._access.login is not None and refused.name == "page-closed":
                return RedirectResponse(login_address(scope), 303, {"Cache-Control": "no-store"})
            if need_of(path) is Need.OWNER:
                is_asked = self._access.owner_code is not None and refused.problem.status == HTTPStatus.UNAUTHORIZED
                return owner_code_page(refused, path) if is_asked else forbidden_page(refused, path)
        return respond(refused.problem, refused.headers)
