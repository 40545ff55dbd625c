"""ASGI middleware of access: read a proxy's headers, then admit or refuse each request."""

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
    """Middleware that reads the user and the groups from headers, if a trusted proxy has sent each header once.

    It must be outside the middleware that replaces the proxy's address by the forwarded one.
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
            if user := _single_header(headers, self._header):
                scope[USER] = user
                scope[GROUPS] = read_groups(_single_header(headers, self._groups_header))
        await self._app(scope, receive, send)


def _single_header(headers: Headers, name: str) -> str:
    """Read a header; empty if it is not configured, absent or repeated."""
    values = headers.getlist(name) if name else []
    return values[0].strip() if len(values) == 1 else ""


class AccessMiddleware:
    """Middleware that admits or refuses each request by the rules in `access`.

    A browser is redirected to the server's own login, if there is one, for a page that needs it. On a server with an
    owner code, the owner's page asks a browser for the code from the terminal.
    """

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app = app
        self._access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, or refuse it."""
        if scope["type"] == "websocket":  # no endpoint uses websockets
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] == "http":
            try:
                scope[GROUPS] = self._access.admit(scope).groups
            except ProblemError as refused:
                await self._refusal(scope, refused)(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _refusal(self, scope: Scope, refused: ProblemError) -> Response:
        if scope["method"] == "GET" and "text/html" in Headers(scope=scope).get("accept", ""):
            path = scope["path"].removeprefix(scope.get("root_path", ""))
            if self._access.login is not None and refused.name == "page-closed":
                return RedirectResponse(login_address(scope), 303, {"Cache-Control": "no-store"})
            if need_of(path) is Need.OWNER:
                is_asked = self._access.owner_code is not None and refused.problem.status == HTTPStatus.UNAUTHORIZED
                return owner_code_page(refused, path) if is_asked else forbidden_page(refused, path)
        return respond(refused.problem, refused.headers)
