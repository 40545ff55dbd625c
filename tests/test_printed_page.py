"""A PDF is shown as it is printed, with the quote marked where it stands, and no text is lost by it."""

import re
from difflib import SequenceMatcher
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from api.settings import Settings
from index.storage.store import PassageStore
from index.storage.store_writer import write_store
from ingest.corpus import find_documents, gather
from ingest.readers.pdf.characters import read_characters
from tests.api_fakes import FakeAnswerer, app_over, facts_over
from tests.test_reading_proof import DOCUMENTS
from ui.page.page_routes import add_page_routes
from ui.source.printed_words import find_words

FIRST, SECOND = "Kommunen holder lukket om mandagen.", "Borgerservice har aabent hver tirsdag."
SIDE = 400
REAL = {"lov_aftaleloven.pdf": 6, "digst_referencearkitektur_deling_af_data_v0.5_2017.pdf": 60}
"""A law, and an architecture whose pages name no box to be cropped to; of each every so manieth paragraph is tried."""


def show(pdf: Path) -> TestClient:
    write_store(pdf.parent / "passages.db", gather(find_documents([pdf])))
    app = FastAPI()
    add_page_routes(app, facts_over(PassageStore(pdf.parent / "passages.db"), files=pdf.parent).shown_to)
    return TestClient(app)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """Show a PDF of one page with two lines, far from each other."""
    pdf = tmp_path_factory.mktemp("printed") / "plan.pdf"
    canvas = Canvas(str(pdf), pagesize=(SIDE, SIDE))
    canvas.drawString(40, 340, FIRST)
    canvas.drawString(40, 60, SECOND)
    canvas.save()
    return show(pdf)


def marks_in(page: str) -> list[tuple[float, ...]]:
    """Read the rectangles of a printed page: left, top, width, height."""
    found = re.findall(r'class="pen-mark" x="(.*?)" y="(.*?)" width="(.*?)" height="(.*?)"', page)
    return [tuple(map(float, mark)) for mark in found]


def words_in(page: str) -> list[str]:
    """Read the words over a printed page's picture, a string a paragraph."""
    return [re.sub(r"<.*?>", "", text).strip() for text in re.findall(r"<text.*?</text>", page)]


def text_under(pdf: Path, page: int, mark: tuple[float, ...]) -> str:
    """Read what stands under a mark, by PDFium's own means."""
    left, top, width, height = mark
    with pypdfium2.PdfDocument(pdf) as document:
        sheet = document[page - 1]
        upper = sheet.get_size()[1]
        return str(sheet.get_textpage().get_text_bounded(left, upper - top - height, left + width, upper - top))


def test_the_mark_covers_the_quote_and_nothing_else(shown: TestClient) -> None:
    page = shown.get(f"/documents/plan/pages/1/print?start=0&end={len(FIRST)}").text
    ((left, top, width, height),) = marks_in(page)
    assert 38 < left < 41
    assert 200 < left + width < 260
    assert SIDE - 355 < top < SIDE - 340
    assert SIDE - 340 < top + height < SIDE - 334
    assert f"«{FIRST}»" in page
    assert marks_in(shown.get("/documents/plan/pages/1/print").text) == []


def test_words_lie_over_the_picture_where_they_are_printed(shown: TestClient) -> None:
    page = shown.get("/documents/plan/pages/1/print").text
    assert words_in(page) == [FIRST, SECOND]
    first, last = (
        re.search(rf'<tspan x="([^"]*)" y="([^"]*)"[^>]*>{word}<', page) for word in ("Kommunen", "tirsdag.")
    )
    assert first
    assert last
    assert float(first[1]) == pytest.approx(40, abs=1)
    assert float(first[2]) == pytest.approx(SIDE - 340, abs=1.5)
    assert float(last[2]) == pytest.approx(SIDE - 60, abs=1.5)


def test_a_word_that_a_line_breaks_is_whole_and_a_hyphen_of_its_own_stays(tmp_path: Path) -> None:
    lines = ["Vi bruger digitalise-", "ring og it-", "systemer. En digitalisering af it-systemer tager tid."]
    canvas = Canvas(str(tmp_path / "plan.pdf"), pagesize=(SIDE, SIDE))
    for number, line in enumerate(lines):
        canvas.drawString(40, 340 - 14 * number, line)
    canvas.save()
    (words,) = words_in(show(tmp_path / "plan.pdf").get("/documents/plan/pages/1/print").text)
    assert words == "Vi bruger digitalisering og it- systemer. En digitalisering af it-systemer tager tid."


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_page_that_stands_on_its_side_is_marked_as_it_is_shown(tmp_path: Path, rotation: int) -> None:
    canvas = Canvas(str(tmp_path / "plan.pdf"), pagesize=(2 * SIDE, SIDE))  # as shown
    canvas.setPageRotation(rotation)
    canvas.translate(*{90: (SIDE, 0), 180: (2 * SIDE, SIDE), 270: (0, 2 * SIDE)}[rotation])
    canvas.rotate(rotation)
    canvas.drawString(40, 200, FIRST)
    canvas.save()
    page = show(tmp_path / "plan.pdf").get(f"/documents/plan/pages/1/print?start=0&end={len(FIRST)}").text
    ((left, top, _, height),) = marks_in(page)
    assert 38 < left < 41
    assert top < SIDE - 200 < top + height
    assert words_in(page) == [FIRST]


def test_a_page_without_words_or_with_only_turned_ones_has_none_over_it(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "plan.pdf"), pagesize=(SIDE, SIDE))
    canvas.drawString(40, 340, FIRST)
    canvas.showPage()
    canvas.rect(40, 40, 200, 200)
    canvas.showPage()
    canvas.rotate(90)
    canvas.drawString(40, -200, SECOND)
    canvas.save()
    client = show(tmp_path / "plan.pdf")
    shown = [client.get(f"/documents/plan/pages/{number}/print") for number in (1, 2, 3)]
    assert [page.status_code for page in shown] == [200, 200, 200]
    assert ['class="words"' in page.text for page in shown] == [True, False, False]


def test_words_that_the_text_was_not_made_of_are_not_shown() -> None:
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(SIDE, SIDE))
    canvas.drawString(40, 340, FIRST)
    canvas.save()
    with pypdfium2.PdfDocument(buffer) as document:
        characters, _ = read_characters(document[0])
    assert [[word.text for word in words] for words in find_words(characters, FIRST)] == [FIRST.split()]
    assert find_words(characters, "Noget andet, som en læser af billeder har set.") == []


def test_text_and_print_lead_to_each_other_and_to_the_file(shown: TestClient) -> None:
    assert 'href="1/print?start=0&amp;end=8"' in shown.get("/documents/plan/pages/1?start=0&end=8").text
    page = shown.get("/documents/plan/pages/1/print?start=0&end=8").text
    assert 'href="../1?start=0&amp;end=8#quote"' in page
    assert 'href="../../file#page=1"' in page
    file = shown.get("/documents/plan/file")
    assert file.headers["content-type"] == "application/pdf"
    assert file.content.startswith(b"%PDF")


def test_a_picture_is_as_sharp_as_it_is_asked_for(shown: TestClient) -> None:
    for sharpness in (2, 4):
        answer = shown.get(f"/documents/plan/pages/1/print.png?sharpness={sharpness}")
        assert answer.headers["content-type"] == "image/png"
        assert Image.open(BytesIO(answer.content)).size == (SIDE * sharpness, SIDE * sharpness)
    assert shown.get("/documents/plan/pages/1/print.png?sharpness=400").status_code == 422


def test_a_poster_is_drawn_with_no_more_pixels_than_memory_has_room_for(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "plakat.pdf"), pagesize=(14_000, 14_000))
    canvas.setFont("Helvetica", 400)
    canvas.drawString(400, 7000, FIRST)
    canvas.save()
    picture = show(tmp_path / "plakat.pdf").get("/documents/plakat/pages/1/print.png?sharpness=4").content
    assert max(Image.open(BytesIO(picture)).size) <= 3465


@pytest.mark.parametrize(
    "path", ["plan/pages/2/print", "plan/pages/2/print.png", "plan/pages/x/print.png", "andet/pages/1/print"]
)
def test_what_is_not_there_is_not_found(shown: TestClient, path: str) -> None:
    assert shown.get(f"/documents/{path}").status_code in {404, 422}


def test_a_text_was_never_printed_and_leads_back_to_itself(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(FIRST, encoding="utf-8")
    client = show(tmp_path / "plan.txt")
    assert "print" not in client.get("/documents/plan/pages/1").text.replace("printed.css", "")
    back = client.get("/documents/plan/pages/1/print?start=0&end=8")
    assert str(back.url).endswith("/documents/plan/pages/1?start=0&end=8")
    assert "<mark" in back.text
    assert client.get("/documents/plan/pages/1/print.png").status_code == 404
    assert client.get("/documents/plan/file").status_code == 404


@pytest.mark.skipif(not DOCUMENTS.exists(), reason="shared/data/documents is not beside the repository")
@pytest.mark.parametrize("name", REAL)
def test_every_paragraph_has_marks_that_cover_its_words(tmp_path: Path, name: str) -> None:
    pdf = tmp_path / name
    pdf.write_bytes((DOCUMENTS / name).read_bytes())
    client = show(pdf)
    document = PassageStore(tmp_path / "passages.db").document(pdf.stem)
    blocks = [block for block in document.blocks if block.kind in {"paragraph", "list_item"}][:: REAL[name]]
    assert len(blocks) > 5
    for block in blocks:
        page = client.get(f"/documents/{pdf.stem}/pages/{block.page}/print?start={block.start}&end={block.end}").text
        covered = " ".join(text_under(pdf, block.page, mark) for mark in marks_in(page))
        quoted = document.page(block.page).text[block.start : block.end]
        ours, theirs = (re.sub(r"\W", "", text) for text in (quoted, covered))  # a line's end may break a word
        found = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
        assert sum(run.size for run in found) >= 0.98 * len(ours), (ours, theirs)


def test_the_original_is_sent_as_what_it_is_and_what_a_browser_would_run_is_saved(tmp_path: Path) -> None:
    (tmp_path / "side.html").write_text(f"<h1>Side</h1><p>{FIRST}</p>", encoding="utf-8")
    (tmp_path / "tekst.md").write_text(FIRST, encoding="utf-8")
    write_store(tmp_path / "passages.db", gather(find_documents([tmp_path / "side.html", tmp_path / "tekst.md"])))
    store = PassageStore(tmp_path / "passages.db")
    client = TestClient(app_over(FakeAnswerer(store), store, Settings(), None, tmp_path))
    page = client.get("/api/v1/documents/side/file")
    assert page.headers["content-type"] == "application/octet-stream"
    assert page.headers["content-disposition"].startswith("attachment")
    assert client.get("/api/v1/documents/tekst/file").headers["content-type"] == "text/plain; charset=utf-8"
