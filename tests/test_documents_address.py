"""Redirect of `/documents` without its last slash, in each language and behind a proxy's path."""

from urllib.parse import urljoin

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.api_fakes import facts_over, make_store
from ui.page.page_routes import add_page_routes


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    app = FastAPI()
    add_page_routes(app, facts_over(make_store(tmp_path_factory.mktemp("store"))).shown_to)
    return TestClient(app)


@pytest.mark.parametrize(("path", "heading"), [("/documents", "Alle dokumenter"), ("/en/documents", "All documents")])
def test_the_list_is_found_without_its_last_slash(client: TestClient, path: str, heading: str) -> None:
    led = client.get(path)
    assert (led.status_code, led.url.path) == (200, f"{path}/")
    assert heading in led.text


@pytest.mark.parametrize("root", ["https://svar.example.dk", "https://intra.example.dk/it/rundbord"])
@pytest.mark.parametrize("path", ["/documents", "/en/documents"])
def test_the_way_there_is_relative_so_that_no_proxys_path_is_lost(client: TestClient, root: str, path: str) -> None:
    led = client.get(path, follow_redirects=False)
    assert led.status_code == 307
    assert urljoin(root + path, led.headers["location"]) == f"{root}{path}/"
