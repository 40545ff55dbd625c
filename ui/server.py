"""The composition root of serving: the API with the page and the widget on it."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import FastAPI
from starlette.types import ASGIApp

from api.settings import Settings
from api.wiring import Lasting, make_app, make_lasting
from index.bundle import Bundle
from ui.collecting import end_start
from ui.drawing import Drawing
from ui.embed import make_embed
from ui.gradio_start import lighten_gradio
from ui.held_answerer import HeldAnswerer
from ui.late_page import LatePage
from ui.live_server import LiveServer
from ui.owner.door import add_owner_door
from ui.page_facts import PageFacts
from ui.page_opening import opening_page
from ui.page_routes import add_page_routes
from ui.page_settings import PageSettings

if TYPE_CHECKING:
    from ui.owner.desk import Desk

WIDGET = Path(__file__).parent / "widget" / "widget.js"


def make_live_server(bundle: Bundle, settings: Settings) -> ASGIApp:
    """Make the server over an opened bundle, and over each one that is published while it runs."""
    lasting, desk, drawing = make_lasting(settings), cache(partial(_make_desk, settings)), Drawing()
    return LiveServer(
        bundle, settings.index, lambda opened: make_server(opened, settings, lasting, desk, drawing)
    ).asgi()


def make_server(
    bundle: Bundle,
    settings: Settings,
    lasting: Lasting | None = None,
    desk: "Callable[[], Desk] | None" = None,
    drawing: Drawing | None = None,
) -> FastAPI:
    """Make the whole server over an opened bundle: REST, widget and documents, warm; the page follows seconds later.

    Without `settings.page` it does not, and nothing of Gradio is loaded: the documents can still be read.
    """
    app = make_app(bundle, settings, WIDGET, lasting)
    services = app.state.services
    page_settings = PageSettings()
    facts = PageFacts(
        services.whole,
        indexed=datetime.fromisoformat(bundle.manifest.created).date(),
        feedback=services.feedback,
        retention_days=settings.feedback_days,
        owner=page_settings.owner,
        contact=page_settings.contact,
        files=bundle.files,
        has_own_login=app.state.access.login is not None,
    )
    app.include_router(make_embed(settings.allowed_origins))
    add_page_routes(app, facts, drawing)
    add_owner_door(app, desk or cache(partial(_make_desk, settings)), facts)
    if not settings.page:
        end_start()
        return app
    held = HeldAnswerer(services.answerer)

    def build_page() -> FastAPI:
        try:
            lighten_gradio()
            from ui.page_mount import mount_page  # noqa: PLC0415  brings Gradio, which the API does not wait for

            return mount_page(FastAPI(docs_url=None, redoc_url=None, openapi_url=None), held, facts, services.turns)
        finally:
            end_start()

    page = LatePage(build_page, opening_page)
    app.mount("", page)
    app.router.lifespan_context = _closing(page, held, app.router.lifespan_context)
    return app


def _make_desk(settings: Settings) -> "Desk":
    from ui.commands.settings import load_build_settings  # noqa: PLC0415  with the desk's, only for who owns documents
    from ui.owner.desk import make_desk  # noqa: PLC0415

    return make_desk(load_build_settings().corpus, settings.index)


def _closing(
    page: LatePage, held: HeldAnswerer, inner: Callable[[FastAPI], AbstractAsyncContextManager[object]]
) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with inner(app):
            yield
            await page.close()
            held.let_go()

    return lifespan
