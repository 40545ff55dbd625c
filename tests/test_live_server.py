"""A server that is asked all the time takes new bundles into use and goes back to old ones."""

import gc
import shutil
import weakref
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from time import monotonic, sleep

import httpx
import pytest

from api.settings import Settings
from index.bundle import Bundle, current_bundle, open_bundle
from index.history import bundles, note_next
from index.manifest import FILE_NAME, SUM_NAME, read_manifest, write_manifest
from index.publish import point_to
from index.rollback import roll_back
from tests.api_fakes import serving
from tests.real_bundle import INDEX
from ui.live_server import LiveServer
from ui.server import make_server

pytestmark = pytest.mark.model
OLD, NEW = "a" * 64, "b" * 64
QUESTION = "Hvordan skabes et digitalt mindset hos ledelsen?"


def copy_bundle(root: Path, name: str, fingerprint: str) -> Path:
    """Put a bundle of another version beside the others, its files linked."""
    folder = root / name
    shutil.copytree(
        current_bundle(INDEX), folder, copy_function=lambda source, target: Path(target).hardlink_to(source)
    )
    manifest = read_manifest(folder)
    for written in (FILE_NAME, SUM_NAME):
        (folder / written).unlink()
    write_manifest(folder, manifest.model_copy(update={"fingerprint": fingerprint}))
    return folder


def make_current(root: Path, bundle: Path) -> None:
    note_next(root, bundle)
    point_to(root, bundle)


@dataclass
class Live:
    """A running server, its folder of bundles, and weak references to the vectors of the bundles it has opened."""

    root: Path
    url: str
    indexes: list["weakref.ref[object]"] = field(default_factory=list)

    def version(self) -> str:
        return str(httpx.get(f"{self.url}/readyz", timeout=30).json()["index_version"])

    def wait_for(self, version: str) -> None:
        end = monotonic() + 120
        while self.version() != version[:12]:
            assert monotonic() < end, f"{version[:12]} was not taken into use"
            sleep(0.1)


@pytest.fixture
def live(tmp_path: Path) -> Iterator[Live]:
    # Served from the same file system as the index, since its files are linked.
    root = INDEX.parent / f"test-live-{tmp_path.name}-{id(tmp_path)}"
    root.mkdir()
    try:
        make_current(root, copy_bundle(root, "20260101-old", OLD))
        indexes: list[weakref.ref[object]] = []
        settings = Settings(index=root, feedback=False)

        def make(bundle: Bundle):  # type: ignore[no-untyped-def]
            indexes.append(weakref.ref(bundle.parts.dense))
            return make_server(bundle, settings)

        server = LiveServer(open_bundle(root), root, make, check_seconds=0.1, longest_goodbye_seconds=1)
        with serving(server.asgi()) as url:
            yield Live(root, url, indexes)
    finally:
        shutil.rmtree(root)


def test_no_request_is_dropped_while_bundles_change_and_change_back(live: Live) -> None:
    stop, seen = Event(), Counter[object]()

    def ask_steadily() -> None:
        with httpx.Client(timeout=60) as client:
            while not stop.is_set():
                told = client.post(f"{live.url}/api/v1/answer", json={"question": QUESTION})
                text = client.get(f"{live.url}/api/v1/documents/whitepaper/pages/11")
                page = client.get(f"{live.url}/documents/whitepaper/pages/11")
                seen[told.status_code, text.status_code, page.status_code] += 1
                seen[told.json()["index_version"]] += 1
                assert told.json()["answered"]
                sleep(0.05)

    with ThreadPoolExecutor() as pool:
        asking = [pool.submit(ask_steadily) for _ in range(2)]
        try:
            make_current(live.root, copy_bundle(live.root, "20260102-new", NEW))
            live.wait_for(NEW)
            roll_back(live.root)
            live.wait_for(OLD)
        finally:
            stop.set()
        for each in asking:
            each.result()
    assert seen[OLD[:12]] > 0
    assert seen[NEW[:12]] > 0
    assert {status for status in seen if isinstance(status, tuple)} == {(200, 200, 200)}


def test_the_memory_of_an_old_bundle_is_given_back_even_while_its_page_is_open(live: Live) -> None:
    heartbeat = f"{live.url}/gradio_api/heartbeat/an-open-page"
    with httpx.Client(timeout=60) as client, client.stream("GET", heartbeat) as stream:
        assert next(stream.iter_bytes())
        make_current(live.root, copy_bundle(live.root, "20260102-new", NEW))
        live.wait_for(NEW)
    end = monotonic() + 120
    while live.indexes[0]() is not None and monotonic() < end:
        sleep(0.2)
        gc.collect()
    assert live.indexes[0]() is None
    assert live.indexes[1]() is not None


def test_a_broken_bundle_is_not_taken_into_use_and_the_next_good_one_is(live: Live) -> None:
    broken = copy_bundle(live.root, "20260102-broken", NEW)
    (broken / "calibration.json").unlink()
    make_current(live.root, broken)
    sleep(1)
    assert live.version() == OLD[:12]
    make_current(live.root, copy_bundle(live.root, "20260103-good", NEW))
    live.wait_for(NEW)


def test_an_encoder_that_did_not_change_is_not_loaded_twice(live: Live) -> None:
    first = open_bundle(live.root)
    make_current(live.root, copy_bundle(live.root, "20260102-new", NEW))
    second = open_bundle(live.root, first)
    assert second.parts.encoder is first.parts.encoder
    assert [bundle.name for bundle in bundles(live.root)] == ["20260102-new", "20260101-old"]
