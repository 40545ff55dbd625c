"""`python -m tests.faults.fuzz 20000 [SEED]`: hostile requests to real servers, which answer all of them and log none.

Two servers run: one as a newcomer starts it, whose log is JSON, and one behind a login, whose log is text.
"""

import asyncio
import re
import sys
from asyncio import StreamWriter
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep

import httpx

from api.access.caller import Scope
from api.access.keys import KeyStore
from tests.api_fakes import serving
from tests.faults.hostile_requests import Hostile, hostile_requests
from tests.faults.hostile_routes import all_routes, login_routes
from tests.faults.hostile_values import CANARY
from tests.faults.real_server import RealServer, serving_for_real
from tests.oidc_provider import CLIENT, CLIENT_SECRET, Provider

AT_ONCE = 8
LOGIN_SHARE = 20
"""One request in so many goes to the server behind a login."""

HEAD_SECONDS = 60.0
REST_SECONDS = 1.0
"""Seconds for which the rest of a response is read: a stream of events has no end."""

LINGER_SECONDS = 15.0
_OVERLOADED = 503


@dataclass
class Outcome:
    """The result of a run.

    Attributes
    ----------
    statuses
        Responses by status; 0 where the connection was closed without one.
    failures
        Requests that were answered 5xx but for overload, or not within `HEAD_SECONDS`: route, status and bytes.
    told
        Lines of the logs that hold the canary.
    open_connections
        Connections that were still open `LINGER_SECONDS` after the last response.
    """

    statuses: Counter[int] = field(default_factory=Counter)
    failures: list[tuple[str, int, bytes]] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    open_connections: int = 0
    lines: int = 0

    @property
    def is_clean(self) -> bool:
        """True if nothing was found."""
        return not (self.failures or self.told or self.open_connections)

    def report(self) -> str:
        """Write the figures, and the first of each kind of failure."""
        kinds = Counter((name, status) for name, status, _ in self.failures)
        first = {(name, status): sent for name, status, sent in reversed(self.failures)}
        overloaded = self.statuses[_OVERLOADED]
        figures = (
            f"{self.statuses.total()} requests: {len(self.failures)} failed, {overloaded} overloaded (503); "
            f"{len(self.told)} of {self.lines} lines of the logs hold the canary; "
            f"{self.open_connections} connections open after {LINGER_SECONDS:.0f} s; "
            f"statuses {dict(sorted(self.statuses.items()))}"
        )
        found = [f"{count} × {kind}: {first[kind][:1500]!r}" for kind, count in kinds.most_common()]
        return "\n".join([figures, *found, *(line[:600] for line in self.told[:20])])


def fuzz(count: int, seed: int, folder: Path) -> Outcome:
    """Start the servers in a folder, send them the requests, and gather what came of it."""
    outcome = Outcome()
    with ExitStack() as running:
        newcomers, behind_login = (running.enter_context(server) for server in _servers(running, folder))
        # Made when the server runs: one that has a key at its start is protected.
        secret = KeyStore(folder / "newcomer" / "keys.db").create("fuzz", tuple(Scope), None)[1]
        with httpx.Client(base_url=newcomers.url, timeout=120) as http:
            routes = all_routes(http, secret)
        at_login = count // LOGIN_SHARE
        lots = (behind_login, login_routes(), at_login), (newcomers, routes, count - at_login)
        for server, asked, some in lots:
            asyncio.run(_send_all(server, islice(hostile_requests(asked, seed), some), outcome))
            httpx.get(f"{server.url}/readyz", timeout=60).raise_for_status()
    for name in ("newcomer", "login"):
        lines = (folder / name / "server.log").read_text(encoding="utf-8", errors="replace").splitlines()
        outcome.lines += len(lines)
        outcome.told += [line for line in lines if re.search(CANARY, line, re.IGNORECASE)]
    return outcome


def _servers(running: ExitStack, folder: Path) -> Iterator["AbstractContextManager[RealServer]"]:
    for name in ("newcomer", "login"):
        (folder / name).mkdir()
    yield serving_for_real(
        folder / "newcomer",
        RUNDBORD_RATE_LIMIT="off",
        RUNDBORD_QUEUE="1000",
        RUNDBORD_LOG_FORMAT="json",
    )
    provider = Provider()
    provider.url = running.enter_context(serving(provider.app()))
    login = {"RUNDBORD_OIDC_ISSUER": provider.url, "RUNDBORD_OIDC_CLIENT_ID": CLIENT}
    secret = {"RUNDBORD_OIDC_CLIENT_SECRET": CLIENT_SECRET}
    yield serving_for_real(folder / "login", **login, **secret, RUNDBORD_RATE_LIMIT="off", RUNDBORD_LOG_FORMAT="text")


async def _send_all(server: RealServer, requests: Iterator[Hostile], outcome: Outcome) -> None:
    """Send requests, a few at once, and count the connections that are left when all have been answered."""
    lingering: list[StreamWriter] = []

    async def send_some() -> None:
        for request in requests:
            status = await _send(server.port, request, lingering)
            outcome.statuses[status] += 1
            if (status >= 500 and status != _OVERLOADED) or status < 0:
                outcome.failures.append((request.name, status, request.sent))

    await asyncio.gather(*(send_some() for _ in range(AT_ONCE)))
    outcome.open_connections += await asyncio.to_thread(_left_open, server)
    for writer in lingering:
        writer.close()


def _left_open(server: RealServer) -> int:
    """Count the connections that the server still holds after it had time to close them."""
    end = monotonic() + LINGER_SECONDS
    while (left := server.connections()) and monotonic() < end:
        sleep(0.5)
    return left


async def _send(port: int, request: Hostile, lingering: list[StreamWriter]) -> int:
    """Send a request and read its response; the status, 0 without a response, or -1 where none came in time."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = b""
    try:
        writer.write(request.sent)
        async with asyncio.timeout(HEAD_SECONDS):
            while b"\r\n" not in head and (more := await reader.read(65_536)):
                head += more
        end = monotonic() + REST_SECONDS
        async with asyncio.timeout(REST_SECONDS):
            while monotonic() < end and await reader.read(65_536):
                pass
    except (ConnectionError, TimeoutError) as error:
        if not head:
            return -1 if isinstance(error, TimeoutError) else 0
    finally:
        if request.lingers and b"text/event-stream" not in head:
            writer.write(b"G")
            lingering.append(writer)
        else:
            writer.close()
    found = re.match(rb"HTTP/1\.[01] (\d{3})", head)
    return int(found[1]) if found else 0


def main() -> None:
    """Run as many requests as the command line says, and end with 1 if something was found."""
    count, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    with TemporaryDirectory() as folder:
        outcome = fuzz(count, seed, Path(folder))
    print(outcome.report())  # noqa: T201
    raise SystemExit(not outcome.is_clean)


if __name__ == "__main__":
    main()
