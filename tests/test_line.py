"""Questions wait in line: no more than a few are answered at once, and a line that is too long is closed."""

from collections.abc import Callable, Iterator
from pathlib import Path
from socket import create_connection
from threading import Event, Thread
from time import monotonic, sleep

import httpx
import pytest

from answer.answer import Answer, Found, Question
from api.app import QUESTIONS_AT_ONCE, create_app
from api.settings import Settings
from tests.api_fakes import CORPUS, FakeAnswerer, make_store, serving

WAITING = 2


class HeldBack:
    """Answers nothing before it is told to."""

    def __init__(self, answerer: FakeAnswerer) -> None:
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
    held = HeldBack(FakeAnswerer(store))
    app = create_app(held, store, Settings(queue=WAITING), None, CORPUS)
    statuses: list[int] = []
    with serving(app) as url:
        threads = [_ask_beside(url, f"i gang {n}", statuses) for n in range(QUESTIONS_AT_ONCE)]
        _until(lambda: len(held.begun) == QUESTIONS_AT_ONCE)
        yield url, held, threads, statuses
        held.go.set()
        for thread in threads:
            thread.join()


def test_a_question_too_many_is_told_to_come_again_and_the_others_are_answered(
    full: tuple[str, HeldBack, list[Thread], list[int]],
) -> None:
    url, held, threads, statuses = full
    threads += [_ask_beside(url, f"venter {n}", statuses) for n in range(WAITING)]
    _until(lambda: _waiting(url) == WAITING)
    refused = httpx.post(f"{url}/api/v1/answer", json={"question": "Hvad?"})
    assert refused.status_code == 503
    assert int(refused.headers["Retry-After"]) > 0
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert refused.json()["type"] == "urn:rundbord:problem:overloaded"
    assert "for travlt" in refused.json()["detail_da"]
    assert "too busy" in refused.json()["detail_en"]
    assert httpx.get(f"{url}/healthz").status_code == 200, "What asks nothing does not wait."
    assert len(held.begun) == QUESTIONS_AT_ONCE
    held.go.set()
    for thread in threads:
        thread.join()
    assert statuses == [200] * (QUESTIONS_AT_ONCE + WAITING)
    assert _waiting(url) == 0


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
        _until(lambda: _waiting(url) == 1)
    _until(lambda: _waiting(url) == 0)
    held.go.set()
    assert httpx.post(f"{url}/api/v1/answer", json={"question": "den næste"}).status_code == 200
    assert "gik igen" not in held.begun
    assert "den næste" in held.begun


def _ask_beside(url: str, question: str, statuses: list[int]) -> Thread:
    def ask() -> None:
        statuses.append(httpx.post(f"{url}/api/v1/answer", json={"question": question}, timeout=30).status_code)

    thread = Thread(target=ask)
    thread.start()
    return thread


def _waiting(url: str) -> int:
    lines = httpx.get(f"{url}/metrics").text.splitlines()
    return next(int(float(line.split()[1])) for line in lines if line.startswith("rundbord_questions_waiting "))


def _until(holds: Callable[[], bool]) -> None:
    deadline = monotonic() + 10
    while not holds():
        assert monotonic() < deadline
        sleep(0.02)
