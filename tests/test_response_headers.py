"""The headers of every response, which no input can change."""

from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.settings import Settings
from index.storage.store import PassageStore
from tests.api_fakes import facts_over, make_store
from tests.guarded import FRIEND, PROXY, client_at, guarded_app, serving_as_configured
from ui.cli.server.serve import configure
from ui.embed import make_embed
from ui.page.page_routes import add_page_routes

PAGES = ("/documents/whitepaper/pages/8", "/en/privacy", "/documents/nothing", "/docs", "/embed")
OTHERS = ("/healthz", "/api/v1/documents", "/api/nothing", "/api/v1/documents/whitepaper/file", "/openapi.json",
          "/page-assets/sheet.css")  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> PassageStore:
    return make_store(tmp_path_factory.mktemp("store"))


@pytest.fixture(scope="module")
def app(store: PassageStore, tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    folder: Path = tmp_path_factory.mktemp("headers")
    app = guarded_app(store, folder, open=True, trusted_proxies=(PROXY,), allowed_origins=(FRIEND,))
    app.include_router(make_embed((FRIEND,)))
    add_page_routes(app, facts_over(store).shown_to)
    return app


@pytest.fixture(scope="module")
def client(app: FastAPI) -> TestClient:
    return client_at(app, PROXY)


@pytest.fixture(scope="module")
def port(app: FastAPI) -> Iterator[int]:
    with serving_as_configured(app) as port:
        yield port


def policy_of(client: TestClient, path: str) -> dict[str, str]:
    rules = [rule.strip().partition(" ") for rule in client.get(path).headers["content-security-policy"].split(";")]
    assert len({name for name, _, _ in rules}) == len(rules)
    return {name: value for name, _, value in rules}


@pytest.mark.parametrize("path", PAGES + OTHERS)
def test_every_response_says_what_it_may_do_and_who_may_frame_it(client: TestClient, path: str) -> None:
    policy = policy_of(client, path)
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == f"'self' {FRIEND}"
    assert policy["base-uri"] == policy["form-action"] == "'none'"
    assert "unsafe" not in policy.get("script-src", "")
    assert "http" not in str({name: value for name, value in policy.items() if name != "frame-ancestors"})
    headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] in {"same-origin", "no-referrer"}
    assert "camera=()" in headers["permissions-policy"]


@pytest.mark.parametrize("path", OTHERS)
def test_what_is_no_page_needs_nothing(client: TestClient, path: str) -> None:
    assert policy_of(client, path).keys() == {"default-src", "base-uri", "form-action", "frame-ancestors"}


def test_the_apis_own_page_runs_its_own_script_only(client: TestClient) -> None:
    scripts = policy_of(client, "/docs")["script-src"].split()
    assert scripts[0] == "'self'"
    assert len(scripts) == 2
    assert scripts[1].startswith("'sha256-")


def test_transport_security_is_asked_for_behind_tls_and_only_a_named_proxy_can_say_so(
    client: TestClient, store: PassageStore, tmp_path: Path
) -> None:
    https = {"X-Forwarded-Proto": "https"}
    assert client.get("/healthz", headers=https).headers["strict-transport-security"] == "max-age=31536000"
    assert "strict-transport-security" not in client.get("/healthz").headers
    stranger = client_at(guarded_app(store, tmp_path, open=True, trusted_proxies=(PROXY,)))
    assert "strict-transport-security" not in stranger.get("/healthz", headers=https).headers


@pytest.mark.parametrize(
    "hostile", ["a\r\nSet-Cookie: x=1", "a\nX-Evil: 1", "%0d%0aX-Evil: 1", "\u560a\u560dX-Evil: 1"]
)
def test_no_input_becomes_a_header(client: TestClient, hostile: str) -> None:
    for response in (
        client.post("/api/v1/answer", json={"question": hostile}),
        client.get("/api/v1/search", params={"query": hostile}),
        client.get("/embed", params={"heading": hostile, "theme": hostile, "lang": hostile}),
        client.get("/documents/" + hostile.replace("\r", "%0d").replace("\n", "%0a")),
        client.get("/en", params={"x": hostile}, follow_redirects=False),
    ):
        assert not {"set-cookie", "x-evil"} & set(response.headers)


@pytest.mark.parametrize(
    "path",
    ["../../../etc/passwd", "..%2f..%2fetc%2fpasswd", "%2e%2e/%2e%2e/etc/passwd", "....//etc/passwd", "/etc/passwd",
     "..\\..\\windows\\win.ini", "whitepaper.txt", "%00", "whitepaper%00.txt"],
)  # fmt: skip
@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/documents/{}/file",
        "/documents/{}/pages/1",
        "/page-assets/{}",
        "/docs/assets/{}",
        "/api/v1/documents/{}",
    ],
)
def test_no_path_leads_out_of_the_house(port: int, address: str, path: str) -> None:
    line = HTTPConnection("127.0.0.1", port)  # which sends a path as it stands; other clients tidy it first
    line.request("GET", address.format(path))
    response = line.getresponse()
    body = response.read()
    line.close()
    assert response.status == 404, body[:200]
    assert b"root:" not in body
    assert b"Traceback" not in body


def test_the_program_believes_no_proxy_by_itself(store: PassageStore, tmp_path: Path) -> None:
    config = configure(guarded_app(store, tmp_path), Settings())
    assert (config.ws, config.proxy_headers, config.server_header) == ("none", False, False)
