"""The composition root of serving: the API with the page and the widget on it."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import FastAPI

from api.live.bundle_watch import CHECK_SECONDS
from api.live.current_bundle import CurrentBundle
from api.services import ServicesFor, provide_services
from api.settings import Settings
from api.wiring import ServerParts, join_app, make_parts, serve_bundle, watch_bundles
from index.storage.bundle import Bundle
from ui.embed import make_embed
from ui.late_page import LatePage
from ui.owner.lazy_routes import add_lazy_owner_routes
from ui.page.opening_page import opening_page
from ui.page.page_routes import add_page_routes
from ui.page_settings import PageSettings
from ui.site import FactsFor, PageFacts

if TYPE_CHECKING:
    from ui.owner.service import OwnerService

WIDGET = Path(__file__).parent / "widget" / "widget.js"


def make_live_server(bundle: Bundle, settings: Settings, check_seconds: float = CHECK_SECONDS) -> FastAPI:
    """Make the server over an opened bundle; each bundle that is published later replaces it."""
    return make_server(bundle, settings, check_seconds)


def make_server(bundle: Bundle, settings: Settings, check_seconds: float | None = None) -> FastAPI:
    """Make the server over an opened bundle: REST, widget and documents, warm; the page follows seconds later.

    Without `settings.page` there is no page and Gradio is not loaded; the documents can still be read. Without
    `check_seconds` it serves this bundle only.
    """
    parts = make_parts(settings)
    current = CurrentBundle(serve_bundle(bundle, parts))
    facts_for = _tell_facts(provide_services(current, parts.queue, parts.feedback), parts)
    page = LatePage(partial(_build_page, facts_for, parts), opening_page) if settings.page else None
    lifetimes = [] if check_seconds is None else [watch_bundles(current, bundle, parts, check_seconds)]
    if page is not None:
        lifetimes.append(page.running)
    app = join_app(current, parts, WIDGET, lifetimes)
    app.include_router(make_embed(settings.allowed_origins))
    add_page_routes(app, facts_for)
    add_lazy_owner_routes(app, partial(_make_owner_service, settings), facts_for)
    if page is not None:
        app.mount("", page)
    return app


def _tell_facts(services_for: ServicesFor, parts: ServerParts) -> FactsFor:
    page_settings = PageSettings()
    return lambda asker: PageFacts(
        services_for(asker),
        retention_days=parts.settings.feedback_days,
        owner=page_settings.owner,
        contact=page_settings.contact,
        has_own_login=parts.access.login is not None,
    )


def _build_page(facts_for: FactsFor, parts: ServerParts) -> FastAPI:
    from ui.page.mount import mount_page  # noqa: PLC0415  imports Gradio; the API does not wait for it

    return mount_page(FastAPI(docs_url=None, redoc_url=None, openapi_url=None), facts_for, parts.queue)


def _make_owner_service(settings: Settings) -> "OwnerService":
    from ui.build_settings import load_build_settings  # noqa: PLC0415  for owners' servers only
    from ui.owner.service import make_owner_service  # noqa: PLC0415

    return make_owner_service(load_build_settings().corpus, settings.index)
