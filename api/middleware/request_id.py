"""The name of the request that is being served, wherever it is served."""

from collections.abc import Iterator
from contextlib import contextmanager

from structlog.contextvars import bound_contextvars, get_contextvars


@contextmanager
def named_request(name: str) -> Iterator[None]:
    """Name the request that is served within."""
    with bound_contextvars(request_id=name):
        yield


def request_id() -> str | None:
    """Tell the name of the request that is being served, if one is."""
    name = get_contextvars().get("request_id")
    return None if name is None else str(name)
