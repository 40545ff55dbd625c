"""Pages of PDFs are drawn beside the server, within limits: a page that costs minutes costs the readers nothing."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from time import monotonic, sleep

import httpx
import psutil
import pytest
from reportlab.pdfgen.canvas import Canvas

from api.settings import Settings
from index.storage.store import PassageStore
from index.storage.store_writer import write_store
from ingest.corpus import find_documents, gather
from ingest.readers.isolated import ReadingLimits, read_all
from ingest.readers.parsed import Failure
from tests.api_fakes import FakeAnswerer, app_over, facts_over, serving
from tests.guarded import client_at, guarded_app
from tests.hostile_pdfs import HOSTILE, write_dense_pattern, write_nested_forms
from ui.page.page_routes import add_page_routes
from ui.source.drawing import Drawing, DrawingLimits

CLIENTS = 64
SHORT = DrawingLimits(processor_seconds=1, memory_bytes=300_000_000, seconds=900)
ENDLESS = DrawingLimits(processor_seconds=900, seconds=900)
PAGE, PICTURE = "/documents/plan/pages/1/print", "/documents/plan/pages/1/print.png"
SEARCH = "/api/v1/search?query=kommunen"
PATIENCE_SECONDS = 300


def write_plan(path: Path) -> Path:
    canvas = Canvas(str(path), pagesize=(400, 400))
    canvas.drawString(40, 340, "Kommunen holder lukket om mandagen.")
    canvas.save()
    return path


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Read a plan, and return its store."""
    folder = tmp_path_factory.mktemp("read")
    write_store(folder / "passages.db", gather(find_documents([write_plan(folder / "plan.pdf")])))
    return folder / "passages.db"


Serve = Callable[..., AbstractContextManager[httpx.Client]]


@pytest.fixture
def serve(read: Path, tmp_path: Path) -> Serve:
    """Serve the plan that was read, its file being another since, as `write` writes it."""

    @contextmanager
    def serve_one(drawing: Drawing, write: Callable[[Path], Path] = write_plan) -> Iterator[httpx.Client]:
        write(tmp_path / "plan.pdf")
        store = PassageStore(read)
        app = app_over(FakeAnswerer(store), store, Settings(), None, tmp_path)
        add_page_routes(app, facts_over(store, files=tmp_path).shown_to, drawing)
        with serving(app) as address, httpx.Client(base_url=address, timeout=PATIENCE_SECONDS) as client:
            yield client

    return serve_one


def drawing_processes() -> list[psutil.Process]:
    """Find the processes of this one that draw."""
    found = []
    for process in psutil.Process().children(recursive=True):
        try:
            if "ui.source.printed_process" in process.cmdline() and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
        except psutil.NoSuchProcess:
            continue
    return found


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = monotonic() + PATIENCE_SECONDS
    while not condition():
        assert monotonic() < deadline
        sleep(0.05)


async def ask_and_leave(address: httpx.URL, drawing: Drawing) -> tuple[int, int, int]:
    """Have 64 clients ask for one page; return a search's status, and how many had an answer and how many drew then."""
    limits = httpx.Limits(max_connections=CLIENTS + 1)
    async with httpx.AsyncClient(base_url=address, timeout=PATIENCE_SECONDS, limits=limits) as client:
        asking = [asyncio.ensure_future(client.get(PICTURE)) for _ in range(CLIENTS)]
        await asyncio.to_thread(wait_for, lambda: drawing.waiting == CLIENTS and bool(drawing_processes()))
        search = await client.get(SEARCH)
        answered, at_work = sum(one.done() for one in asking), len(drawing_processes())
        for one in asking:
            one.cancel()
        await asyncio.gather(*asking, return_exceptions=True)
    return search.status_code, answered, at_work


def test_a_search_is_answered_while_64_wait_for_one_drawing_that_ends_when_they_leave(serve: Serve) -> None:
    drawing = Drawing(ENDLESS)
    with serve(drawing, write_dense_pattern) as client:
        assert asyncio.run(ask_and_leave(client.base_url, drawing)) == (200, 0, 1)
        wait_for(lambda: not drawing_processes())
        assert client.get(SEARCH).status_code == 200
    assert drawing.started == 1


def test_a_page_that_breaks_a_limit_is_refused_and_then_at_once(serve: Serve) -> None:
    drawing = Drawing(SHORT)
    with serve(drawing, write_dense_pattern) as client:
        picture = client.get(PICTURE)
        assert (picture.status_code, picture.headers["content-type"]) == (422, "image/svg+xml")
        assert "Siden kan ikke vises, som den er trykt" in picture.text
        assert picture.headers["cache-control"] == "no-store"
        again = [client.get(f"{PICTURE}?sharpness=4"), client.get(f"{PAGE}?start=0&end=8"), client.get(f"/en{PAGE}")]
    assert [answer.status_code for answer in again] == [422] * 3
    assert 'href="../1?start=0&amp;end=8#quote"' in again[1].text
    assert 'href="../../file#page=1"' in again[1].text
    assert "The page cannot be shown as it is printed" in again[2].text
    assert drawing.started == 1


@pytest.mark.parametrize(
    ("kind", "page", "picture"),
    [("former", 422, 422), ("mønster", 200, 422), ("billede", 200, 200), ("tilstande", 422, 422)],
)
def test_no_page_takes_more_than_its_limits(serve: Serve, kind: str, page: int, picture: int) -> None:
    with serve(Drawing(SHORT), HOSTILE[kind]) as client:
        assert [client.get(path).status_code for path in (PAGE, PICTURE)] == [page, picture]
        assert client.get(SEARCH).status_code == 200
    assert drawing_processes() == []


def test_64_clients_that_ask_for_one_page_have_it_drawn_once(serve: Serve) -> None:
    drawing = Drawing()

    async def ask(address: httpx.URL) -> list[httpx.Response]:
        async with httpx.AsyncClient(base_url=address, timeout=PATIENCE_SECONDS) as client:
            return await asyncio.gather(*(client.get(PICTURE) for _ in range(CLIENTS)))

    with serve(drawing) as client:
        answers = asyncio.run(ask(client.base_url))
    assert {(answer.status_code, answer.headers["content-type"]) for answer in answers} == {(200, "image/png")}
    assert len({answer.content for answer in answers}) == 1
    assert drawing.started == 1


def test_where_too_many_pages_wait_one_is_told_when_to_return(serve: Serve) -> None:
    limits = DrawingLimits(at_once=1, waiting=0, processor_seconds=900, seconds=900)

    async def ask(address: httpx.URL) -> tuple[httpx.Response, httpx.Response]:
        async with httpx.AsyncClient(base_url=address, timeout=PATIENCE_SECONDS) as client:
            first = asyncio.ensure_future(client.get(PICTURE))
            await asyncio.to_thread(wait_for, lambda: bool(drawing_processes()))
            others = await client.get(PAGE), await client.get(f"{PICTURE}?sharpness=4")
            first.cancel()
        return others

    with serve(Drawing(limits), write_dense_pattern) as client:
        page, picture = asyncio.run(ask(client.base_url))
    assert [answer.status_code for answer in (page, picture)] == [503, 503]
    assert [int(answer.headers["retry-after"]) > 0 for answer in (page, picture)] == [True, True]
    assert "Prøv igen om lidt" in page.text
    assert "Serveren har for travlt" in picture.text


def test_a_page_that_only_the_busy_machine_delays_is_tried_again(serve: Serve) -> None:
    drawing = Drawing(DrawingLimits(processor_seconds=900, seconds=1))
    with serve(drawing, write_dense_pattern) as client:
        assert [client.get(PICTURE).status_code for _ in range(2)] == [503, 503]
    assert drawing.started == 2


def test_a_process_that_draws_knows_none_of_the_servers_secrets(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUNDBORD_SECRET", "x" * 32)

    async def look(address: httpx.URL) -> dict[str, str]:
        async with httpx.AsyncClient(base_url=address, timeout=PATIENCE_SECONDS) as client:
            asking = asyncio.ensure_future(client.get(PICTURE))
            await asyncio.to_thread(wait_for, lambda: bool(drawing_processes()))
            environment: dict[str, str] = drawing_processes()[0].environ()
            asking.cancel()
        return environment

    with serve(Drawing(ENDLESS), write_dense_pattern) as client:
        environment = asyncio.run(look(client.base_url))
    assert "PATH" in environment
    assert not [name for name in environment if name.startswith("RUNDBORD_")]


def test_printed_pages_and_files_are_counted_and_text_is_not(read: Path, tmp_path: Path) -> None:
    write_plan(tmp_path / "plan.pdf")
    store = PassageStore(read)
    app = guarded_app(store, tmp_path, open=True, rate_limit="3/minute")
    add_page_routes(app, facts_over(store, files=tmp_path).shown_to)
    client = client_at(app)
    assert [client.get(path).status_code for path in (PAGE, PICTURE, "/documents/plan/file")] == [200] * 3
    for path in (PAGE, PICTURE, f"{PICTURE}?sharpness=4", "/documents/plan/file", f"/en{PAGE}"):
        assert client.get(path).status_code == 429, path
    assert client.get("/documents/plan/pages/1").status_code == 200


def test_reading_a_small_file_that_unfolds_without_end_is_stopped(tmp_path: Path) -> None:
    file = write_nested_forms(tmp_path / "plan.pdf")
    (failure,) = read_all((file,), ReadingLimits(memory=300_000_000, seconds=900))
    assert isinstance(failure, Failure)
    assert "hukommelse" in failure.text.da
