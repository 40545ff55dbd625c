"""The page's fixtures, as a plugin that a test module names: a real server on a real socket, and a real browser."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Playwright,
    Request,
    expect,
    sync_playwright,
)

from api.feedback.feedback import Feedback
from api.feedback.feedback_store import FeedbackStore
from index.storage.store import PassageStore
from tests.api_fakes import make_store, serving
from tests.page_server import OpenPage, PageAnswerer, whole_server

ENOUGH_SECONDS = 300.0
"""Seconds that the page waits for an answer in tests: longer than the busiest machine needs to press Stop."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> PassageStore:
    return make_store(tmp_path_factory.mktemp("store"))


@pytest.fixture(scope="module")
def feedback_store(tmp_path_factory: pytest.TempPathFactory) -> FeedbackStore:
    return FeedbackStore(tmp_path_factory.mktemp("feedback") / "feedback.db", keep_days=180)


@pytest.fixture(scope="module")
def answerer(store: PassageStore) -> PageAnswerer:
    return PageAnswerer(store)


@pytest.fixture(scope="module")
def address(answerer: PageAnswerer, store: PassageStore, feedback_store: FeedbackStore) -> Iterator[str]:
    with serving(whole_server(answerer, store, Feedback(feedback_store), ENOUGH_SECONDS)) as url:
        yield url
        answerer.release()  # else the server would wait for them


# A module's, not the session's: Playwright's event loop would be in the way of other tests' own.
@pytest.fixture(scope="module")
def playwright_process() -> Iterator[Playwright]:
    expect.set_options(timeout=20_000)  # a busy machine is not a broken page
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="module")
def chromium(playwright_process: Playwright) -> Iterator[Browser]:
    path = shutil.which("chromium")
    if path is None:
        pytest.fail("Chromium is missing: apt-get install chromium")
    browser = playwright_process.chromium.launch(executable_path=path, args=["--no-sandbox"])
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def cookies() -> dict[str, str]:
    """The cookies that each browser begins with."""
    return {}


@pytest.fixture
def open_page(chromium: Browser, address: str, cookies: dict[str, str]) -> Iterator[OpenPage]:
    """Open the page in a browser of its own; it fails the test if a foreign host is asked or a script breaks."""
    contexts: list[BrowserContext] = []
    broken: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith((f"{address}/", "data:", "blob:")):
            broken.append(f"foreign request: {request.url}")

    def open_one(path: str = "/", **options: object) -> Page:
        context = chromium.new_context(**{"viewport": {"width": 1360, "height": 860}, "locale": "da-DK", **options})
        contexts.append(context)
        context.add_cookies([{"name": name, "value": value, "url": address} for name, value in cookies.items()])
        page = context.new_page()
        page.set_default_timeout(40_000)
        page.on("request", note)
        page.on("pageerror", lambda error: broken.append(f"script error: {error}"))
        page.on("console", lambda line: broken.append(line.text) if "Content Security Policy" in line.text else None)
        page.goto(address + path)
        if path.partition("?")[0] in {"/", "/en/"}:
            page.locator("#question textarea").wait_for()
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert broken == []
