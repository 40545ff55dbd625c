"""Routes that exchange the one-time code for the owner's session, in each language of the owner's page."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from api.access.access import Access, address_of
from api.access.login.sessions import OWNS
from api.access.owner.owner_code_page import LONGEST_CODE, owner_code_page
from api.access.paths import OWNER_CODE_PATHS
from api.problems.problems import ProblemError, respond

_NOT_STORED = {"Cache-Control": "no-store"}


def make_owner_code_routes(access: Access) -> APIRouter:
    """Make the form's targets. Only a POST uses the code; a GET leads to the owner's page."""
    router = APIRouter(include_in_schema=False)
    for path in OWNER_CODE_PATHS:
        _add(router, access, path)
    return router


def _add(router: APIRouter, access: Access, path: str) -> None:
    owners_page = f"../{path.split('/')[-2]}"

    @router.post(path)
    async def redeem(request: Request, code: Annotated[str, Form(max_length=LONGEST_CODE)] = "") -> Response:
        try:
            access.redeem_owner_code(code.strip(), address_of(request.scope))
        except ProblemError as refused:
            if "text/html" in request.headers.get("accept", ""):
                return owner_code_page(refused, path)
            return respond(refused.problem, refused.headers)
        request.session[OWNS] = True
        return RedirectResponse(owners_page, 303, _NOT_STORED)

    @router.get(path)
    async def show_instead() -> Response:
        return RedirectResponse(owners_page, 303, _NOT_STORED)
