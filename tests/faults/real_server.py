"""`rundbord serve` as a process of its own over the real index, all that it prints kept in one file."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

import httpx
import psutil

from tests.real_bundle import INDEX, ROOT

LONGEST_START_SECONDS = 120.0
RUNDBORD = Path(sys.executable).parent / "rundbord"


@dataclass(frozen=True, slots=True)
class RealServer:
    """A server that runs.

    Attributes
    ----------
    log
        The file with its output and its errors.
    """

    url: str
    port: int
    log: Path
    process: "subprocess.Popen[bytes]"

    def connections(self) -> int:
        """Count the connections that are open between it and anybody."""
        own = [psutil.Process(self.process.pid), *psutil.Process(self.process.pid).children(recursive=True)]
        found = (connection for process in own for connection in process.net_connections("tcp"))
        return sum(c.status not in {psutil.CONN_LISTEN, psutil.CONN_CLOSE} for c in found)


@contextmanager
def serving_for_real(folder: Path, **environment: str) -> Iterator[RealServer]:
    """Serve from the project's index, with documents, keys and feedback of its own in the folder, until left."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    corpus, log = folder / "corpus", folder / "server.log"
    if not corpus.exists():
        shutil.copytree(ROOT / "corpus", corpus)
    settings = server_environment(folder) | {"RUNDBORD_CORPUS": str(corpus), **environment}
    with log.open("wb") as output:
        command = [str(RUNDBORD), "serve", "--host", "127.0.0.1", "--port", str(port)]
        process = subprocess.Popen(command, env=settings, stdout=output, stderr=subprocess.STDOUT)  # noqa: S603  ours
        try:
            server = RealServer(f"http://127.0.0.1:{port}", port, log, process)
            _wait_for(server)
            yield server
        finally:
            process.terminate()
            try:
                process.wait(timeout=60)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def server_environment(folder: Path) -> dict[str, str]:
    """Name where a server in this folder keeps what it keeps; no setting of whoever runs the tests holds for it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("RUNDBORD_")}
    paths = {"RUNDBORD_KEYS_DB": "keys.db", "RUNDBORD_FEEDBACK_DB": "feedback.db"}
    return kept | {"RUNDBORD_INDEX": str(INDEX), **{name: str(folder / file) for name, file in paths.items()}}


def _wait_for(server: RealServer) -> None:
    end = monotonic() + LONGEST_START_SECONDS
    while monotonic() < end and server.process.poll() is None:
        try:
            if httpx.get(f"{server.url}/readyz", timeout=30).status_code != httpx.codes.SERVICE_UNAVAILABLE:
                return
        except httpx.TransportError:
            sleep(0.1)
    raise AssertionError(f"The server did not start:\n{server.log.read_text(errors='replace')[-4_000:]}")
