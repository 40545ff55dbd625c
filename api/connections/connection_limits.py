"""Limits on the number of connections, and the choice of the one to end when there are too many."""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

from api.access.addresses import counted_host

if TYPE_CHECKING:
    from api.connections.connection import Connection

MOST_CONNECTIONS = 1000
"""An open page uses one."""

_CHECK_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class ConnectionLimits:
    """Limits on the number and the time of connections.

    Attributes
    ----------
    connections, an_address
        The number of connections in all, and from one address with a limit.
    head_seconds
        The time for a request's line and headers, however they arrive.
    stalled_seconds
        The time in which the client must read `stalled_bytes` of a waiting response.
    safe_seconds
        The time before a connection may be ended to make room for another.
    """

    connections: int = MOST_CONNECTIONS
    an_address: int = 100
    head_seconds: float = 10.0
    stalled_seconds: float = 10.0
    stalled_bytes: int = 32 * 1024
    safe_seconds: float = 1.0


class Connections:
    """All open connections: makes room for new ones, and ends those that exceed a time limit.

    When there are too many, the connection ends that has waited longest for its client, and at least `safe_seconds`, so
    that new connections do not displace each other before they are read. If there is none, the new one is refused.
    """

    def __init__(self, limits: ConnectionLimits, has_limit: Callable[[str], bool]) -> None:
        """Take the limits, and a function that returns whether an address has a limit of its own."""
        self.limits = limits
        self._has_limit = has_limit
        self._open: set[Connection] = set()
        self._by_address: Counter[str] = Counter()
        self._is_checking = False

    def count_as(self, host: str) -> str:
        """Return the unit that an address is counted in; empty if it has no limit of its own."""
        return counted_host(host) if self._has_limit(host) else ""

    def add(self, connection: "Connection") -> bool:
        """Add a connection, and return whether there was room."""
        has_room = self._make_room(connection.address)
        self._open.add(connection)
        self._by_address[connection.address] += 1
        if not self._is_checking:
            self._is_checking = True
            asyncio.get_running_loop().call_later(_CHECK_SECONDS, self._check)
        return has_room

    def remove(self, connection: "Connection") -> None:
        """Remove a connection that has ended."""
        if connection in self._open:
            self._open.remove(connection)
            self._by_address[connection.address] -= 1
            if not self._by_address[connection.address]:
                del self._by_address[connection.address]

    def _make_room(self, address: str) -> bool:
        if address and self._by_address[address] >= self.limits.an_address:
            self._end_one(address)
            if self._by_address[address] >= self.limits.an_address:
                return False
        if len(self._open) >= self.limits.connections:
            self._end_one(None)
        return len(self._open) < self.limits.connections

    def _end_one(self, address: str | None) -> None:
        """End the connection with the least to lose, of one address or of all, if there is one to end."""
        now = monotonic()
        idle = [
            (rank, connection.waits_since, id(connection), connection)
            for connection in self._open
            if (address is None or connection.address == address) and (rank := connection.idleness(now)) is not None
        ]
        if idle:
            least = min(idle)[-1]
            self.remove(least)
            least.drop()

    def _check(self) -> None:
        now = monotonic()
        for connection in tuple(self._open):
            connection.check(now)
        self._is_checking = bool(self._open)
        if self._is_checking:
            asyncio.get_running_loop().call_later(_CHECK_SECONDS, self._check)
