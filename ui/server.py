"""The composition root of serving: the API with the page and the widget on it."""

from pathlib import Path

from fastapi import FastAPI

from api.settings import Settings
from api.wiring import open_app
from ui.page_mount import mount_page

WIDGET = Path(__file__).parent / "widget" / "widget.js"


def open_server(settings: Settings) -> FastAPI:
    """Open the index and make the whole server: REST, widget and page.

    Raises
    ------
    IndexMissingError, IndexMismatchError
        If there is no bundle to serve from, or it cannot be trusted.
    """
    app = open_app(settings, WIDGET)
    services = app.state.services
    return mount_page(app, services.answerer, services.store)
