"""The composition root of serving: the API with the page and the widget on it."""

from pathlib import Path

from fastapi import FastAPI

from answer.answer import Question
from answer.answerer import DocumentAnswerer
from api.app import create_app
from api.settings import Settings
from index.bundle import open_bundle
from ui.page_mount import mount_page

WIDGET = Path(__file__).parent / "widget" / "widget.js"


def open_server(settings: Settings) -> FastAPI:
    """Open the index and make the whole server, warm: the first question waits no longer than the next.

    Raises
    ------
    IndexMissingError, IndexMismatchError
        If there is no bundle to serve from, or it cannot be trusted.
    """
    bundle = open_bundle(settings.index)
    answerer = DocumentAnswerer(bundle)
    answerer.answer(Question("Hvad handler dokumentet om?"))
    app = create_app(answerer, bundle.store, settings, WIDGET, bundle.files)
    return mount_page(app, answerer, bundle.store)
