"""Servers with access turned on, for the tests that attack them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from time import sleep

import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.types import ASGIApp

from api.access.keys import KeyStore
from api.access.protection import make_access
from api.connection_limits import Connections
from api.feedback import Feedback
from api.feedback_store import FeedbackStore
from api.settings import Settings
from index.store import PassageStore
from tests.api_fakes import CORPUS, FakeAnswerer, app_over
from ui.commands.serving import configure

FRIEND = "https://intra.example.dk"
QUESTION = {"question": "Hvad er digital ledelse?"}
PROXY = "10.0.0.5"
STRANGER = "192.0.2.7"
EVERYWHERE = "0.0.0.0"  # noqa: S104  the tests that name it bind nothing


def guarded_app(store: PassageStore, folder: Path, widget: Path | None = None, **given: object) -> FastAPI:
    """Make the app as `rundbord serve` does, on the fake, with settings given by name."""
    settings = Settings(keys_db=folder / "keys.db", **given)  # type: ignore[arg-type]
    feedback = Feedback(FeedbackStore(folder / "feedback.db", 180))
    access = make_access(settings)
    return app_over(FakeAnswerer(store), store, settings, widget, CORPUS, feedback=feedback, access=access)


def make_key(folder: Path, *scopes: str, days: int | None = None) -> str:
    """Make a key in the file that `guarded_app` reads."""
    return KeyStore(folder / "keys.db").create("prøve", scopes, days)[1]  # type: ignore[arg-type]


def client_at(app: FastAPI, address: str = STRANGER) -> TestClient:
    """Ask an app from a network address."""
    return TestClient(app, client=(address, 5000))


def bearer(secret: str, **more: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}", **more}


@contextmanager
def serving_as_configured(app: ASGIApp, connections: Connections | None = None) -> Iterator[int]:
    """Serve an app as `rundbord serve` does, and give its port."""
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
