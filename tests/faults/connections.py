"""Leave many connections in every state that there is, and ask as an honest client meanwhile.

Run as `python -m tests.faults.connections`: it starts `rundbord serve`, and ends with status 1 if one of the
connections is open after 15 seconds that should not be, or the honest client was once not answered.
"""

import argparse
import os
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Event, Thread
from time import monotonic, sleep

import httpx
import psutil

from tests.faults.connection_states import State, states

SECONDS = 15.0
"""Seconds after which a connection that is left in a state must be closed."""

_DROP_SECONDS = 2.0
_SMALL_WINDOW = 4096
STREAM = "/gradio_api/heartbeat/connections"


@dataclass(slots=True)
class Attacker:
    """A connection in a state, from the client's side."""

    state: State
    line: socket.socket
    port: int
    answered: bool = False

    def act(self, *, drop: bool) -> None:
        """Read what there is, and send what the state sends next."""
        try:
            if self.state.takes:
                received = self.line.recv(self.state.takes)
                if received and not self.answered:
                    self.answered = True
                    self.line.send(self.state.then)
        except BlockingIOError:
            pass
        except OSError:  # the server has closed: that is what we count
            return
        if drop:
            with suppress(OSError):
                self.line.send(self.state.drop)


@dataclass(slots=True)
class Honest:
    """The answers that an honest client got meanwhile, each over a connection of its own."""

    statuses: Counter[str] = field(default_factory=Counter)

    def ask(self, url: str, ended: Event) -> None:
        """Ask until told to stop."""
        while not ended.wait(0.1):
            try:
                response = httpx.get(f"{url}/api/v1/search", params={"query": "digital ledelse"}, timeout=30)
                self.statuses[str(response.status_code)] += 1
            except httpx.HTTPError as error:
                self.statuses[type(error).__name__] += 1


@dataclass(frozen=True, slots=True)
class Outcome:
    """Connections by state: opened, still held by the server, and cut; and how the honest client was answered."""

    opened: Counter[str]
    left: Counter[str]
    lost: Counter[str]
    honest: Counter[str]

    def failed(self) -> bool:
        """Tell whether a connection stayed, a legitimate one was cut, or the honest client was not answered."""
        return bool(self.left or self.lost or set(self.honest) != {"200"})


def attack(url: str, each: int, chosen: Iterable[State], seconds: float = SECONDS) -> Outcome:
    """Open connections in each state, wait, and count those that the server holds."""
    honest, ended = Honest(), Event()
    asking = Thread(target=honest.ask, args=(url, ended))
    asking.start()
    port = httpx.URL(url).port or 80
    try:
        lines = [_open(port, state) for state in chosen for _ in range(each)]
        _leave(lines, seconds)
        held = _held_by_server(port)
    finally:
        ended.set()
        asking.join()
    open_now = Counter(line.state for line in lines if line.port in held)
    for line in lines:
        line.line.close()
    opened = Counter(line.state for line in lines)
    return Outcome(
        opened=_named(opened),
        left=_named(Counter({state: count for state, count in open_now.items() if not state.lives})),
        lost=_named(Counter({state: opened[state] - open_now[state] for state in opened if state.lives})),
        honest=honest.statuses,
    )


def _leave(lines: Iterable[Attacker], seconds: float) -> None:
    started = dropped = monotonic()
    while monotonic() - started < seconds:
        drop = monotonic() - dropped > _DROP_SECONDS
        dropped = monotonic() if drop else dropped
        for line in lines:
            line.act(drop=drop)
        sleep(0.2)


def _named(counts: "Counter[State]") -> Counter[str]:
    return Counter({state.name: count for state, count in counts.items() if count})


def _open(port: int, state: State) -> Attacker:
    line = socket.socket()
    if state.takes <= _SMALL_WINDOW:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _SMALL_WINDOW)
    line.settimeout(5)
    line.connect(("127.0.0.1", port))
    own = line.getsockname()[1]
    line.settimeout(0)
    with suppress(OSError):
        line.send(state.first)
    return Attacker(state, line, own)


def _held_by_server(port: int) -> set[int]:
    """List the clients' ports to which the server has an open connection: its own end tells, the client's does not."""
    held = {psutil.CONN_ESTABLISHED, psutil.CONN_CLOSE_WAIT}
    connections = psutil.net_connections("tcp")
    return {c.raddr.port for c in connections if c.laddr.port == port and c.raddr and c.status in held}


@contextmanager
def serving_for_real(port: int) -> Iterator[str]:
    """Run `rundbord serve` on the project's own index, and give its address."""
    environment = os.environ | {"RUNDBORD_PORT": str(port), "RUNDBORD_FEEDBACK": "off", "RUNDBORD_USAGE": "off"}
    command = [sys.executable, "-m", "ui", "serve"]
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as server:  # noqa: S603  our own
        try:
            url = f"http://127.0.0.1:{port}"
            _wait_for(url)
            yield url
        finally:
            server.terminate()


def _wait_for(url: str, seconds: float = 60) -> None:
    until = monotonic() + seconds
    while monotonic() < until:
        try:
            if httpx.get(f"{url}{STREAM.replace('heartbeat', 'info')}").status_code != 503:
                return
        except httpx.TransportError:
            pass
        sleep(0.2)
    raise TimeoutError(url)


def main() -> int:
    """Attack, and print a line for each state."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--connections", type=int, default=1100, help="in all; each state has its share")
    parser.add_argument("--port", type=int, default=8765)
    parser.add_argument("--url", help="a server that runs already; without it `rundbord serve` is started")
    given = parser.parse_args()
    if given.url:
        return _report(given.url, given.connections)
    with serving_for_real(given.port) as url:
        return _report(url, given.connections)


def _report(url: str, connections: int) -> int:
    chosen = list(states(stream=STREAM))
    outcome = attack(url, -(-connections // len(chosen)), chosen)
    for name, opened in outcome.opened.items():
        print(f"{name:42} {opened:5} opened  {outcome.left[name]:5} open  {outcome.lost[name]:5} cut")  # noqa: T201
    print(f"honest client: {dict(outcome.honest)}")  # noqa: T201
    return int(outcome.failed())


if __name__ == "__main__":
    sys.exit(main())
