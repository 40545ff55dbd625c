"""A PDF is shown as it is printed, with the quote marked where it stands."""

from io import BytesIO
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from api.app import create_app
from api.settings import Settings
from index.store import PassageStore
from index.write_store import write_store
from ingest.gather import find_documents, gather
from tests.api_fakes import FakeAnswerer
from ui.page_facts import PageFacts
from ui.page_routes import add_page_routes

FIRST, SECOND = "Kommunen holder lukket om mandagen.", "Borgerservice har aabent hver tirsdag."


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """Show a PDF of one page with two lines, far from each other."""
    folder = tmp_path_factory.mktemp("printed")
    canvas = Canvas(str(folder / "plan.pdf"), pagesize=(400, 400))
    canvas.drawString(40, 340, FIRST)
    canvas.drawString(40, 60, SECOND)
    canvas.save()
    write_store(folder / "passages.db", gather(find_documents([folder / "plan.pdf"])))
    app = FastAPI()
    add_page_routes(app, PageFacts(PassageStore(folder / "passages.db"), files=folder))
    return TestClient(app)


def yellow_rows(picture: bytes) -> list[int]:
    image = Image.open(BytesIO(picture))
    found = [(x, y) for y in range(image.height) for x in range(0, image.width, 4) if image.getpixel((x, y))[2] < 200]  # type: ignore[index]
    return sorted({y for x, y in found if image.getpixel((x, y))[0] == 255})  # type: ignore[index]


def test_the_quote_is_marked_where_it_is_printed_and_nothing_else_is(shown: TestClient) -> None:
    assert 'src="1/print.png?start=' in shown.get("/documents/plan/pages/1").text
    picture = shown.get(f"/documents/plan/pages/1/print.png?start=0&end={len(FIRST)}")
    assert picture.headers["content-type"] == "image/png"
    rows = yellow_rows(picture.content)
    assert rows
    assert all(2 * (400 - 360) < row < 2 * (400 - 330) for row in rows)
    assert yellow_rows(shown.get("/documents/plan/pages/1/print.png").content) == []


@pytest.mark.parametrize("path", ["plan/pages/2/print.png", "plan/pages/x/print.png", "andet/pages/1/print.png"])
def test_what_is_not_there_is_not_found(shown: TestClient, path: str) -> None:
    assert shown.get(f"/documents/{path}").status_code in {404, 422}


def test_a_text_has_no_picture(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(FIRST, encoding="utf-8")
    write_store(tmp_path / "passages.db", gather(find_documents([tmp_path / "plan.txt"])))
    app = FastAPI()
    add_page_routes(app, PageFacts(PassageStore(tmp_path / "passages.db"), files=tmp_path))
    client = TestClient(app)
    assert "print.png" not in client.get("/documents/plan/pages/1").text
    assert client.get("/documents/plan/pages/1/print.png").status_code == 404


def test_the_original_is_sent_as_what_it_is_and_what_a_browser_would_run_is_saved(tmp_path: Path) -> None:
    (tmp_path / "side.html").write_text(f"<h1>Side</h1><p>{FIRST}</p>", encoding="utf-8")
    (tmp_path / "tekst.md").write_text(FIRST, encoding="utf-8")
    write_store(tmp_path / "passages.db", gather(find_documents([tmp_path / "side.html", tmp_path / "tekst.md"])))
    store = PassageStore(tmp_path / "passages.db")
    client = TestClient(create_app(FakeAnswerer(store), store, Settings(), None, tmp_path))
    page = client.get("/api/v1/documents/side/file")
    assert page.headers["content-type"] == "application/octet-stream"
    assert page.headers["content-disposition"].startswith("attachment")
    assert client.get("/api/v1/documents/tekst/file").headers["content-type"] == "text/plain; charset=utf-8"
