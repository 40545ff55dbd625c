"""Questions wait in one queue, whatever way they come in by: few are answered at once, and too many are refused."""

import asyncio
import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from socket import create_connection
from threading import Event, Thread
from time import monotonic, sleep
from typing import Any
from uuid import uuid4

import httpx
import pytest

from answer.types import Answer, Found, Question
from api.answer_queue import AT_ONCE, LOOK_SECONDS, AnswerQueue
from api.metrics import Metrics
from api.problems.problems import ProblemError
from api.settings import Settings
from tests.api_fakes import FakeAnswerer, admin, make_store, serving
from tests.page_server import whole_server

WAITING = 2


class HeldBack:
    """Answers nothing before it is told to. `admin` is the header that opens its server's figures."""

    def __init__(self, answerer: FakeAnswerer, folder: Path) -> None:
        self.admin = admin(folder)
        self._answerer = answerer
        self.go = Event()
        self.begun: list[str] = []

    def search(self, question: Question, k: int) -> Found:
        self.begun.append(question.text)
        assert self.go.wait(20)
        return self._answerer.search(question, k)

    def answer(self, question: Question) -> Answer:
        self.begun.append(question.text)
        assert self.go.wait(20)
        return self._answerer.answer(question)


@pytest.fixture
def full(tmp_path: Path) -> Iterator[tuple[str, HeldBack, list[Thread], list[int]]]:
    """A server that answers as many questions as it does at once."""
    store = make_store(tmp_path)
    held = HeldBack(FakeAnswerer(store), tmp_path)
    app = whole_server(held, store, settings=Settings(queue=WAITING, keys_db=tmp_path / "keys.db"))
    statuses: list[int] = []
    with serving(app) as url:
        threads = [_ask_beside(url, f"i gang {n}", statuses) for n in range(AT_ONCE)]
        _until(lambda: len(held.begun) == AT_ONCE)
        yield url, held, threads, statuses
        held.go.set()
        for thread in threads:
            thread.join()


def test_a_question_too_many_is_told_to_come_again_and_the_others_are_answered(
    full: tuple[str, HeldBack, list[Thread], list[int]],
) -> None:
    url, held, threads, statuses = full
    threads += [_ask_beside(url, f"venter {n}", statuses) for n in range(WAITING)]
    _until(lambda: _waiting(url, held) == WAITING)
    refused = httpx.post(f"{url}/api/v1/answer", json={"question": "Hvad?"})
    assert refused.status_code == 503
    assert int(refused.headers["Retry-After"]) > 0
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert refused.json()["type"] == "urn:rundbord:problem:overloaded"
    assert "for travlt" in refused.json()["detail_da"]
    assert "too busy" in refused.json()["detail_en"]
    assert httpx.get(f"{url}/healthz").status_code == 200, "What asks nothing does not wait."
    assert len(held.begun) == AT_ONCE
    held.go.set()
    for thread in threads:
        thread.join()
    assert statuses == [200] * (AT_ONCE + WAITING)
    assert _waiting(url, held) == 0


def test_what_a_client_no_longer_waits_for_is_not_computed(
    full: tuple[str, HeldBack, list[Thread], list[int]],
) -> None:
    url, held, *_ = full
    address = httpx.URL(url)
    body = b'{"question": "gik igen"}'
    with create_connection((address.host, address.port)) as leaver:
        leaver.sendall(
            b"POST /api/v1/answer HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            b"Content-Length: %d\r\n\r\n%s" % (len(body), body)
        )
        _until(lambda: _waiting(url, held) == 1)
    _until(lambda: _waiting(url, held) == 0)
    held.go.set()
    assert httpx.post(f"{url}/api/v1/answer", json={"question": "den næste"}).status_code == 200
    assert "gik igen" not in held.begun
    assert "den næste" in held.begun


def test_page_and_mcp_are_told_that_it_is_busy_too(full: tuple[str, HeldBack, list[Thread], list[int]]) -> None:
    url, held, threads, statuses = full
    threads += [_ask_beside(url, f"venter {n}", statuses) for n in range(WAITING)]
    _until(lambda: _waiting(url, held) == WAITING)
    for path, busy in (("", "for mange spørgsmål foran i køen"), ("/en", "too many questions ahead in the queue")):
        shown = _ask_on_page(url + path, "på siden")
        assert busy in shown
        assert 'data-asked="på siden"' in shown
    for tool, words in (("answer", "question"), ("search", "query")):
        told = _ask_by_mcp(url, tool, {words: "ved MCP"})
        assert told["isError"]
        assert "for travlt" in str(told["content"])
        assert "too busy" in str(told["content"])
    assert len(held.begun) == AT_ONCE


def test_page_and_mcp_wait_in_the_same_queue_and_are_answered(
    full: tuple[str, HeldBack, list[Thread], list[int]],
) -> None:
    url, held, *_ = full
    with ThreadPoolExecutor() as pool:
        first = pool.submit(_ask_on_page, url, "venter på siden")
        _until(lambda: _waiting(url, held) == 1)
        second = pool.submit(_ask_by_mcp, url, "answer", {"question": "venter ved MCP"})
        _until(lambda: _waiting(url, held) == 2)
        sleep(1.5 * LOOK_SECONDS)  # whoever is still there goes on waiting
        assert len(held.begun) == AT_ONCE
        held.go.set()
        assert "data-kept" in first.result()
        assert second.result()["structuredContent"]["answered"] is True


def test_who_leaves_the_page_or_mcp_leaves_the_queue(full: tuple[str, HeldBack, list[Thread], list[int]]) -> None:
    url, held, *_ = full
    with _joined(url, "gik fra siden") as events:
        next(events.iter_lines())
        _until(lambda: _waiting(url, held) == 1)
    with suppress(httpx.ReadTimeout):
        _ask_by_mcp(url, "answer", {"question": "gik fra MCP"}, seconds=1)
    _until(lambda: _waiting(url, held) == 0)
    held.go.set()
    assert "data-kept" in _ask_on_page(url, "den næste")
    assert {"gik fra siden", "gik fra MCP"}.isdisjoint(held.begun)


def test_what_has_begun_keeps_its_turn_when_its_asker_stops(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    held = HeldBack(FakeAnswerer(store), tmp_path)
    with serving(whole_server(held, store, settings=Settings(queue=WAITING, keys_db=tmp_path / "keys.db"))) as url:
        for number in range(AT_ONCE):
            with _joined(url, f"begyndt {number}"):
                _until(lambda: f"begyndt {number}" in held.begun)  # noqa: B023  looked at within the round
        threads = [_ask_beside(url, "så travlt er her", [])]
        _until(lambda: _waiting(url, held) == 1)
        held.go.set()
        threads[0].join()
        assert "så travlt er her" in held.begun


def test_chat_and_streams_are_refused_with_a_problem_too(full: tuple[str, HeldBack, list[Thread], list[int]]) -> None:
    url, held, threads, statuses = full
    threads += [_ask_beside(url, f"venter {n}", statuses) for n in range(WAITING)]
    _until(lambda: _waiting(url, held) == WAITING)
    messages = [{"role": "user", "content": "Hvad?"}]
    asked: list[tuple[str, dict[str, object]]] = [("/api/v1/answer", {"question": "Hvad?"})]
    asked += [
        ("/v1/chat/completions", {"model": "rundbord", "messages": messages, "stream": on}) for on in (True, False)
    ]
    for path, body in asked:
        refused = httpx.post(url + path, json=body, headers={"Accept": "text/event-stream"})
        assert refused.status_code == 503
        assert refused.headers["Retry-After"] == "5"
        assert "overloaded" in refused.text
    refused = httpx.get(f"{url}/api/v1/search", params={"query": "Hvad?"})
    assert refused.status_code == 503
    assert refused.json()["type"] == "urn:rundbord:problem:overloaded"


def test_questions_are_answered_in_the_order_in_which_they_came_and_too_many_are_refused_at_once() -> None:
    begun: list[int] = []
    go = Event()

    def work(number: int) -> int:
        begun.append(number)
        assert go.wait(10)
        return number

    async def ask() -> list[int | BaseException]:
        queue = AnswerQueue(3, Metrics(), at_once=1)
        asking = [asyncio.create_task(queue.run(partial(work, number))) for number in range(6)]
        await asyncio.wait(asking[4:])
        asking[2].cancel()  # waits, and leaves the queue
        asking[0].cancel()  # has begun, and keeps its place
        await asyncio.wait((asking[0], asking[2]))
        go.set()
        return await asyncio.gather(*asking, return_exceptions=True)

    results = asyncio.run(ask())
    assert begun == [0, 1, 3]
    assert [results[1], results[3]] == [1, 3]
    assert [isinstance(results[number], asyncio.CancelledError) for number in (0, 2)] == [True, True]
    assert [isinstance(results[number], ProblemError) for number in (4, 5)] == [True, True]


@contextmanager
def _joined(url: str, question: str) -> Iterator[httpx.Response]:
    """Ask on the page as Gradio's script does, and give the stream in which the answer comes."""
    session = uuid4().hex
    asked = {"data": [question, "[]", "{}"], "fn_index": 0, "session_hash": session, "trigger_id": None}
    httpx.post(f"{url}/gradio_api/queue/join", json=asked, timeout=30).raise_for_status()
    with httpx.stream("GET", f"{url}/gradio_api/queue/data", params={"session_hash": session}, timeout=30) as events:
        yield events


def _ask_on_page(url: str, question: str) -> str:
    with _joined(url, question) as events:
        lines = [line for line in events.iter_lines() if "process_completed" in line]
    return str(json.loads(lines[-1].removeprefix("data: "))["output"]["data"][0])


def _ask_by_mcp(url: str, tool: str, arguments: dict[str, str], seconds: float = 30) -> dict[str, Any]:
    call = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": tool, "arguments": arguments}}
    accepted = {"Accept": "application/json, text/event-stream"}
    response = httpx.post(f"{url}/mcp", json=call, headers=accepted, timeout=seconds)
    return dict(response.raise_for_status().json()["result"])


def _ask_beside(url: str, question: str, statuses: list[int]) -> Thread:
    def ask() -> None:
        statuses.append(httpx.post(f"{url}/api/v1/answer", json={"question": question}, timeout=30).status_code)

    thread = Thread(target=ask)
    thread.start()
    return thread


def _waiting(url: str, held: HeldBack) -> int:
    lines = httpx.get(f"{url}/metrics", headers=held.admin).text.splitlines()
    return next(int(float(line.split()[1])) for line in lines if line.startswith("rundbord_questions_waiting "))


def _until(holds: Callable[[], bool]) -> None:
    deadline = monotonic() + 10
    while not holds():
        assert monotonic() < deadline
        sleep(0.02)
