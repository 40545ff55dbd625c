"""The composition root: a bundle and settings become a server's app."""

from pathlib import Path

from fastapi import FastAPI

from answer.answer import Question
from answer.answerer import DocumentAnswerer
from api.access.protection import make_access
from api.app import create_app
from api.feedback import Feedback
from api.feedback_store import FeedbackStore
from api.measured import MeasuredSearcher
from api.metrics import Metrics
from api.settings import Settings
from index.bundle import Bundle


def make_app(bundle: Bundle, settings: Settings, widget: Path | None) -> FastAPI:
    """Make the app that serves a bundle, warm: the first question waits no longer than the next."""
    metrics = Metrics()
    answerer = DocumentAnswerer(bundle, MeasuredSearcher(bundle.parts, metrics))
    answerer.answer(Question("Hvad handler dokumentet om?"))
    feedback = Feedback(FeedbackStore(settings.feedback_db, settings.feedback_days)) if settings.feedback else None
    return create_app(
        answerer,
        bundle.store,
        settings,
        widget,
        bundle.files,
        feedback=feedback,
        access=make_access(settings),
        metrics=metrics,
    )
