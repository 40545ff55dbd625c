"""The log: JSON lines with the request's id, which the client gets too, and no question at INFO."""

import io
import json
import logging
import socket
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import httpx
import pytest

from api.logging.setup import LogSettings, start_logging
from tests.api_fakes import make_app, serving

WORD = "zebrastribet"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    before = root.handlers[:], root.level
    stream = io.StringIO()
    yield stream
    root.handlers[:] = before[0]
    root.setLevel(before[1])


@pytest.fixture
def http(log: io.StringIO, tmp_path: Path) -> Iterator[httpx.Client]:
    start_logging(LogSettings(), log)
    with (
        serving(make_app(tmp_path, trusted_proxies=("127.0.0.1",))) as url,
        httpx.Client(base_url=url, timeout=60) as client,
    ):
        yield client


def _lines(log: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


def test_each_request_leaves_one_line_that_names_it(http: httpx.Client, log: io.StringIO) -> None:
    given = http.post("/api/v1/answer", json={"question": "Hvad?"}, headers={"X-Request-ID": "proxy-17"})
    made = http.post("/api/v1/answer", json={"question": "Hvad?"})
    assert given.headers["x-request-id"] == "proxy-17"
    first, second = (line for line in _lines(log) if line["event"] == "request")
    assert (first["request_id"], second["request_id"]) == ("proxy-17", made.headers["x-request-id"])
    assert first.keys() == {
        "event", "level", "logger", "timestamp", "request_id", "method", "way", "status", "took_ms"
    }  # fmt: skip
    assert (first["level"], first["method"], first["way"], first["status"]) == ("info", "POST", "answer", 200)


@pytest.mark.parametrize("path", ["/mcp", "/api/v1/answer"])
def test_a_client_that_goes_in_the_middle_of_its_request_is_no_error_of_the_servers(
    http: httpx.Client, log: io.StringIO, path: str
) -> None:
    http.get("/mcp")  # so that its library is there
    with socket.create_connection(("127.0.0.1", http.base_url.port or 0)) as line:
        line.sendall(f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n".encode())
        line.sendall(b"Accept: application/json, text/event-stream\r\nContent-Length: 100\r\n\r\n{")
    end = monotonic() + 60
    while not (mine := [line for line in _lines(log) if line.get("method") == "POST"]) and monotonic() < end:
        sleep(0.05)
    assert [line["status"] for line in mine] == [499]


def test_only_a_trusted_proxy_names_a_request(log: io.StringIO, tmp_path: Path) -> None:
    start_logging(LogSettings(), log)
    with serving(make_app(tmp_path)) as url:
        response = httpx.get(f"{url}/api/v1/documents", headers={"X-Request-ID": WORD})
    assert response.headers["x-request-id"] != WORD
    assert response.headers["x-request-id"] in log.getvalue()
    assert WORD not in log.getvalue()


@pytest.mark.parametrize("name", ["", "a b", "x" * 129, 'a"}{', "æble"])
def test_a_name_that_is_no_ordinary_one_is_replaced(http: httpx.Client, name: str) -> None:
    response = http.get("/healthz", headers={b"X-Request-ID": name.encode()})
    assert response.headers["x-request-id"] != name
    assert len(response.headers["x-request-id"]) == 32


def test_an_error_tells_the_client_the_name_under_which_it_is_logged(http: httpx.Client, log: io.StringIO) -> None:
    problem = http.post("/api/v1/answer", json={"question": "bombe"}, headers={"X-Request-ID": "fejl-1"}).json()
    streamed = http.post("/api/v1/answer", json={"question": "bombe"}, headers={"Accept": "text/event-stream"})
    assert problem["request_id"] == "fejl-1"
    assert f'"request_id":"{streamed.headers["x-request-id"]}"' in streamed.text
    errors = [line for line in _lines(log) if line["level"] == "error"]
    assert [line["request_id"] for line in errors] == ["fejl-1", streamed.headers["x-request-id"]]
    assert all("RuntimeError" in line["exception"] for line in errors)


def test_no_way_in_puts_the_question_into_the_log(http: httpx.Client, log: io.StringIO) -> None:
    asked = f"Hvad er {WORD}?"
    chat = {"model": "rundbord", "messages": [{"role": "user", "content": asked}]}
    call = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "answer"}}
    for arguments in ({"question": asked}, {"question": asked, "documents": ["intet"]}, {"spørgsmål": asked}):
        called = {**call, "params": {"name": "answer", "arguments": arguments}}
        http.post("/mcp", json=called, headers={"Accept": "application/json, text/event-stream"})
    http.get("/api/v1/search", params={"query": asked})
    http.get("/api/v1/search", params={"query": asked, "k": "mange"})
    http.get(f"/{WORD}")
    for body in ({"question": asked}, {"question": f"{asked} bombe"}, {"question": asked, "history": WORD}):
        http.post("/api/v1/answer", json=body)
    http.post("/v1/chat/completions", json=chat)
    http.post("/v1/chat/completions", json={**chat, "stream": True})
    assert len(_lines(log)) >= 9
    assert WORD not in log.getvalue()


def test_a_line_holds_no_codes_for_a_terminal(log: io.StringIO) -> None:
    start_logging(LogSettings(), log)
    logging.getLogger("api.start").info("Started", extra={"color_message": "\033[36mStarted\033[0m"})
    (line,) = _lines(log)
    assert line.keys() == {"event", "level", "logger", "timestamp"}


def test_a_terminal_gets_text(log: io.StringIO) -> None:
    start_logging(LogSettings(log_format="text"), log)
    logging.getLogger("api").warning("Det er %s.", "koldt")
    assert "Det er koldt." in log.getvalue()
    assert not log.getvalue().startswith("{")
