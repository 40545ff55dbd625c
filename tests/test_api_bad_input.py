"""Whatever is sent, the answer is a problem in Danish and English that says what to do, and never a crash."""

import json
import socket
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from tests.api_fakes import make_app, serving

JSON = {"Content-Type": "application/json"}
PROBLEM = {"type", "title", "status", "detail", "detail_da", "detail_en", "request_id"}
U_FDFA = "\ufdfa"


@pytest.fixture(scope="module")
def http(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with TestClient(make_app(tmp_path_factory.mktemp("api"))) as client:
        yield client


@pytest.mark.parametrize(
    ("body", "status", "says"),
    [
        (b"", 422, "The request is missing"),
        (b"{", 400, "JSON"),
        (b'{"question": "\xff\xfe"}', 400, "JSON in UTF-8"),
        (b"[" * 60_000, 400, "JSON"),
        (b'{"question":' * 5_000, 400, "JSON"),
        (b'{"k": ' + b"9" * 5_000 + b"}", 400, "JSON"),
        (b"null", 422, "must be a JSON object"),
        (b'"Hvad?"', 422, "must be a JSON object"),
        (b"[]", 422, "must be a JSON object"),
        (b"{}", 422, "The field question is missing"),
        (b'{"question": ""}', 422, "The field question is blank"),
        (b'{"question": " \\t\\n\\u00a0"}', 422, "The field question is blank"),
        (b'{"question": "\\u200b\\ufeff\\u202e"}', 422, "The field question is blank"),
        (b'{"question": null}', 422, "The field question must be text"),
        (b'{"question": 7}', 422, "The field question must be text"),
        (b'{"question": ["Hvad?"]}', 422, "The field question must be text"),
        (b'{"question": "Hvad\\u0000?"}', 422, "not text"),
        (b'{"question": "\\ud800"}', 422, "not text"),
        (b'{"question": "Hvad \\udc00?"}', 422, "not text"),
        (b'{"question": "Hvad?", "sprog": "da"}', 422, "The field sprog is not known"),
        (b'{"question": "Hvad?", "\\ud800\\u0000": 1}', 422, ""),
        (b'{"question": "Hvad?", "mode": "generative"}', 422, "must be one of 'extractive'"),
        (b'{"question": "Hvad?", "documents": []}', 422, "The field documents is an empty list"),
        (b'{"question": "Hvad?", "documents": "whitepaper"}', 422, "The field documents must be a list"),
        (b'{"question": "Hvad?", "documents": ["\\ud800"]}', 422, "The field documents.0 holds"),
        (b'{"question": "Hvad?", "documents": ["intet"]}', 422, "no document with that id"),
        (b'{"question": "Hvad?", "history": [{}]}', 422, "The field history.0.question is missing"),
        (b'{"question": "Hvad?", "history": [{"question": "Og?", "answer": "\\u0000"}]}', 422, "history.0.answer"),
        (b'{"question": "Hvad?", "history": [{"question": "Og?", "answer": "\\udfff"}]}', 422, "history.0.answer"),
    ],
)
def test_a_bad_question_is_refused(http: TestClient, body: bytes, status: int, says: str) -> None:
    _check_problem(http.post("/api/v1/answer", content=body, headers=JSON), status, says)


@pytest.mark.parametrize("extra", [{}, {"history": [{"question": "Og?"}] * 11}], ids=["question", "history"])
def test_too_much_is_refused_with_the_limit(http: TestClient, extra: dict[str, object]) -> None:
    question = "Hvad?" if extra else U_FDFA * 2_000
    limit = "10" if extra else "1000"
    _check_problem(http.post("/api/v1/answer", json={"question": question, **extra}), 422, limit)


@pytest.mark.parametrize(
    "question",
    [
        U_FDFA * 1_000,
        "\u202eHvad er ledelse?",
        "🫖🇩🇰👩‍👩‍👧",
        "a" * 1_000,
        " " * 5_000 + "Hvad?",
        "<script>alert(1)</script>",
        "'; DROP TABLE passages; --",
        "Hvad\r\nX-Header: 1",
        "ae\u0301" * 300,
    ],
    ids=ascii,
)
def test_odd_text_is_a_question_like_any_other(http: TestClient, question: str) -> None:
    answer = http.post("/api/v1/answer", json={"question": question, "history": [{"question": "Og?", "answer": None}]})
    assert answer.status_code == 200
    assert answer.json()["question"] == question.strip()
    assert http.get("/api/v1/search", params={"query": question}).status_code == 200


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("", "The field query is missing"),
        ("query=", "The field query is blank"),
        ("query=%00", "not text"),
        ("query=a&k=0", "The least is 1"),
        ("query=a&k=51", "The most is 50"),
        ("query=a&k=1.5", "must be a whole number"),
        ("query=a&k=" + "9" * 5_000, "The field k"),
        ("query=a&explain=maybe", "must be true or false"),
        ("query=a&page=2", "The field page is not known"),
        ("query=a&%00%0A=2", "The field ?? is not known"),
        ("query=" + "a" * 1_001, "1000"),
    ],
    ids=lambda value: value[:20],
)
def test_a_bad_search_by_address_is_refused(http: TestClient, query: str, says: str) -> None:
    _check_problem(http.get(f"/api/v1/search?{query}"), 422, says)


def test_bytes_that_are_no_utf8_in_an_address_are_read_as_unknown_letters(http: TestClient) -> None:
    assert http.get("/api/v1/search?query=%ff%fe").json()["query"] == "\ufffd\ufffd"


def test_what_is_not_json_is_refused(http: TestClient) -> None:
    for headers in ({}, {"Content-Type": "text/plain"}, {"Content-Type": "application/x-www-form-urlencoded"}):
        response = http.post("/api/v1/search", content=b'{"query": "a"}', headers=headers)
        _check_problem(response, 415, "application/json")


@pytest.mark.parametrize(
    ("method", "path", "allow"),
    [("GET", "answer", "POST"), ("DELETE", "search", "GET, POST"), ("PUT", "documents/whitepaper", "GET")],
)
def test_a_wrong_method_is_told_the_right_ones(http: TestClient, method: str, path: str, allow: str) -> None:
    response = http.request(method, f"/api/v1/{path}")
    _check_problem(response, 405, "Allow")
    assert response.headers["allow"] == allow


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/nothing", 404, "/docs"),
        ("/api/v2/answer", 404, "/docs"),
        ("/api/v1/documents/intet", 404, "/api/v1/documents"),
        ("/api/v1/documents/whitepaper/pages/1", 404, "the pages 2 to 18"),
        ("/api/v1/documents/whitepaper/pages/-1", 404, "the pages 2 to 18"),
        ("/api/v1/documents/whitepaper/pages/to", 422, "must be a whole number"),
    ],
)
def test_what_is_not_there_is_said_so(http: TestClient, path: str, status: int, says: str) -> None:
    _check_problem(http.get(path), status, says)


def test_a_failure_inside_tells_nothing_of_the_inside(http: TestClient) -> None:
    response = http.post("/api/v1/answer", json={"question": "bombe"})
    _check_problem(response, 500, "log")
    assert "hemmelig" not in response.text
    assert "Traceback" not in response.text


def test_a_damaged_index_is_unavailable_and_says_when_to_return(http: TestClient) -> None:
    response = http.post("/api/v1/search", json={"query": "beskadiget"})
    _check_problem(response, 503, "rundbord status")
    assert response.headers["retry-after"] == "5"


def test_long_input_is_not_repeated(http: TestClient) -> None:
    response = http.post("/api/v1/answer", json={"question": 1, "x" * 30_000: 1, "history": [{"y" * 20_000: 1}]})
    _check_problem(response, 422, "is not known")
    assert len(response.content) < 1_500


def test_a_body_over_the_limit_is_refused_before_it_is_read(tmp_path_factory: pytest.TempPathFactory) -> None:
    head = b"POST /api/v1/answer HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
    stated = head + b"Content-Length: 1000000000\r\n\r\n{"
    chunk = b"4000\r\n" + b" " * 0x4000 + b"\r\n"
    unstated = head + b"Transfer-Encoding: chunked\r\n\r\n" + chunk * 5
    with serving(make_app(tmp_path_factory.mktemp("api"))) as url:
        for request in (stated, unstated):
            started = time.monotonic()
            with socket.create_connection((urlsplit(url).hostname or "", urlsplit(url).port or 0), timeout=5) as line:
                line.sendall(request)
                response = line.recv(65_536)
            assert response.startswith(b"HTTP/1.1 413")
            assert b"application/problem+json" in response
            assert time.monotonic() - started < 2


def test_a_body_at_the_limit_is_read(http: TestClient) -> None:
    body = json.dumps({"question": "Hvad?", "history": [{"question": "Og?", "answer": ""}]}).encode()
    full = body.replace(b'"answer": ""', b'"answer": "' + b"a" * (64 * 1024 - len(body)) + b'"')
    assert len(full) == 64 * 1024
    assert http.post("/api/v1/answer", content=full, headers=JSON).status_code == 200
    _check_problem(http.post("/api/v1/answer", content=full + b" ", headers=JSON), 413, "64 KiB")


def _check_problem(response: Response, status: int, says: str) -> None:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert problem.keys() == PROBLEM
    assert problem["status"] == status
    assert says in problem["detail_en"]
    assert problem["detail"] == f"{problem['detail_da']} / {problem['detail_en']}"
    assert problem["detail_da"] != problem["detail_en"]
