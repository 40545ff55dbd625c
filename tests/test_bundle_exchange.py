"""A server that is asked all the time takes new bundles into use, goes back to old ones, and frees what it left."""

import re
import weakref
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from time import monotonic, sleep

import httpx
import pytest
from fastapi import FastAPI

from api.settings import Settings
from index.bundle import current_bundle, open_bundle
from index.history import bundles
from index.rollback import roll_back
from tests.api_fakes import serving
from tests.faults.bundles import Bundles, make_current, version_of
from tests.real_bundle import INDEX
from ui.server import make_live_server

pytestmark = pytest.mark.model
QUESTION = "Hvordan skabes et digitalt mindset hos ledelsen?"


@dataclass(frozen=True)
class Live:
    """A running server, its app, and its folder of bundles."""

    bundles: Bundles
    app: FastAPI
    url: str

    def version(self) -> str:
        return str(httpx.get(f"{self.url}/readyz", timeout=30).json()["index_version"])

    def wait_for(self, version: str) -> None:
        wait_until(lambda: self.version() == version)

    def parts_in_use(self) -> "list[weakref.ref[object]]":
        """Refer weakly to the bundle in use: its store, and what answers from it."""
        serving = self.app.state.current.serving
        return [weakref.ref(serving.store), weakref.ref(serving.answerer), weakref.ref(serving.answerer.measured)]


def wait_until(true: Callable[[], bool]) -> None:
    end = monotonic() + 60
    while not true():
        assert monotonic() < end
        sleep(0.1)


@contextmanager
def live_server(folder: Path, *, page: bool) -> Iterator[Live]:
    made = Bundles(folder / "index", current_bundle(INDEX))
    settings = Settings(index=made.root, feedback=False, usage=False, keys_db=folder / "keys.db", page=page)
    app = make_live_server(open_bundle(made.root), settings, check_seconds=0.1)
    with serving(app) as url:
        yield Live(made, app, url)


@pytest.fixture
def live(tmp_path: Path) -> Iterator[Live]:
    with live_server(tmp_path, page=False) as live:
        yield live


def test_no_request_is_dropped_while_bundles_change_and_change_back(live: Live) -> None:
    stop, seen = Event(), Counter[object]()

    def ask_steadily() -> None:
        with httpx.Client(base_url=live.url, timeout=60) as client:
            while not stop.is_set():
                told = client.post("/api/v1/answer", json={"question": QUESTION})
                text = client.get("/api/v1/documents/whitepaper/pages/11")
                page = client.get("/documents/whitepaper/pages/11")
                seen[told.status_code, text.status_code, page.status_code] += 1
                answer = told.json()
                seen[answer["index_version"]] += 1
                assert answer["answered"]
                # One request, one bundle: its citations are of the very bundle that stamped it.
                assert all(answer["index_version"] in citation["document_title"] for citation in answer["citations"])
                sleep(0.05)

    with ThreadPoolExecutor() as pool:
        asking = [pool.submit(ask_steadily) for _ in range(2)]
        try:
            live.wait_for(live.bundles.publish())
            roll_back(live.bundles.root)
            live.wait_for(version_of(0))
        finally:
            stop.set()
        for each in asking:
            each.result()
    assert seen[version_of(0)] > 0
    assert seen[version_of(1)] > 0
    assert {status for status in seen if isinstance(status, tuple)} == {(200, 200, 200)}


def test_an_old_bundle_is_freed_when_its_last_request_ends(tmp_path: Path) -> None:
    with live_server(tmp_path, page=True) as live, httpx.Client(base_url=live.url, timeout=60) as client:
        assert version_of(0) in client.get("/").text
        # The page's lasting streams hold nothing of a bundle, and are not cut when one is exchanged.
        with client.stream("GET", "/gradio_api/heartbeat/an-open-page") as stream:
            beats = stream.iter_bytes()
            assert next(beats)
            assert client.post("/api/v1/answer", json={"question": QUESTION}).status_code == 200
            assert client.get("/documents/whitepaper/pages/11").status_code == 200
            old = live.parts_in_use()
            live.wait_for(live.bundles.publish())
            wait_until(lambda: not any(part() for part in old))
            page = client.get("/").text
            assert version_of(1) in page
            assert version_of(0) not in page
            assert next(beats)


def test_a_broken_bundle_is_not_taken_into_use_and_the_next_good_one_is(live: Live) -> None:
    broken = live.bundles.copy(7)
    (broken / "calibration.json").unlink()
    make_current(live.bundles.root, broken)
    sleep(1)
    assert live.version() == version_of(0)
    live.wait_for(live.bundles.publish())


def test_an_encoder_that_did_not_change_is_not_loaded_twice(live: Live) -> None:
    first = open_bundle(live.bundles.root)
    live.bundles.publish()
    second = open_bundle(live.bundles.root, first)
    assert second.parts.encoder is first.parts.encoder
    names = [re.sub(".*-0*", "", bundle.name) for bundle in bundles(live.bundles.root)]
    assert names == ["1", ""]
