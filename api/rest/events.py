"""Streams of server-sent events."""

from collections.abc import AsyncIterator, Iterator

from sse_starlette import EventSourceResponse, ServerSentEvent

PATIENCE_SECONDS = 25
"""The time that a stopping server gives an open stream to finish."""


def event_stream(events: AsyncIterator[ServerSentEvent] | Iterator[ServerSentEvent]) -> EventSourceResponse:
    """Stream events as they come. A stopping server waits for the end of the stream."""
    return EventSourceResponse(events, shutdown_grace_period=PATIENCE_SECONDS)
