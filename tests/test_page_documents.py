"""Several documents on the page: a PDF as it is printed, a guide by its headings, and asking some of them only."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pypdfium2
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.page_server import OpenPage, ask, photograph, run_axe
from tests.several_documents import PDF_QUOTE, PDF_TITLE, WEB_TITLE, SeveralAnswerer, make_documents, serve_documents

pytest_plugins = ["tests.page_fixtures"]
pytestmark = pytest.mark.browser

ASKED, REFUSED = "Hvad gør de ved data?", "Hvad koster det?"
FROM_PDF, FROM_GUIDE = "Kilde 2, Digital strategi for Havnekøbing Kommune og dens institutioner …, side 1", WEB_TITLE
WINDOWS: dict[str, dict[str, object]] = {
    "wide": {},
    "dark": {"color_scheme": "dark"},
    "narrow": {"viewport": {"width": 320, "height": 640}},
    "forced colours": {"forced_colors": "active"},
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("documents")


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    make_documents(folder)
    with serve_documents(folder, SeveralAnswerer) as url:
        yield url


def open_print(page: Page) -> Locator:
    """Open the PDF's quote, and look at it as it is printed."""
    page.get_by_role("button", name=FROM_PDF, exact=True).click()
    expect(page.locator("#source mark")).to_have_text(PDF_QUOTE)
    page.get_by_role("tab", name="Som trykt").click()
    picture = page.get_by_role("img", name="Billede af side 1")
    expect(picture).to_have_js_property("complete", value=True)
    return picture


def check(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert run_axe(page) == []


@pytest.mark.parametrize("window", WINDOWS)
def test_each_state_fits_its_window_and_has_nothing_to_object_to(open_page: OpenPage, window: str) -> None:
    page = open_page(**WINDOWS[window])
    page.get_by_text("Søg i:").click()
    photograph(page, f"limits-{window.replace(' ', '-')}")
    check(page)
    page.keyboard.press("Escape")
    ask(page, ASKED)
    open_print(page)
    photograph(page, f"printed-{window.replace(' ', '-')}")
    page.get_by_role("button", name="Forstør").click()
    check(page)
    page.get_by_role("button", name="Tilbage til svaret").click()
    page.locator("#earlier .cite").last.click()
    page.locator("#source .sheet-where").wait_for()
    photograph(page, f"headings-{window.replace(' ', '-')}")
    check(page)
    page.get_by_role("button", name="Tilbage til svaret").click()
    page.get_by_text("Søg i:").click()
    page.get_by_label("Udgivet i").select_option("2022")
    page.keyboard.press("Escape")
    ask(page, REFUSED)
    photograph(page, f"limited-{window.replace(' ', '-')}")
    check(page)


def test_the_mark_on_the_printed_page_covers_the_quote(open_page: OpenPage, folder: Path) -> None:
    page = open_page(device_scale_factor=2)
    ask(page, ASKED)
    picture = open_print(page)
    assert "«" + PDF_QUOTE + "»" in (picture.get_attribute("alt") or "")
    expect(page.locator(".pen-mark").first).to_be_in_viewport()
    frame = picture.bounding_box()
    marks = [mark.bounding_box() for mark in page.locator(".pen-mark").all()]
    assert frame
    assert len(marks) == 2
    with pypdfium2.PdfDocument(folder / "strategi.pdf") as document:
        sheet = document[0]
        width, height = sheet.get_size()
        text = sheet.get_textpage()
        start = text.get_text_range().index("Kommunen udvikler")
        letters = [text.get_charbox(place) for place in range(start, start + len("Kommunen udvikler"))]
    for left, bottom, right, top in letters:
        x = frame["x"] + (left + right) / 2 / width * frame["width"]
        y = frame["y"] + (height - (top + bottom) / 2) / height * frame["height"]
        assert any(m and m["x"] < x < m["x"] + m["width"] and m["y"] < y < m["y"] + m["height"] for m in marks)
    sharpness = int(picture.evaluate("(picture) => picture.currentSrc").rpartition("=")[2])
    assert sharpness * width >= 0.9 * 2 * frame["width"]


def test_the_choice_of_print_and_size_lasts_and_turning_pages_keeps_it(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, ASKED)
    picture = open_print(page)
    before = picture.evaluate("(picture) => picture.clientWidth")
    page.get_by_role("button", name="Forstør").click()
    expect(page.locator(".zoom-size")).to_have_text("150 %")
    assert picture.evaluate("(picture) => picture.clientWidth") == pytest.approx(1.5 * before, abs=2)
    page.get_by_role("link", name="Næste side").click()
    expect(page.get_by_role("heading", name="Side 2, som den er trykt")).to_be_focused()
    way = page.get_by_role("link", name="Åbn PDF’en her").get_attribute("href") or ""
    assert way.endswith("/documents/strategi/file#page=2")
    page.reload()
    page.locator("#earlier .answer").wait_for()
    page.get_by_role("button", name=FROM_PDF, exact=True).click()
    expect(page.get_by_role("tab", name="Som trykt")).to_have_attribute("aria-selected", "true")
    expect(page.locator(".zoom-size")).to_have_text("150 %")
    page.get_by_role("button", name="Næste kilde").click()  # the guide was never printed
    expect(page.locator("#source mark")).to_be_visible()
    expect(page.get_by_role("tablist")).to_be_hidden()


def test_text_and_print_are_changed_by_keyboard(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, ASKED)
    page.get_by_role("button", name=FROM_PDF, exact=True).press("Enter")
    expect(page.locator("#source mark")).to_be_focused()
    page.get_by_role("tab", name="Tekst").press("ArrowRight")
    expect(page.get_by_role("tab", name="Som trykt")).to_be_focused()
    expect(page.get_by_role("tabpanel", name="Som trykt").locator("img")).to_be_visible()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("tab", name="Tekst")).to_be_focused()
    expect(page.get_by_role("tabpanel", name="Tekst").locator("mark")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name=FROM_PDF, exact=True)).to_be_focused()


def test_a_guide_without_pages_is_found_by_its_headings(open_page: OpenPage) -> None:
    page = open_page()
    page.get_by_role("link", name=WEB_TITLE).click()
    page.get_by_role("link", name="Beredskab").click()
    expect(page.get_by_role("heading", name="Beredskab")).to_be_focused()
    ask(page, ASKED)
    page.get_by_role("button", name=f"Kilde 3, {WEB_TITLE}", exact=True).click()
    expect(page.locator("#source .sheet-where")).to_contain_text("Adgang › Adgangskoder")
    expect(page.locator("#earlier .sources")).to_contain_text("Adgang › Adgangskoder")
    assert "Side 1" not in page.locator("#source").inner_text()
    page.get_by_role("link", name="Indhold").click()
    page.get_by_role("link", name="Alle dokumenter").click()
    expect(page.get_by_role("link", name=PDF_TITLE)).to_be_visible()


def test_what_is_limited_says_so_is_kept_and_offers_the_way_out(open_page: OpenPage) -> None:
    page = open_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    expect(page.get_by_text("Søg i: alle dokumenter")).to_be_visible()
    page.get_by_text("Søg i:").click()
    page.get_by_label(WEB_TITLE).check()
    page.get_by_label("Ord i overskriften").fill("adgang")
    page.keyboard.press("Escape")
    expect(page.locator("#limits summary")).to_be_focused()
    ask(page, ASKED)
    expect(page.locator("#earlier .limited")).to_have_text(f"Kun i: {WEB_TITLE}, under «adgang»")
    assert {PDF_TITLE[:16] in name for name in page.locator("#earlier .source-link").all_text_contents()} == {False}
    page.reload()
    page.locator("#earlier .limited").wait_for()
    expect(page.locator(".limits-chosen")).to_have_text(f"{WEB_TITLE}, under «adgang»")
    ask(page, REFUSED)
    expect(page.locator("#earlier .limited-refusal")).to_contain_text(f"kun søgt i: {WEB_TITLE}")
    page.get_by_role("button", name="Kopiér link til spørgsmålet").last.click()
    link = page.evaluate("navigator.clipboard.readText()")
    assert parse_qs(urlsplit(link).query) == {"q": [REFUSED], "document": ["vejledning"], "section": ["adgang"]}
    page.get_by_role("button", name="Spørg i alle dokumenter").click()
    expect(page.locator("#earlier .exchange")).to_have_count(3)
    expect(page.locator("#earlier .exchange").last.locator(".limited")).to_have_count(0)
    expect(page.locator(".limits-chosen")).to_have_text("alle dokumenter")
    other = open_page(f"/?{urlsplit(link).query}")
    expect(other.locator("#earlier .limited")).to_have_text(f"Kun i: {WEB_TITLE}, under «adgang»")
    expect(other.locator(".limits-chosen")).to_have_text(f"{WEB_TITLE}, under «adgang»")
