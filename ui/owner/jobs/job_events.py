"""A job as a stream of events: its lines and meter as they come, and its final status."""

import json
from collections.abc import Callable, Iterator

from sse_starlette import EventSourceResponse, ServerSentEvent

from api.rest.events import event_stream
from ingest.text import Language
from ui.owner.jobs.job import Job
from ui.owner.jobs.job_status import JobStatus, words_of
from ui.owner.jobs.meter import Meter
from ui.source.sent_number import read_number


def follow(
    run: Job | None, outcome_of: Callable[[Job | None], JobStatus], last_event_id: str, language: Language
) -> EventSourceResponse:
    """Stream a job in one language, after the last event that the browser received, and end with its status."""
    return event_stream(_events(run, outcome_of, read_number(last_event_id, 0), language))


def _events(
    run: Job | None, outcome_of: Callable[[Job | None], JobStatus], after: int, language: Language
) -> Iterator[ServerSentEvent]:
    for news in run.news(after) if run else ():
        match news:
            case Meter():
                shown = {"percent": news.percent, "words": words_of(run).in_(language)}
                yield ServerSentEvent(json.dumps(shown, ensure_ascii=False), event="meter")
            case (number, text):
                yield ServerSentEvent(text.in_(language), event="line", id=str(number))
            case None:
                yield ServerSentEvent(comment="waiting")
    outcome = outcome_of(run)
    yield ServerSentEvent(outcome.words.in_(language), event=outcome.loudness)
