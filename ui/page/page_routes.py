"""Routes of the page besides Gradio: styles, the documents' pages, legal pages and stored conversations."""

from fastapi import APIRouter, FastAPI
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.staticfiles import StaticFiles

from ingest.text import LANGUAGES, Language
from ui.page.conversation_routes import make_conversation_routes
from ui.plain_page import respond
from ui.site import FactsFor
from ui.source.drawing import Drawing
from ui.source.printed_routes import make_printed_view
from ui.source.text_page import make_source_view
from ui.templates import ASSETS
from ui.texts import legal as law
from ui.texts import page_texts as texts
from ui.texts.locale import PREFIX, Address


def add_page_routes(app: FastAPI, facts_for: FactsFor, drawing: Drawing | None = None) -> None:
    """Add the routes in each language; the page itself, which waits for Gradio, is mounted later."""
    drawing = drawing or Drawing()
    for language in LANGUAGES:
        app.include_router(make_source_view(facts_for, language))
        app.include_router(make_printed_view(facts_for, drawing, language))
        app.include_router(make_conversation_routes(facts_for, language))
        app.include_router(_make_law_pages(facts_for, language))
        if prefix := PREFIX[language].rstrip("/"):
            app.include_router(_make_redirect(prefix))
    app.mount("/page-assets", StaticFiles(directory=ASSETS / "static"), name="page-assets")


def _make_law_pages(facts_for: FactsFor, language: Language) -> APIRouter:
    router = APIRouter(prefix=f"/{PREFIX[language]}".rstrip("/"), include_in_schema=False)

    @router.get("/" + law.ACCESSIBILITY_PATH.in_(language))
    def show_accessibility() -> HTMLResponse:
        address = Address(language, law.ACCESSIBILITY_PATH)
        return respond("accessibility.html", address, texts.ACCESSIBILITY.in_(language), facts=facts_for({}))

    @router.get("/" + law.PRIVACY_PATH.in_(language))
    def show_privacy() -> HTMLResponse:
        address = Address(language, law.PRIVACY_PATH)
        return respond("privacy.html", address, texts.PRIVACY.in_(language), facts=facts_for({}))

    return router


def _make_redirect(prefix: str) -> APIRouter:
    """Redirect from `/en` to `/en/`, relatively, since a proxy may add a path in front."""
    router = APIRouter(include_in_schema=False)

    @router.get(f"/{prefix}")
    def lead_on() -> RedirectResponse:
        return RedirectResponse(f"{prefix}/")

    return router
