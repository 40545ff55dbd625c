"""The connections that the server holds: how many there may be, and which one goes when there are too many."""

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
"""An open page holds one."""

_LOOK_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class ConnectionLimits:
    """What a connection may cost.

    Attributes
    ----------
    connections, an_address
        How many there may be in all, and from one address that has a limit.
    head_seconds
        How long the server waits for a request's line and headers, however they arrive.
    stalled_seconds
        How long a response may wait without `stalled_bytes` of it being taken.
    safe_seconds
        How long a client has before its connection may be ended for another's sake.
    """

    connections: int = MOST_CONNECTIONS
    an_address: int = 100
    head_seconds: float = 10.0
    stalled_seconds: float = 10.0
    stalled_bytes: int = 32 * 1024
    safe_seconds: float = 1.0


class Connections:
    """Holds every open connection, makes room for new ones, and ends those that get nowhere.

    Where there are too many, the one goes that has waited longest for its client, if for a second: many new ones at
    once do not push each other out before they are read. If there is none, the new one is refused.
    """

    def __init__(self, limits: ConnectionLimits, has_limit: Callable[[str], bool]) -> None:
        """Take the limits, and a function that says whether an address has a limit of its own."""
        self.limits = limits
        self._has_limit = has_limit
        self._open: set[Connection] = set()
        self._by_address: Counter[str] = Counter()
        self._is_looking = False

    def count_as(self, host: str) -> str:
        """Name what an address is counted under; empty if it has no limit of its own."""
        return counted_host(host) if self._has_limit(host) else ""

    def add(self, connection: "Connection") -> bool:
        """Hold one more, and tell whether there was room."""
        has_room = self._make_room(connection.address)
        self._open.add(connection)
        self._by_address[connection.address] += 1
        if not self._is_looking:
            self._is_looking = True
            asyncio.get_running_loop().call_later(_LOOK_SECONDS, self._look)
        return has_room

    def remove(self, connection: "Connection") -> None:
        """Forget a connection that has ended."""
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
        """End the connection, of one address or of all, with which least is lost; there may be none to end."""
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

    def _look(self) -> None:
        now = monotonic()
        for connection in tuple(self._open):
            connection.look(now)
        self._is_looking = bool(self._open)
        if self._is_looking:
            asyncio.get_running_loop().call_later(_LOOK_SECONDS, self._look)
