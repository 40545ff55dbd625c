"""A server process for a measurement, on a free port."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil

from eval.speed.speed_exam import BenchmarkError
from ingest.text import Text

START_SECONDS = 300.0
_POLL_SECONDS = 0.01
_STOP_SECONDS = 60


@dataclass(frozen=True, slots=True)
class ServerProcess:
    """A server that is ready: its address, an HTTP client, its process, and the time of its start."""

    url: str
    client: httpx.Client
    process: psutil.Process
    began: float
    ready_seconds: float

    def megabytes(self) -> float:
        """Return the resident memory of the process and its children, in millions of bytes."""
        every = [self.process, *self.process.children(recursive=True)]
        return float(sum(process.memory_info().rss for process in every)) / 1e6


@contextmanager
def started(command: list[str], environment: Mapping[str, str], log: Path) -> Iterator[ServerProcess]:
    """Start a command with `--port` and a free port, wait for /readyz, and end it on exit.

    Raises
    ------
    BenchmarkError
        If the server ends or does not become ready; its output is in the log.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [*command, "--port", str(port)]
    with log.open("ab") as output:
        began = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603  our own command
            command, stdout=output, stderr=output, env={**os.environ, **environment}
        )
    url = f"http://127.0.0.1:{port}"
    try:
        with httpx.Client(base_url=url, timeout=START_SECONDS) as client:
            while not _is_ready(client):
                if process.poll() is not None or time.perf_counter() - began > START_SECONDS:
                    raise BenchmarkError(
                        Text(f"Serveren blev ikke klar: se {log}.", f"The server did not get ready: see {log}.")
                    )
                time.sleep(_POLL_SECONDS)
            yield ServerProcess(url, client, psutil.Process(process.pid), began, time.perf_counter() - began)
    finally:
        process.terminate()
        process.wait(timeout=_STOP_SECONDS)


def _is_ready(client: httpx.Client) -> bool:
    try:
        return client.get("/readyz").is_success
    except httpx.TransportError:
        return False
