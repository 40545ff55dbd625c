"""The widget's fixtures, as a plugin that a test module names: the real server on the real index, and two sites.

`server` lists `site` and nobody else; `closed_server` is the same with the list empty, which is the default.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request

from api.app import create_app
from api.live.current_bundle import CurrentBundle
from api.services import Services
from api.settings import load_settings
from tests.real_bundle import real_bundle
from tests.widget_site import HearingServer, OpenSite, Site
from ui.server import WIDGET, make_server


@dataclass(frozen=True, slots=True)
class Servers:
    """The whole server, page included; the API alone with an empty list; and what both answer from."""

    server: HearingServer
    closed: HearingServer
    parts: Services


def make_api(parts: Services, allowed_origins: tuple[str, ...]) -> HearingServer:
    """Make a server of the API and the widget, without the page, on an index that is open already."""
    settings = load_settings().model_copy(update={"allowed_origins": allowed_origins})
    return HearingServer(create_app(CurrentBundle(parts.serving), settings, WIDGET))


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.close()


@pytest.fixture(scope="module")
def other_site() -> Iterator[Site]:
    site = Site()
    yield site
    site.close()


@pytest.fixture(scope="module")
def servers(site: Site) -> Iterator[Servers]:
    app = make_server(real_bundle(), load_settings().model_copy(update={"allowed_origins": (site.origin,)}))
    parts: Services = app.state.services_for({})  # reading the index takes seconds: once is enough
    servers = Servers(HearingServer(app), make_api(parts, ()), parts)
    servers.server.start()
    servers.closed.start()
    yield servers
    servers.server.stop()
    servers.closed.stop()


@pytest.fixture
def server(servers: Servers) -> HearingServer:
    return servers.server


@pytest.fixture
def closed_server(servers: Servers) -> HearingServer:
    servers.closed.heard.clear()
    return servers.closed


@pytest.fixture
def passing_server(servers: Servers, site: Site) -> Iterator[HearingServer]:
    """One that a test may stop."""
    server = make_api(servers.parts, (site.origin,))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def asked_hosts() -> set[str]:
    """Every host and port that the test's pages have asked for anything."""
    return set()


@pytest.fixture
def open_site(chromium: Browser, asked_hosts: set[str]) -> Iterator[OpenSite]:
    """Open an address in a browser of its own; it fails the test if a foreign host is asked or a script breaks."""
    contexts: list[BrowserContext] = []
    broken: list[str] = []

    def note(request: Request) -> None:
        asked_hosts.add(urlsplit(request.url).netloc)

    def watch(page: Page) -> None:
        page.set_default_timeout(5_000)
        page.on("pageerror", lambda error: broken.append(f"script error: {error}"))
        page.on("console", lambda line: broken.append(line.text) if "Content Security Policy" in line.text else None)
        page.on("websocket", lambda socket: asked_hosts.add(urlsplit(socket.url).netloc))

    def open_one(url: str, **options: object) -> Page:
        context = chromium.new_context(**{"viewport": {"width": 1100, "height": 900}, "locale": "da-DK", **options})
        contexts.append(context)
        context.on("request", note)
        context.on("page", watch)
        page = context.new_page()
        page.goto(url)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert broken == []
    assert {host.partition(":")[0] for host in asked_hosts} <= {"127.0.0.1", "localhost"}
