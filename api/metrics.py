"""Counters and timings of the server in Prometheus' form, without contents of questions."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

from anyio import CapacityLimiter
from anyio.to_thread import current_default_thread_limiter
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, PlatformCollector, ProcessCollector
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

MEDIA_TYPE = CONTENT_TYPE_LATEST
STAGES = ("encode", "search", "answer")
"""Each stage includes the one before: an answer searches, and a search encodes the question."""

_SECONDS = (0.005, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30)


class Metrics:
    """The metrics of one server, on a registry of its own, separate from other servers in the process."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        PlatformCollector(registry=self._registry)
        self._requests = Counter(
            "rundbord_requests",
            "Requests served, by way in and HTTP status",
            ("way", "status"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "rundbord_request_seconds",
            "Seconds from a request to the end of its response",
            ("way",),
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._running = Gauge("rundbord_requests_in_flight", "Requests being served right now", registry=self._registry)
        self._queued = Gauge(
            "rundbord_requests_queued", "Requests that wait for a free worker thread", registry=self._registry
        )
        self._waiting = Gauge(
            "rundbord_questions_waiting", "Questions that wait for their turn", registry=self._registry
        )
        self._cache = Counter(
            "rundbord_kept_answers", "Questions by whether a kept answer could be given again: hit or miss", ("kept",),
            registry=self._registry,
        )  # fmt: skip
        self._workers = Gauge("rundbord_workers_busy", "Worker threads in use", registry=self._registry)
        self._stages = Histogram(
            "rundbord_stage_seconds",
            "Seconds in each stage; an answer holds a search, and a search holds the encoding",
            ("stage",),
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._answers = Counter(
            "rundbord_answers", "Answers by coverage: full, partial, or none (a refusal)", ("coverage",),
            registry=self._registry,
        )  # fmt: skip
        self._index = Gauge("rundbord_index_info", "1 for the index that serves", ("version",), registry=self._registry)
        self._damaged = Gauge(
            "rundbord_index_damaged_files",
            "Files of the index that are not as they were built",
            registry=self._registry,
        )
        self._version = ""
        self._queue: CapacityLimiter | None = None
        for stage in STAGES:
            self._stages.labels(stage)
        for coverage in ("full", "partial", "none"):
            self._answers.labels(coverage)
        for outcome in ("hit", "miss"):
            self._cache.labels(outcome)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time a stage, also if it fails."""
        with self._stages.labels(name).time():
            yield

    def count_answer(self, coverage: str) -> None:
        """Count an answer or a refusal."""
        self._answers.labels(coverage).inc()

    def count_cache(self, *, hit: bool) -> None:
        """Count a hit or a miss of the answer cache."""
        self._cache.labels("hit" if hit else "miss").inc()

    def watch_queue(self, places: CapacityLimiter) -> None:
        """Take the figures of the answer queue from its limiter."""
        self._queue = places

    def note_damage(self, files: int) -> None:
        """Set the number of damaged files of the index."""
        self._damaged.set(files)

    def note_index(self, version: str) -> None:
        """Set the version of the index in use."""
        if version != self._version:
            self._version = version
            self._index.clear()
            self._index.labels(version).set(1)

    @contextmanager
    def request(self, way: str) -> Iterator["RequestOutcome"]:
        """Count and time a request."""
        served = RequestOutcome()
        started = perf_counter()
        with self._running.track_inprogress():
            try:
                yield served
            finally:
                self._requests.labels(way, served.status).inc()
                self._seconds.labels(way).observe(perf_counter() - started)

    def exposed(self) -> bytes:
        """Return all metrics in Prometheus' format. Call it in the event loop, whose thread limiter it reads."""
        threads = current_default_thread_limiter().statistics()
        self._queued.set(threads.tasks_waiting)
        at_work = threads.borrowed_tokens
        if self._queue is not None:
            questions = self._queue.statistics()
            self._waiting.set(questions.tasks_waiting)
            at_work += questions.borrowed_tokens
        self._workers.set(at_work)
        return generate_latest(self._registry)


class RequestOutcome:
    """The outcome of a request: its HTTP status, or 499 if it ended without a response."""

    status = 499
