"""The page's requests and responses without a browser."""

import json
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from tests.api_fakes import make_store
from tests.page_server import PageAnswerer, whole_server


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    store = make_store(tmp_path_factory.mktemp("privacy"))
    with TestClient(whole_server(PageAnswerer(store), store)) as client:
        yield client


def test_the_page_is_danish_and_names_no_foreign_host(client: TestClient) -> None:
    page = client.get("/").text
    assert 'lang="da"' in page.split(">", 3)[1]
    head = page.partition("window.gradio_config")[0]
    assert "githubusercontent" not in page
    assert "gradio.app" not in head
    assert "<noscript>" in page


def test_the_policy_allows_no_foreign_source_and_no_evaluated_script(client: TestClient) -> None:
    policy = client.get("/").headers["content-security-policy"]
    scripts = next(rule for rule in policy.split(";") if rule.strip().startswith("script-src"))
    assert "unsafe" not in scripts
    assert "http" not in policy
    assert "frame-ancestors 'self'" in policy


def test_gradio_tells_nobody_and_keeps_no_run_history(client: TestClient) -> None:
    config = client.get("/config").json()
    assert config["analytics_enabled"] is False
    assert config["footer_links"] == []
    assert config["run_history"] is False
    assert {dependency["api_visibility"] for dependency in config["dependencies"]} == {"private"}


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/info",
        "/gradio_api/openapi.json",
        "/monitoring/summary",
        "/gradio_api/file=/etc/passwd",
        "/login",
        "/x/y",
    ],
)
def test_what_the_page_does_not_use_is_not_there(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "Den side findes ikke" in answer.text


@pytest.mark.parametrize("path", ["/gradio_api/upload", "/gradio_api/vibe-edit", "/gradio_api/run/ask", "/"])
def test_nothing_but_a_question_can_be_posted(client: TestClient, path: str) -> None:
    assert client.post(path, files={"files": b"harmful"}).status_code in {404, 405}


def test_a_large_body_is_refused_before_it_is_read(client: TestClient) -> None:
    body = json.dumps({"data": ["å" * 70_000]})
    assert client.post("/gradio_api/queue/join", content=body).status_code == 413


def test_the_api_keeps_its_own_routes(client: TestClient) -> None:
    assert client.get("/api/v1/documents").status_code == 200
    assert client.get("/healthz").status_code == 200
    assert client.get("/api/nope").headers["content-type"] == "application/problem+json"


def test_where_feedback_is_off_the_privacy_page_says_so(client: TestClient) -> None:
    assert "gemmes intet af det" in client.get("/privatliv").text
    assert "stores nothing of" in client.get("/en/privacy").text


def test_assets_are_served_from_here_with_their_licence(client: TestClient) -> None:
    for name in ("look.css", "page.css", "page.js", "asking.js", "sheet.css", "mark.svg", "fonts/OFL.txt"):
        assert client.get(f"/page-assets/{name}").status_code == 200
    assert client.get("/page-assets/../templates/sheet.html").status_code == 404
