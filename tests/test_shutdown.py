"""A server that is told to stop finishes what it has begun, streams too, and takes nothing new."""

import json
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic, sleep

import httpx
import pytest

from tests.api_fakes import admin

ROOT = Path(__file__).parent.parent
BODY = {"question": "Hvad er digital ledelse?"}


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "tests.slow_server", str(tmp_path), str(port)]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)  # noqa: S603  our own
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_for(lambda: httpx.get(f"{url}/healthz").status_code == 200)
        yield process, url
    finally:
        process.kill()
        process.communicate()


def _wait_for(ready: object) -> None:
    until = monotonic() + 60
    while monotonic() < until:
        try:
            if callable(ready) and ready():
                return
        except httpx.TransportError:
            pass
        sleep(0.05)
    pytest.fail("The server did not get there within a minute.")


def test_sigterm_during_slow_requests_lets_them_finish(
    server: tuple["subprocess.Popen[str]", str], tmp_path: Path
) -> None:
    process, url = server
    key = admin(tmp_path)
    with ThreadPoolExecutor(2) as threads, httpx.Client(timeout=30) as idle:
        idle.get(f"{url}/healthz")  # a connection that is kept open must not keep the server
        whole = threads.submit(httpx.post, f"{url}/api/v1/answer", json=BODY, timeout=30)
        stream = threads.submit(
            httpx.post, f"{url}/api/v1/answer", json=BODY, headers={"Accept": "text/event-stream"}, timeout=30
        )
        _wait_for(lambda: "rundbord_requests_in_flight 3.0" in idle.get(f"{url}/metrics", headers=key).text)
        process.send_signal(signal.SIGTERM)
        answered, streamed = whole.result(), stream.result()
    assert answered.status_code == 200
    assert answered.json()["answered"]
    assert streamed.text.count("event: part") == 3
    assert streamed.text.count("event: done") == 1
    _, log = process.communicate(timeout=30)
    assert process.returncode == -signal.SIGTERM
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{url}/healthz")
    events = [json.loads(line) for line in log.splitlines()]
    assert [line["way"] for line in events if line["event"] == "request"] == ["answer", "answer"]
    assert not [line for line in events if line["level"] == "error"]
