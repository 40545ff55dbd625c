"""The door to the owner's page: what is behind it is built when the first knocks, so that no start waits for it."""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from fastapi import APIRouter, FastAPI
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from ingest.text import LANGUAGES
from ui.site import FactsFor
from ui.texts.locale import PREFIX
from ui.texts.owner_texts import PATH

if TYPE_CHECKING:
    from ui.owner.service import Desk


def add_owner_door(app: FastAPI, make_desk: "Callable[[], Desk]", facts_for: FactsFor) -> None:
    """Put the door where the owner's page is, in each language; `make_desk` gives the one desk of this server."""
    door = _Door(app, partial(_build, make_desk, facts_for))
    paths = [f"/{PREFIX[language]}{PATH.in_(language)}" for language in LANGUAGES]
    door.routes = [Route(f"{path}{rest}", door) for path in paths for rest in ("", "/{rest:path}")]
    app.router.routes += door.routes


def _build(make_desk: "Callable[[], Desk]", facts_for: FactsFor) -> APIRouter:
    from ui.owner.pages import add_owner_routes  # noqa: PLC0415  a seventh of a second, for the few who own documents

    router = APIRouter()
    add_owner_routes(router, make_desk(), facts_for)
    return router


class _Door:
    """An ASGI app that puts what it builds in its own place among an app's routes, and asks that app again."""

    def __init__(self, app: FastAPI, build: Callable[[], APIRouter]) -> None:
        self.routes: list[Route] = []
        self._app = app
        self._build = build
        self._building = asyncio.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async with self._building:
            if self.routes:
                behind = await asyncio.to_thread(self._build)
                routes = self._app.router.routes
                place = routes.index(self.routes[0])
                routes[place : place + len(self.routes)] = behind.routes
                self.routes = []
        await self._app.router(scope, receive, send)
