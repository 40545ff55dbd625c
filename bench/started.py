"""A server is started anew, and every moment of its first seconds noted."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil

from bench.record import BenchmarkError
from bench.system import System

_START_SECONDS = 300.0
_LOOK_SECONDS = 0.01
_STOP_SECONDS = 60
_FIRST_QUESTIONS = 10


@dataclass(frozen=True, slots=True)
class Server:
    """A server that is ready: its address, a client of it, its process, and when that was started."""

    url: str
    client: httpx.Client
    process: psutil.Process
    began: float
    ready_seconds: float

    def megabytes(self) -> float:
        """Resident memory of the process and of those that it started, in units of a million bytes."""
        every = [self.process, *self.process.children(recursive=True)]
        return float(sum(process.memory_info().rss for process in every)) / 1e6


@dataclass(frozen=True, slots=True)
class FirstMoments:
    """Seconds since the process was started, and the milliseconds of the first and of the tenth answer."""

    ready: float
    answered: float
    page: float | None
    first_ms: float
    tenth_ms: float


@contextmanager
def started(system: System, log: Path) -> Iterator[Server]:
    """Start a system's server on a free port, wait until it is ready, and end it afterwards.

    Raises
    ------
    BenchmarkError
        If it ends, or does not get ready; what it said lies in the log.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = system.command(port)
    with log.open("ab") as output:
        began = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603  our own command
            command, stdout=output, stderr=output, env={**os.environ, **system.environment}
        )
    url = f"http://127.0.0.1:{port}"
    try:
        with httpx.Client(base_url=url, timeout=_START_SECONDS) as client:
            while not _is_ready(client):
                if process.poll() is not None or time.perf_counter() - began > _START_SECONDS:
                    raise BenchmarkError(
                        f"{system.name} blev ikke klar: se {log}. / «{' '.join(command)}» did not get ready: see {log}."
                    )
                time.sleep(_LOOK_SECONDS)
            yield Server(url, client, psutil.Process(process.pid), began, time.perf_counter() - began)
    finally:
        process.terminate()
        process.wait(timeout=_STOP_SECONDS)


def first_moments(system: System, server: Server, questions: list[str]) -> FirstMoments:
    """Ask at once, ten questions after each other, while the page is fetched beside."""
    with ThreadPoolExecutor(max_workers=1) as beside:
        page = beside.submit(_fetch_page, server, system.page) if system.page else None
        took, answered = [], 0.0
        for question in (questions * _FIRST_QUESTIONS)[:_FIRST_QUESTIONS]:
            asked = time.perf_counter()
            body = system.first.body(question)
            headers = {"Content-Type": "application/json"}
            server.client.post(system.first.path, content=body, headers=headers).raise_for_status()
            took.append((time.perf_counter() - asked) * 1000)
            answered = answered or time.perf_counter() - server.began
        fetched = page.result() if page else None
    return FirstMoments(server.ready_seconds, answered, fetched, took[0], took[-1])


def _fetch_page(server: Server, path: str) -> float:
    httpx.get(server.url + path, timeout=_START_SECONDS, follow_redirects=True).raise_for_status()
    return time.perf_counter() - server.began


def _is_ready(client: httpx.Client) -> bool:
    try:
        return client.get("/readyz").is_success
    except httpx.TransportError:
        return False
