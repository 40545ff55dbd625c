"""Exchange of bundles, new and old, on a server under all kinds of use, and the release of the previous one."""

import asyncio
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

import httpx
import pytest
from fastapi import FastAPI

from api.settings import Settings
from index.storage.bundle import current_bundle, open_bundle
from index.storage.history import bundles
from index.storage.rollback import roll_back
from tests.api_fakes import serving
from tests.faults.bundles import Bundles, make_current, version_of
from tests.faults.load import Load, put_load
from tests.faults.ways_in import WITHOUT_PDF, Seen
from tests.real_bundle import INDEX
from ui.server import make_live_server

pytestmark = pytest.mark.model
LOAD = Load(clients=3, seconds=6, exchange_seconds=2, ways=WITHOUT_PDF)


@dataclass(frozen=True)
class Live:
    """A running server, its app, and its folder of bundles."""

    bundles: Bundles
    app: FastAPI
    url: str

    def version(self) -> str:
        return str(httpx.get(f"{self.url}/readyz", timeout=600).json()["index_version"])

    def wait_for(self, version: str) -> None:
        wait_until(lambda: self.version() == version)

    def parts_in_use(self) -> "list[weakref.ref[object]]":
        """Refer weakly to the store and the answerer of the bundle in use."""
        serving = self.app.state.current.serving
        return [weakref.ref(serving.store), weakref.ref(serving.answerer), weakref.ref(serving.answerer.measured)]


def wait_until(true: Callable[[], bool]) -> None:
    end = monotonic() + 600
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


def test_no_request_is_dropped_by_an_exchange_and_each_old_bundle_is_freed(tmp_path: Path) -> None:
    with live_server(tmp_path, page=True) as live, httpx.Client(base_url=live.url, timeout=600) as client:
        assert version_of(0) in client.get("/").text
        # The page's open streams hold nothing of a bundle, and survive an exchange.
        with client.stream("GET", "/gradio_api/heartbeat/an-open-page") as stream:
            beats = stream.iter_bytes()
            assert next(beats)
            left, seen = live.parts_in_use(), Seen()

            def exchange() -> None:
                live.wait_for(live.bundles.publish())
                left.extend(live.parts_in_use())

            asyncio.run(put_load(LOAD, live.url, exchange, seen))
            live.wait_for(live.bundles.publish())
            wait_until(lambda: not any(part() for part in left))
            page = client.get("/").text
            assert live.bundles.version in page
            assert version_of(0) not in page
            assert next(beats)
        assert set(seen.whole) == set(WITHOUT_PDF)
        assert seen.failed.total() == 0, seen.examples
        before = version_of(live.bundles.number - 1)
        roll_back(live.bundles.root)
        live.wait_for(before)


def test_a_broken_bundle_is_not_taken_into_use_and_the_next_good_one_is(tmp_path: Path) -> None:
    with live_server(tmp_path, page=False) as live:
        broken = live.bundles.copy(7)
        (broken / "calibration.json").unlink()
        make_current(live.bundles.root, broken)
        sleep(1)
        assert live.version() == version_of(0)
        live.wait_for(live.bundles.publish())


def test_an_encoder_that_did_not_change_is_not_loaded_twice(tmp_path: Path) -> None:
    made = Bundles(tmp_path / "index", current_bundle(INDEX))
    first = open_bundle(made.root)
    made.publish()
    second = open_bundle(made.root, first)
    assert second.parts.encoder is first.parts.encoder
    assert bundles(made.root) == [made.folder(1), made.folder(0)]
