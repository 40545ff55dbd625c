"""While Gradio loads, the rest of the server answers, and whoever opens the page is told that it is opening."""

import re
from collections.abc import Iterator
from threading import Event

import httpx
import pytest
from fastapi import FastAPI
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from tests.api_fakes import serving
from ui import late_page
from ui.late_page import LatePage
from ui.page.opening_page import opening_page

HTML = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.fixture
def held() -> Iterator[tuple[str, Event]]:
    """A server whose page is built when the event is set."""
    go = Event()

    def build() -> FastAPI:
        assert go.wait(20)
        page = FastAPI()
        page.router.routes.append(Route("/{rest:path}", lambda _: PlainTextResponse("siden")))
        return page

    late = LatePage(build, opening_page)
    app = FastAPI(lifespan=lambda _: late.running())
    app.router.routes.append(Route("/healthz", lambda _: PlainTextResponse("ok")))
    app.mount("", late)
    with serving(app) as url:
        yield url, go
        go.set()


@pytest.mark.parametrize(("path", "language", "said"), [("/", "da", "Siden åbner"), ("/en/", "en", "page is opening")])
def test_a_browser_is_told_that_the_page_opens_and_asks_again(
    held: tuple[str, Event], path: str, language: str, said: str
) -> None:
    url, go = held
    opening = httpx.get(url + path, headers=HTML)
    assert opening.status_code == 503
    assert opening.headers["Refresh"] == "1"
    assert said in opening.text
    assert f'<html lang="{language}">' in opening.text
    assert not re.search(r'(?:src|href)="https?:', opening.text), "nothing is fetched from elsewhere"
    assert httpx.get(f"{url}/healthz").text == "ok"
    go.set()
    assert httpx.get(url + path, headers=HTML).text == "siden"


def test_a_program_waits_for_the_page(held: tuple[str, Event]) -> None:
    url, go = held
    with httpx.Client(timeout=late_page.PATIENCE_SECONDS / 2) as client, pytest.raises(httpx.ReadTimeout):
        client.get(url)
    go.set()
    assert httpx.get(url).text == "siden"
