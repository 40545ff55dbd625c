"""Lazy routes of the owner's page: built on the first request, so that no start waits for them."""

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
    from ui.owner.service import OwnerService


def add_lazy_owner_routes(app: FastAPI, make_owner_service: "Callable[[], OwnerService]", facts_for: FactsFor) -> None:
    """Add a placeholder for the owner's routes in each language; `make_owner_service` runs at the first request."""
    placeholder = _LazyRoutes(app, partial(_build, make_owner_service, facts_for))
    paths = [f"/{PREFIX[language]}{PATH.in_(language)}" for language in LANGUAGES]
    placeholder.routes = [Route(f"{path}{rest}", placeholder) for path in paths for rest in ("", "/{rest:path}")]
    app.router.routes += placeholder.routes


def _build(make_owner_service: "Callable[[], OwnerService]", facts_for: FactsFor) -> APIRouter:
    from ui.owner.pages import add_owner_routes  # noqa: PLC0415  0.15 s, which servers without an owner save

    router = APIRouter()
    add_owner_routes(router, make_owner_service(), facts_for)
    return router


class _LazyRoutes:
    """An ASGI app that replaces itself among an app's routes by the routes that it builds, and dispatches again."""

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
