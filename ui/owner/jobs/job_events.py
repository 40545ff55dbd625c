"""A run as a stream of events: its lines as they come, and how it went."""

from collections.abc import Callable, Iterator

from sse_starlette import EventSourceResponse, ServerSentEvent

from api.rest.events import event_stream
from ingest.text import Language
from ui.owner.jobs.job import Run
from ui.owner.jobs.job_status import Outcome
from ui.source.sent_number import read_number
from ui.texts.two_languages import half


def follow(
    run: Run | None, outcome_of: Callable[[Run | None], Outcome], last_event_id: str, language: Language
) -> EventSourceResponse:
    """Tell a run in one language, from after the event that a browser has seen last, and end with its outcome."""
    return event_stream(_events(run, outcome_of, read_number(last_event_id, 0), language))


def _events(
    run: Run | None, outcome_of: Callable[[Run | None], Outcome], after: int, language: Language
) -> Iterator[ServerSentEvent]:
    for number, line in run.news(after) if run else ():
        told = ServerSentEvent(half(line, language), event="line", id=str(number))
        yield told if line else ServerSentEvent(comment="waiting")
    outcome = outcome_of(run)
    yield ServerSentEvent(outcome.words.in_(language), event=outcome.loudness)
