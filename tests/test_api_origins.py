"""Pages of other origins get what the allow-list gives them, which is nothing by default."""

import pytest
from fastapi.testclient import TestClient

from tests.api_fakes import make_app

FRIEND = "https://intra.example.dk"
PREFLIGHT = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
QUESTION = {"question": "Hvad er digital ledelse?"}


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    return TestClient(make_app(tmp_path_factory.mktemp("api")))


@pytest.fixture(scope="module")
def open_to_friend(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    folder = tmp_path_factory.mktemp("api")
    widget = folder / "widget.js"
    widget.write_text("customElements.define('rundbord-answer', …)", encoding="utf-8")
    return TestClient(make_app(folder, (FRIEND,), widget))


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "null",
        "",
        "http://intra.example.dk",
        FRIEND + ".evil.example",
        FRIEND + ":8443",
        "testserver",
    ],
)
def test_a_foreign_origin_gets_nothing(closed: TestClient, open_to_friend: TestClient, origin: str) -> None:
    for http in (closed, open_to_friend):
        for response in (
            http.post("/api/v1/answer", json=QUESTION, headers={"Origin": origin}),
            http.options("/api/v1/answer", headers={"Origin": origin, **PREFLIGHT}),
            http.get("/openapi.json", headers={"Origin": origin}),
            http.get("/nothing", headers={"Origin": origin}),
        ):
            assert response.status_code == 403
            assert response.headers["content-type"] == "application/problem+json"
            assert "RUNDBORD_ALLOWED_ORIGINS" in response.json()["detail_da"]
            assert not [name for name in response.headers if name.startswith("access-control")]
            assert "Origin" in response.headers["vary"]


def test_the_list_is_closed_by_default(closed: TestClient) -> None:
    assert closed.post("/api/v1/answer", json=QUESTION, headers={"Origin": FRIEND}).status_code == 403


def test_the_servers_own_pages_and_programs_without_origin_may_ask(closed: TestClient) -> None:
    for headers in ({}, {"Origin": "http://testserver"}, {"Origin": "https://testserver"}):
        assert closed.post("/api/v1/answer", json=QUESTION, headers=headers).status_code == 200


@pytest.mark.parametrize(
    ("body", "status"), [(QUESTION, 200), ({}, 422), ({"question": "bombe"}, 500), ({"question": "a" * 70_000}, 413)]
)
def test_an_allowed_origin_can_read_answers_and_errors(
    open_to_friend: TestClient, body: dict[str, str], status: int
) -> None:
    response = open_to_friend.post("/api/v1/answer", json=body, headers={"Origin": FRIEND})
    assert response.status_code == status
    assert response.headers["access-control-allow-origin"] == FRIEND
    assert "access-control-allow-credentials" not in response.headers
    assert "Origin" in response.headers["vary"]


def test_an_allowed_origin_passes_the_preflight(open_to_friend: TestClient) -> None:
    response = open_to_friend.options("/api/v1/answer", headers={"Origin": FRIEND, **PREFLIGHT})
    assert response.status_code == 200
    assert response.headers["access-control-allow-origin"] == FRIEND
    assert response.headers["access-control-allow-methods"] == "GET, POST"


def test_the_widgets_script_can_be_loaded_by_any_page_and_is_cached_by_its_content(open_to_friend: TestClient) -> None:
    response = open_to_friend.get("/widget.js")
    assert response.headers["content-type"] == "text/javascript; charset=utf-8"
    assert response.headers["cross-origin-resource-policy"] == "cross-origin"
    assert "max-age" in response.headers["cache-control"]
    again = open_to_friend.get("/widget.js", headers={"If-None-Match": response.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    probe = open_to_friend.head("/widget.js")
    assert (probe.status_code, probe.content) == (200, b"")


def test_without_a_widget_there_is_no_script(closed: TestClient) -> None:
    assert closed.get("/widget.js").status_code == 404


def test_every_response_carries_the_security_headers(closed: TestClient) -> None:
    for path in ("/healthz", "/docs", "/nothing", "/api/v1/documents/whitepaper/file"):
        headers = closed.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["cross-origin-resource-policy"] == "same-origin"
