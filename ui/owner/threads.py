"""Threads for the owner's page, apart from those for answers, since reading a document takes minutes."""

from collections.abc import Callable
from functools import partial
from typing import ParamSpec, TypeVar

from anyio import CapacityLimiter, to_thread

P = ParamSpec("P")
T = TypeVar("T")

_THREADS = CapacityLimiter(4)


async def in_own_thread(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run work that may read documents in one of these threads."""
    return await to_thread.run_sync(partial(work, *args, **kwargs), limiter=_THREADS)
