"""The id of the current request, in a context variable."""

from collections.abc import Iterator
from contextlib import contextmanager

from structlog.contextvars import bound_contextvars, get_contextvars


@contextmanager
def named_request(name: str) -> Iterator[None]:
    """Set the id of the request that is served within the context."""
    with bound_contextvars(request_id=name):
        yield


def request_id() -> str | None:
    """Return the id of the current request, if there is one."""
    name = get_contextvars().get("request_id")
    return None if name is None else str(name)
