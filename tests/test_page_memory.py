"""A long session costs the server no more than a short one; asked over real HTTP, as Gradio's own page asks."""

import gc
import json
import tracemalloc
from collections.abc import Iterator

import httpx
import pytest

from tests.api_fakes import make_store, serving
from tests.page_server import ASKED, PageAnswerer, whole_server

QUESTIONS = 200
MOST_GROWTH_BYTES = 100_000
"""For all of the questions together; keeping the HTML of each answer would be 4,000,000."""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    store = make_store(tmp_path_factory.mktemp("memory"))
    with (
        serving(whole_server(PageAnswerer(store), store)) as address,
        httpx.Client(base_url=address, timeout=60) as client,
    ):
        yield client


def ask_over_http(client: httpx.Client, question: str, session: str = "one-session") -> str:
    """Ask in a session, and return the last of what came."""
    inputs = {"data": [question, "[]", "{}"], "fn_index": 0, "session_hash": session, "trigger_id": None}
    client.post("/gradio_api/queue/join", json=inputs).raise_for_status()
    with client.stream("GET", "/gradio_api/queue/data", params={"session_hash": session}) as events:
        lines = [line for line in events.iter_lines() if "process_completed" in line]
    return str(json.loads(lines[-1].removeprefix("data: "))["success"])


def test_many_sessions_do_not_grow_the_server(client: httpx.Client) -> None:
    tracemalloc.start()
    try:
        for number in range(130):  # more than the server remembers
            assert ask_over_http(client, ASKED, f"session-{number}") == "True"
        gc.collect()
        before, _ = tracemalloc.get_traced_memory()
        for number in range(130, 230):
            assert ask_over_http(client, ASKED, f"session-{number}") == "True"
        gc.collect()
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert after - before < MOST_GROWTH_BYTES * 10  # each session takes 70,000


def test_two_hundred_questions_in_one_session_do_not_grow_the_server(client: httpx.Client) -> None:
    tracemalloc.start()
    try:
        for _ in range(30):  # what is cached and filled up is so after this
            assert ask_over_http(client, ASKED) == "True"
        gc.collect()
        before, _ = tracemalloc.get_traced_memory()
        for number in range(QUESTIONS):
            assert ask_over_http(client, f"{ASKED} {number}") == "True"
        gc.collect()
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert after - before < MOST_GROWTH_BYTES
