"""The widget on another origin in Chromium, with a token from a protected server."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from playwright.sync_api import expect

from api.access.configure import make_access
from api.feedback.feedback import Feedback
from api.feedback.feedback_store import FeedbackStore
from api.settings import Settings
from index.storage.store import PassageStore
from tests.api_fakes import CORPUS, app_over, facts_over
from tests.guarded import make_key
from tests.page_server import ASKED, PageAnswerer
from tests.widget_site import ANSWER_PATH, HearingServer, OpenSite, Site, ask
from ui.embed import make_embed
from ui.page.page_routes import add_page_routes
from ui.server import WIDGET

pytest_plugins = ["tests.page_fixtures", "tests.widget_fixtures"]
pytestmark = pytest.mark.browser
TOKEN_PATH = "/api/v1/token"  # noqa: S105  an address


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("guarded")
    make_key(folder, "admin")
    return folder


@pytest.fixture(scope="module")
def guarded(site: Site, store: PassageStore, folder: Path) -> Iterator[HearingServer]:
    """A protected server that allows `site`."""
    server = HearingServer(make_guarded(site, store, folder))
    server.start()
    yield server
    server.stop()


def make_guarded(site: Site, store: PassageStore, folder: Path) -> FastAPI:
    settings = Settings(keys_db=folder / "keys.db", allowed_origins=(site.origin,))
    feedback = Feedback(FeedbackStore(folder / "feedback.db", 180))
    access = make_access(settings)
    app = app_over(PageAnswerer(store), store, settings, WIDGET, CORPUS, feedback=feedback, access=access)
    app.include_router(make_embed(settings.allowed_origins))
    add_page_routes(app, facts_over(store).shown_to)
    return app


@pytest.fixture(autouse=True)
def _forget(guarded: HearingServer) -> None:
    guarded.heard.clear()


def asked(server: HearingServer) -> list[tuple[str, int]]:
    posted = [heard for heard in server.heard if heard.method == "POST"]
    return [(heard.path, heard.status) for heard in posted if heard.path in {ANSWER_PATH, TOKEN_PATH}]


def test_the_widget_exchanges_its_origin_and_uses_the_token_for_all_it_asks(
    open_site: OpenSite, site: Site, guarded: HearingServer
) -> None:
    page = open_site(site.plain(guarded))
    ask(page, ASKED)
    expect(page.locator(".answer")).to_be_visible()
    assert asked(guarded) == [(ANSWER_PATH, 401), (TOKEN_PATH, 200), (ANSWER_PATH, 200)]
    ask(page, "Hvad siger det ellers?")
    expect(page.locator("button.citation").first).to_be_visible()
    page.locator("button.citation").first.click()
    expect(page.locator("mark").first).to_be_visible()
    page.get_by_role("button", name="Ja").last.click()
    expect(page.get_by_text("Tak. Det er gemt.")).to_be_visible()
    assert asked(guarded)[3:] == [(ANSWER_PATH, 200)]
    assert {heard.status for heard in guarded.heard if heard.method != "OPTIONS"} <= {200, 201, 401}


def test_a_sources_link_opens_the_documents_page_without_a_login(
    open_site: OpenSite, site: Site, guarded: HearingServer
) -> None:
    page = open_site(site.plain(guarded))
    ask(page, ASKED)
    page.locator("button.citation").first.click()
    link = page.locator(".source a").first
    expect(link).to_be_visible()
    assert httpx.get(str(link.get_attribute("href"))).status_code == 200
    assert httpx.get(guarded.origin + "/").status_code == 401


def test_after_a_restart_the_widget_gets_itself_a_new_token_without_a_word(
    open_site: OpenSite, site: Site, store: PassageStore, folder: Path, guarded: HearingServer
) -> None:
    page = open_site(site.plain(guarded))
    ask(page, ASKED)
    expect(page.locator(".answer")).to_be_visible()
    guarded.stop()
    guarded.app = make_guarded(site, store, folder)
    guarded.start()
    guarded.heard.clear()
    ask(page, "Og hvad nu?")
    expect(page.get_by_role("heading", name="Og hvad nu?")).to_be_visible()
    assert asked(guarded) == [(ANSWER_PATH, 401), (TOKEN_PATH, 200), (ANSWER_PATH, 200)]


def test_the_frame_exchanges_the_servers_own_origin(open_site: OpenSite, site: Site, guarded: HearingServer) -> None:
    frame = f'<iframe src="{guarded.origin}/embed?lang=en" title="Ask" width="600" height="700"></iframe>'
    page = open_site(site.plain(guarded, elements=frame))
    inside = page.frame_locator("iframe")
    inside.get_by_label("Your question").fill(ASKED)
    inside.get_by_label("Your question").press("Enter")
    inside.locator("button.citation").first.click()
    expect(inside.locator("mark").first).to_be_visible()
    assert asked(guarded) == [(ANSWER_PATH, 401), (TOKEN_PATH, 200), (ANSWER_PATH, 200)]
