"""Damage the files of the bundle that a server answers from, while it runs.

Run as `python -m tests.faults.damage_serving`: each file in turn is emptied, and cut to half, in place. The server must
live, answer or refuse with a problem, say at `/readyz` that the index is damaged, and say that it is ready again when
the file is whole again. It ends with status 1 otherwise.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import socket
from tempfile import TemporaryDirectory
from time import monotonic, sleep

import httpx

from index.storage.bundle import current_bundle
from index.storage.history import note_next
from index.storage.publish import point_to
from tests.real_bundle import INDEX

QUESTIONS = (
    "Hvem er formand for udvalget?",
    "Hvordan får vi plads til udvikling, når driften fylder det hele?",
    "What does the document say about artificial intelligence?",
)
NOTICED_SECONDS = 90
"""Seconds within which the server notices: it looks every five, and a machine may be slow."""


@contextmanager
def serving_copy() -> Iterator[tuple[Path, str, "subprocess.Popen[bytes]"]]:
    """Serve a copy of the project's own bundle in a process of its own; give its folder, address and process."""
    with TemporaryDirectory(dir=INDEX.parent) as folder:
        root = Path(folder)
        bundle = root / current_bundle(INDEX).name
        shutil.copytree(current_bundle(INDEX), bundle)
        note_next(root, bundle)
        point_to(root, bundle)
        with socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        settings = {"INDEX": str(root), "PORT": str(port), "FEEDBACK": "off", "USAGE": "off", "RATE_LIMIT": "off"}
        environment = {**os.environ, **{f"RUNDBORD_{name}": value for name, value in settings.items()}}
        command = [sys.executable, "-c", "from ui.cli.program import main; main()", "serve", "--no-page"]
        with (root / "log").open("wb") as log, subprocess.Popen(command, env=environment, stderr=log) as server:  # noqa: S603
            try:
                address = f"http://127.0.0.1:{port}"
                wait_until(lambda: ready(address) == httpx.codes.OK)
                yield bundle, address, server
            finally:
                server.terminate()


def wait_until(holds: Callable[[], bool]) -> None:
    """Wait until something holds.

    Raises
    ------
    TimeoutError
        If it never does.
    """
    end = monotonic() + NOTICED_SECONDS
    while not holds():
        if monotonic() > end:
            raise TimeoutError(f"not within {NOTICED_SECONDS} seconds")
        sleep(0.2)


def ready(address: str) -> int:
    """Ask whether the server is ready; 0 if it cannot be reached."""
    try:
        return httpx.get(f"{address}/readyz", timeout=30).status_code
    except httpx.TransportError:
        return 0


def ask_everything(address: str) -> set[int]:
    """Ask questions, search and read, and give the statuses."""
    with httpx.Client(base_url=address, timeout=60) as client:
        told = [client.post("/api/v1/answer", json={"question": question}) for question in QUESTIONS]
        paths = ("/api/v1/search?query=MitID", "/api/v1/documents", "/api/v1/documents/whitepaper/pages/11")
        told += [client.get(path) for path in (*paths, "/documents/whitepaper/pages/11", "/healthz")]
    return {answer.status_code for answer in told}


def main() -> None:
    """Damage each file in turn, and print what became of the server."""
    wrong = 0
    with serving_copy() as (bundle, address, server):
        for file in sorted(path for path in bundle.rglob("*") if path.is_file()):
            for part in (0, 2):
                whole = file.read_bytes()
                os.truncate(file, len(whole) // part if part else 0)
                statuses = ask_everything(address)
                wait_until(lambda: ready(address) == httpx.codes.SERVICE_UNAVAILABLE)
                statuses |= ask_everything(address)
                file.write_bytes(whole)
                wait_until(lambda: ready(address) == httpx.codes.OK)
                is_right = server.poll() is None and statuses <= {200, 503}
                wrong += not is_right
                name = file.relative_to(bundle)
                sys.stdout.write(f"{name} {'halved' if part else 'emptied'}: {sorted(statuses)} {is_right}\n")
                sys.stdout.flush()
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
