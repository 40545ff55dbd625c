"""Composition root: joins a bundle and settings to a server's app."""

from asyncio import to_thread
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from fastapi import FastAPI

from answer.answerer import DocumentAnswerer
from answer.types import Answerer, Question
from api.access.access import Access
from api.access.configure import make_access
from api.answer_cache import CachedAnswerer
from api.answer_queue import AnswerQueue
from api.app import Lifetime, create_app
from api.feedback.feedback import Feedback
from api.feedback.feedback_store import FeedbackStore
from api.feedback.usage import CountingAnswerer, UsageCounter, UsageStore
from api.live.bundle_watch import BundleWatch
from api.live.current_bundle import CurrentBundle, Serving
from api.live.damage_watch import DamageWatch
from api.measured import MeasuredAnswerer, MeasuredSearcher
from api.metrics import Metrics
from api.settings import Settings
from index.storage.bundle import Bundle
from index.storage.soundness import Soundness


@dataclass(frozen=True, slots=True)
class ServerParts:
    """The parts that all bundles share; `feedback` and `usage` are None if the settings turn them off."""

    settings: Settings
    access: Access
    metrics: Metrics
    queue: AnswerQueue
    feedback: Feedback | None
    usage: UsageCounter | None


def make_parts(settings: Settings) -> ServerParts:
    """Make a server's parts."""
    metrics = Metrics()
    return ServerParts(
        settings,
        make_access(settings),
        metrics,
        AnswerQueue(settings.queue, metrics),
        Feedback(FeedbackStore(settings.feedback_db, settings.feedback_days)) if settings.feedback else None,
        UsageCounter(UsageStore(settings.feedback_db, settings.feedback_days)) if settings.usage else None,
    )


def serve_bundle(bundle: Bundle, parts: ServerParts) -> Serving:
    """Prepare a bundle for use, and answer one question to warm it up."""
    own = DocumentAnswerer(bundle, MeasuredSearcher(bundle.parts, parts.metrics))
    own.answer(Question("Hvad handler dokumentet om?"))
    answerer: Answerer = CachedAnswerer(own, parts.settings.cache, parts.metrics)
    if parts.usage is not None:
        answerer = CountingAnswerer(answerer, parts.usage)
    indexed = datetime.fromisoformat(bundle.manifest.created).date()
    measured = MeasuredAnswerer(answerer, parts.metrics)
    return Serving(measured, bundle.store, bundle.files, indexed, Soundness(bundle))


def watch_bundles(current: CurrentBundle, bundle: Bundle, parts: ServerParts, check_seconds: float) -> Lifetime:
    """Make the watch that exchanges the bundle in use for each newly published one."""
    return BundleWatch(current, bundle, parts.settings.index, partial(serve_bundle, parts=parts), check_seconds).running


def join_app(
    current: CurrentBundle, parts: ServerParts, widget: Path | None, lifetimes: Sequence[Lifetime] = ()
) -> FastAPI:
    """Join a server's parts to an app that serves the current bundle."""
    own = [] if parts.usage is None else [partial(_write_usage_at_end, parts.usage)]
    return create_app(
        current,
        parts.settings,
        widget,
        feedback=parts.feedback,
        access=parts.access,
        metrics=parts.metrics,
        queue=parts.queue,
        lifetimes=[*own, *_damage_watches(current, parts), *lifetimes],
    )


def make_app(bundle: Bundle, settings: Settings, widget: Path | None) -> FastAPI:
    """Make the app that serves this bundle only."""
    parts = make_parts(settings)
    return join_app(CurrentBundle(serve_bundle(bundle, parts)), parts, widget)


def _damage_watches(current: CurrentBundle, parts: ServerParts) -> list[Lifetime]:
    minutes = parts.settings.verify_minutes
    return [DamageWatch(current, parts.metrics, minutes).running] if minutes else []


@asynccontextmanager
async def _write_usage_at_end(usage: UsageCounter) -> AsyncIterator[None]:
    try:
        yield
    finally:
        await to_thread(usage.write)
