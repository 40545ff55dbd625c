"""The routes of the organisation's login and logout."""

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from api.access.login.login_page import failed_page, left_page
from api.access.login.return_to import local_path, root_of
from api.access.login.sessions import IN_GROUPS, PERSON
from api.problems.problems import ProblemError

if TYPE_CHECKING:
    from api.access.login.openid import Login

_NEXT = "next"
_NOT_STORED = {"Cache-Control": "no-store"}


def make_login_routes(login: "Login") -> APIRouter:
    """Make /login, /login/done and /logout."""
    router = APIRouter(include_in_schema=False)

    @router.get("/login")
    async def log_in(request: Request, requested: Annotated[str, Query(alias=_NEXT)] = "") -> Response:
        try:
            redirect = await login.redirect_to_provider(request, f"{request.base_url}login/done")
        except ProblemError as failed:
            return failed_page(failed.problem, _again(request))
        request.session[_NEXT] = local_path(requested, request.scope)
        redirect.headers.update(_NOT_STORED)
        return redirect

    @router.get("/login/done")
    async def come_back(request: Request) -> Response:
        try:
            person, groups = await login.identify(request)
        except ProblemError as failed:
            return failed_page(failed.problem, _again(request))
        requested = request.session.get(_NEXT, "")
        request.session.clear()
        request.session[PERSON] = person
        # A cookie has room for 4 KB, too little for the hundreds of groups of a user in a large organisation.
        if relevant := groups & request.app.state.current.serving.store.groups():
            request.session[IN_GROUPS] = sorted(relevant)
        return RedirectResponse(local_path(requested, request.scope), 303, _NOT_STORED)

    @router.get("/logout")
    async def log_out(request: Request) -> Response:
        request.session.clear()
        return left_page(_again(request))

    return router


def _again(request: Request) -> str:
    return f"{root_of(request.scope)}/login"
