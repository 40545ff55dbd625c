"""Servers with access control, for the tests that attack them."""

from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from time import sleep
from typing import Any

import httpx
import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.types import ASGIApp

from api.access.access import Access
from api.access.configure import make_access
from api.access.keys import KeyStore
from api.connections.connection_limits import Connections
from api.feedback.feedback import Feedback
from api.feedback.feedback_store import FeedbackStore
from api.settings import Settings
from index.storage.store import PassageStore
from tests.api_fakes import CORPUS, FakeAnswerer, app_over, facts_over
from ui.cli.server.serve import configure
from ui.owner.pages import add_owner_routes
from ui.owner.service import OwnerService
from ui.page.page_routes import add_page_routes

FRIEND = "https://intra.example.dk"
QUESTION = {"question": "Hvad er digital ledelse?"}
PROXY = "10.0.0.5"
STRANGER = "192.0.2.7"
EVERYWHERE = "0.0.0.0"  # noqa: S104  the tests that name it bind nothing


def guarded_app(store: PassageStore, folder: Path, widget: Path | None = None, **given: Any) -> FastAPI:
    """Make the app like `rundbord serve`, with the fake answerer and settings by name."""
    settings = Settings(keys_db=folder / "keys.db", **given)
    feedback = Feedback(FeedbackStore(folder / "feedback.db", 180))
    access = make_access(settings)
    return app_over(FakeAnswerer(store), store, settings, widget, CORPUS, feedback=feedback, access=access)


def owners_app(store: PassageStore, service: OwnerService, folder: Path, **given: Any) -> FastAPI:
    """Make the same app with the documents' pages and the owner's page on it."""
    app, facts = guarded_app(store, folder, **given), facts_over(store)
    add_page_routes(app, facts.shown_to)
    add_owner_routes(app, service, facts.shown_to)
    return app


def make_key(folder: Path, *scopes: str, days: int | None = None) -> str:
    """Make a key in the file that `guarded_app` reads."""
    return KeyStore(folder / "keys.db").create("prøve", scopes, days)[1]  # type: ignore[arg-type]


def client_at(app: FastAPI, address: str = STRANGER) -> TestClient:
    """Make a client of an app with a network address."""
    return TestClient(app, client=(address, 5000))


def redeem_code(client: TestClient | httpx.Client, access: Access, origin: str) -> None:
    """Make a client the owner of an unprotected server by its one-time code."""
    assert access.owner_code is not None
    sent = client.post(
        "/ejer/code", data={"code": access.owner_code.show()}, headers={"Origin": origin}, follow_redirects=False
    )
    assert sent.status_code == 303, sent.text


def owners_cookies(access: Access, url: str) -> dict[str, str]:
    """Redeem the code, and return the browser's cookies."""
    with httpx.Client(base_url=url) as client:
        redeem_code(client, access, url)
        return dict(client.cookies)


def bearer(secret: str, **more: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}", **more}


def basic(secret: str) -> dict[str, str]:
    """Send a key as a password, as browsers do on the owner's page."""
    return {"Authorization": "Basic " + b64encode(f"ejer:{secret}".encode()).decode()}


@contextmanager
def serving_as_configured(app: ASGIApp, connections: Connections | None = None) -> Iterator[int]:
    """Serve an app like `rundbord serve`, and yield its port."""
    server = uvicorn.Server(configure(app, Settings().model_copy(update={"port": 0}), connections))
    thread = Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            sleep(0.01)
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        thread.join()
