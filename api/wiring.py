"""The composition root: a bundle and settings become a server's app."""

from asyncio import to_thread
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from fastapi import FastAPI

from answer.answer import Question
from answer.answerer import DocumentAnswerer
from api.access.access import Access
from api.access.protection import make_access
from api.app import create_app
from api.cached import CachedAnswerer
from api.feedback import Feedback
from api.feedback_store import FeedbackStore
from api.measured import MeasuredSearcher
from api.metrics import Metrics
from api.settings import Settings
from api.turns import Turns
from api.usage import CountingAnswerer, UsageStore
from index.bundle import Bundle


@dataclass(frozen=True, slots=True)
class Lasting:
    """What outlives a bundle, so that a new one does not forget who has asked how much, or what feedback is about."""

    feedback: Feedback | None
    access: Access
    metrics: Metrics
    turns: Turns


def make_lasting(settings: Settings) -> Lasting:
    """Make what one server needs once, however many bundles it serves; feedback None where nobody is asked for any."""
    feedback = Feedback(FeedbackStore(settings.feedback_db, settings.feedback_days)) if settings.feedback else None
    metrics = Metrics()
    return Lasting(feedback, make_access(settings), metrics, Turns(settings.queue, metrics))


def make_app(bundle: Bundle, settings: Settings, widget: Path | None, lasting: Lasting | None = None) -> FastAPI:
    """Make the app that serves a bundle, warm: the first question waits no longer than the next."""
    lasting = lasting or make_lasting(settings)
    answerer = DocumentAnswerer(bundle, MeasuredSearcher(bundle.parts, lasting.metrics))
    answerer.answer(Question("Hvad handler dokumentet om?"))
    cached = CachedAnswerer(answerer, settings.cache, lasting.metrics)
    counting = CountingAnswerer(cached, UsageStore(settings.feedback_db, settings.feedback_days))
    app = create_app(
        counting if settings.usage else cached,
        bundle.store,
        settings,
        widget,
        bundle.files,
        feedback=lasting.feedback,
        access=lasting.access,
        metrics=lasting.metrics,
        turns=lasting.turns,
    )
    app.router.lifespan_context = _writing_at_the_end(counting, app.router.lifespan_context)
    return app


def _writing_at_the_end(
    counting: CountingAnswerer, inner: Callable[[FastAPI], AbstractAsyncContextManager[object]]
) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with inner(app):
            yield
        await to_thread(counting.write)

    return lifespan
