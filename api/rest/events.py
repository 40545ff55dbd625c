"""Answers as a stream of server-sent events."""

from collections.abc import Iterator

from sse_starlette import EventSourceResponse, ServerSentEvent

PATIENCE_SECONDS = 25
"""How long a server that is told to stop waits for a stream that has begun."""


def event_stream(events: Iterator[ServerSentEvent]) -> EventSourceResponse:
    """Send events as they come, to the end even if the server is told to stop meanwhile."""
    return EventSourceResponse(events, shutdown_grace_period=PATIENCE_SECONDS)
