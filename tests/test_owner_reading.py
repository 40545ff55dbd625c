"""A document that its owner sends is read beside the server, within limits, and takes nothing from the answers."""

from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI
from psutil import Process

from ingest.readers.isolated import ReadingLimits, work_on
from ingest.readers.parsed import Failure
from tests.api_fakes import facts_over, make_store, serving
from tests.guarded import bearer, guarded_app, make_key
from tests.hostile_pdfs import write_nested_forms
from ui.inspection import Inspection, inspect_file
from ui.owner.lazy_routes import add_lazy_owner_routes
from ui.owner.reading_cache import ReadingCache
from ui.owner.service import OwnerService, make_owner_service


@pytest.fixture
def service(tmp_path: Path) -> OwnerService:
    (tmp_path / "corpus").mkdir()
    made = make_owner_service(tmp_path / "corpus", tmp_path / "index")
    return replace(made, readings=ReadingCache(ReadingLimits(memory=500_000_000)))


@pytest.fixture
def app(tmp_path: Path, service: OwnerService) -> FastAPI:
    """Make a server that has one thread for all that is answered in threads."""
    store = make_store(tmp_path)
    app = guarded_app(store, tmp_path)
    add_lazy_owner_routes(app, lambda: service, facts_over(store).shown_to)

    lifespan = app.router.lifespan_context

    @asynccontextmanager
    async def with_one_thread(app: FastAPI) -> AsyncIterator[None]:
        current_default_thread_limiter().total_tokens = 1
        async with lifespan(app):
            yield

    app.router.lifespan_context = with_one_thread
    return app


@pytest.fixture
def client(app: FastAPI, tmp_path: Path) -> Iterator[httpx.Client]:
    key = make_key(tmp_path, "admin", "search")
    headers = bearer(key, Accept="application/json")
    with serving(app) as address, httpx.Client(base_url=address, timeout=120, headers=headers) as client:
        yield client


def send(client: httpx.Client, name: str, content: bytes) -> dict[str, object]:
    answer = client.post("/ejer/upload", files=[("files", (name, content))])
    assert answer.status_code == 200, answer.text
    return dict(answer.json()[0])


def test_an_upload_that_is_slow_to_read_takes_no_thread_from_the_answers(client: httpx.Client, tmp_path: Path) -> None:
    content = write_nested_forms(tmp_path / "plan.pdf").read_bytes()
    with ThreadPoolExecutor() as threads:
        sent = threads.submit(send, client, "plan.pdf", content)
        while not Process().children(recursive=True):
            assert not sent.done()
        assert client.get("/api/v1/search?query=plan").status_code == 200
        assert not sent.done()
        line = sent.result()
    assert not line["taken"]
    assert "500 MB" in str(line["line"])


def test_a_plain_text_is_read_beside_the_server_too(service: OwnerService, tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text("Kommunen holder lukket om mandagen.\n" * 200_000, encoding="utf-8")
    failure = ReadingCache(ReadingLimits(memory=1_000_000)).of(tmp_path / "plan.txt")
    assert isinstance(failure, Failure)
    assert "1 MB" in failure.text.da
    (tmp_path / "plan.txt").write_text("Kommunen holder lukket om mandagen.\n", encoding="utf-8")
    assert isinstance(work_on(tmp_path / "plan.txt", inspect_file), Inspection)


def test_facts_that_are_too_large_for_a_document_are_refused(client: httpx.Client, service: OwnerService) -> None:
    line = send(client, "plan.toml", b'title = "Planen"\n#' + b" " * 200_000)
    assert not line["taken"]
    assert "for stor" in str(line["line"])
    assert not list(service.workspace.waiting.glob("*.toml"))


def test_a_small_file_may_take_two_minutes_and_a_large_one_half_an_hour(tmp_path: Path) -> None:
    small, large = tmp_path / "small.pdf", tmp_path / "large.pdf"
    small.write_bytes(b"%PDF" + bytes(2_400))
    with large.open("wb") as file:
        file.truncate(200_000_000)
    assert [round(ReadingLimits().seconds_for(file)) for file in (small, large)] == [121, 1800]
