"""The composition root: settings and a bundle on disk become a server's app."""

from pathlib import Path

from fastapi import FastAPI

from answer.answer import Question
from answer.answerer import DocumentAnswerer
from api.app import create_app
from api.settings import Settings
from index.bundle import open_bundle


def open_app(settings: Settings, widget: Path | None) -> FastAPI:
    """Open the index and make the app that serves it, warm: the first question waits no longer than the next.

    Raises
    ------
    IndexMissingError, IndexMismatchError
        If there is no bundle to serve from, or it cannot be trusted.
    """
    bundle = open_bundle(settings.index)
    answerer = DocumentAnswerer(bundle)
    answerer.answer(Question("Hvad handler dokumentet om?"))
    return create_app(answerer, bundle.store, settings, widget, bundle.files)
