"""Measure one round of one system: start its server, ask it, put it under load, and time it in process."""

import json
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import httpx
import numpy as np

from eval.speed.http_load import put_load
from eval.speed.server_process import START_SECONDS, ServerProcess, started
from eval.speed.systems import System

CLIENTS = (1, 8, 32)
_FIRST_QUESTIONS = 10


@dataclass(frozen=True, slots=True)
class Round:
    """One round: figures by name, which ends in the unit; the rows found for each question; failed requests."""

    figures: dict[str, float]
    ranked: list[list[int]]
    failed: int


def measure_round(system: System, questions: list[str], folder: Path, load_seconds: int) -> Round:
    """Measure all figures of a system once; logs and request bodies are written to `folder`."""
    figures: dict[str, float] = {}
    failed = 0
    with started(system.command, system.environment, folder / f"{system.name}.log") as server:
        figures |= _start(system, server, questions)
        for name, (path, field) in system.doors.items():
            bodies = folder / f"{name}.jsonl"
            bodies.write_text("".join(json.dumps({field: text}) + "\n" for text in questions), encoding="utf-8")
            for clients in CLIENTS:
                load = put_load(server.url + path, bodies, clients, load_seconds)
                failed += load.failed
                figures |= {f"{name}_{clients}_ms": load.p50, f"{name}_{clients}_p99_ms": load.p99}
                figures[f"{name}_{clients}_per_second"] = load.per_second
        figures["memory_megabytes"] = server.megabytes()
        inside = system.in_process(server.client)
    for name, times in (("encoder", inside.encoder_ms), ("search", inside.search_ms), ("answer", inside.answer_ms)):
        if times:
            figures[f"{name}_in_process_ms"] = float(np.median(times))
    figures["index_texts_seconds"] = inside.ingest_seconds
    return Round(figures, inside.ranked, failed)


def _start(system: System, server: ServerProcess, questions: list[str]) -> dict[str, float]:
    """Ask ten questions in sequence right after the start, and fetch the page at the same time."""
    path, field = system.doors.get("answer", system.doors["search"])
    took, answered = [], 0.0
    with ThreadPoolExecutor(max_workers=1) as pool:
        page = pool.submit(_fetch_page, server, system.page) if system.page else None
        for question in (questions * _FIRST_QUESTIONS)[:_FIRST_QUESTIONS]:
            asked = time.perf_counter()
            server.client.post(path, json={field: question}).raise_for_status()
            took.append((time.perf_counter() - asked) * 1000)
            answered = answered or time.perf_counter() - server.began
        fetched = {"page_seconds": page.result()} if page else {}
    figures = {"ready_seconds": server.ready_seconds, "first_answer_seconds": answered}
    return figures | fetched | {"first_answer_ms": took[0], "tenth_answer_ms": took[-1]}


def _fetch_page(server: ServerProcess, path: str) -> float:
    """Return the seconds from the server's start until the page is served; until then a notice is."""
    while "gradio" not in httpx.get(server.url + path, timeout=START_SECONDS, follow_redirects=True).text:
        time.sleep(0.05)
    return time.perf_counter() - server.began
