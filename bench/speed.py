"""How fast Rundbord searches and answers, beside the bare encoder, in one run."""

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import numpy as np
from rich.table import Table

from answer.answer import Question
from answer.answerer import DocumentAnswerer
from api.settings import Settings
from eval.cases import Split, read_cases
from index.bundle import open_bundle
from ingest.errors import ServiceError

_QUESTIONS = 40
_START_SECONDS = 60.0
Speeds = dict[str, list[float]]
"""Milliseconds of every call, by what was called."""


def measure(settings: Settings, rounds: int, questions: Path = Path("eval/questions.jsonl")) -> Speeds:
    """Time the encoder, search and answer in this process, and both over HTTP with one client.

    The same questions are asked of each in turn, round by round, so that a busy moment of the machine hits them alike.

    Raises
    ------
    IndexMissingError, ServiceError
        If there is no index, or the server does not start.
    """
    asked = [case.question for case in read_cases(questions) if case.split is Split.TEST and not case.history]
    asked = asked[:: max(1, len(asked) // _QUESTIONS)][:_QUESTIONS]
    bundle = open_bundle(settings.index)
    answerer = DocumentAnswerer(bundle)
    speeds: Speeds = {}
    with _server() as (client, started):
        speeds["start: from process to ready"] = [started]
        calls: dict[str, Callable[[str], object]] = {
            "encoder alone": lambda text: bundle.parts.encoder.queries([text]),
            "search, in process": lambda text: answerer.search(Question(text), 5),
            "answer, in process": lambda text: answerer.answer(Question(text)),
            "search, HTTP": lambda text: client.post("/api/v1/search", json={"query": text}).raise_for_status(),
            "answer, HTTP": lambda text: client.post("/api/v1/answer", json={"question": text}).raise_for_status(),
        }
        for _ in range(rounds):
            for text in asked:
                for name, call in calls.items():
                    began = time.perf_counter()
                    call(text)
                    speeds.setdefault(name, []).append((time.perf_counter() - began) * 1000)
    return speeds


def speed_table(speeds: Speeds) -> Table:
    """Set the medians, the 95th and 99th percentiles, and each median over the bare encoder's, as a table."""
    table = Table(title="Milliseconds, one client")
    for column in ("", "p50", "p95", "p99", "p50 / encoder", "calls"):
        table.add_column(column, justify="left" if column == "" else "right")
    encoder = float(np.median(speeds["encoder alone"]))
    for name, values in speeds.items():
        p50, p95, p99 = np.percentile(values, [50, 95, 99])
        table.add_row(name, f"{p50:.1f}", f"{p95:.1f}", f"{p99:.1f}", f"{p50 / encoder:.2f}", str(len(values)))
    return table


@contextmanager
def _server() -> Iterator[tuple[httpx.Client, float]]:
    """Start `rundbord serve` on a free port; give a client and the milliseconds until it was ready."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(Path(sys.executable).with_name("rundbord")), "serve", "--host", "127.0.0.1", "--port", str(port)]
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=10) as client:
            while not _ready(client):
                if process.poll() is not None or time.perf_counter() - began > _START_SECONDS:
                    raise ServiceError(f"«{' '.join(command)}» did not get ready. Run it by hand to see why.")
                time.sleep(0.02)
            yield client, (time.perf_counter() - began) * 1000
    finally:
        process.terminate()
        process.wait(timeout=20)


def _ready(client: httpx.Client) -> bool:
    try:
        return client.get("/readyz").is_success
    except httpx.TransportError:
        return False
