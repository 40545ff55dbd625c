"""On a printed page's picture words are selected, copied and found, and the quote is marked on a real law."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.page_server import OpenPage, ask, photograph, run_axe
from tests.several_documents import SeveralAnswerer, serve_documents
from tests.test_reading_proof import DOCUMENTS

pytest_plugins = ["tests.page_fixtures"]
LAW = DOCUMENTS / "lov_aftaleloven.pdf"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not LAW.exists(), reason="shared/data/documents is not beside the repository"),
]
QUOTED = "Tilbud, som fremsættes mundtlig uden at give frist for antagelse, må antages straks."
SENTENCE = "Tilbud og svar på tilbud er bindende for afgiveren."


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("law")
    shutil.copy(LAW, folder)
    with serve_documents(folder, lambda store: SeveralAnswerer(store, most=12)) as url:
        yield url


def open_print(page: Page) -> Locator:
    """Ask, open the quote of § 3, stk. 2, and look at it as it is printed."""
    ask(page, "Hvornår skal tilbud antages?")
    page.get_by_text(QUOTED).locator(".cite").click()
    expect(page.locator("#source mark").first).to_contain_text(QUOTED)
    page.get_by_role("tab", name="Som trykt").click()
    words = page.locator(".words")
    expect(words).to_be_attached()
    expect(page.locator(".paper img")).to_have_js_property("complete", value=True)
    return words


def word(words: Locator, text: str) -> Locator:
    return words.locator("tspan", has_text=text).first


def selected(page: Page) -> str:
    return str(page.evaluate("getSelection().toString()"))


def drag(page: Page, first: Locator, last: Locator) -> None:
    """Draw from a word's first letter to another's last."""
    first.scroll_into_view_if_needed()
    begin, end = first.bounding_box(), last.bounding_box()
    assert begin
    assert end
    page.mouse.move(begin["x"] + 1, begin["y"] + begin["height"] / 2)
    page.mouse.down()
    page.mouse.move(end["x"] + end["width"] - 1, end["y"] + end["height"] / 2, steps=5)
    page.mouse.up()


@pytest.mark.parametrize("times", [0, 4])
def test_words_are_selected_and_copied_where_they_are_printed_however_large(open_page: OpenPage, times: int) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    words = open_print(page)
    for _ in range(times):
        page.get_by_role("button", name="Forstør").click()
    expect(page.locator(".zoom-size")).to_have_text("400 %" if times else "100 %")
    word(words, "handelsbrug").dblclick()
    assert selected(page) == "handelsbrug"
    word(words, "stændighederne").dblclick()  # a line breaks it
    assert selected(page) == "omstændighederne"
    bindende = word(words, "bindende")
    drag(page, bindende, bindende.locator("xpath=following-sibling::*[1]"))
    assert selected(page) == "bindende for"
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("Control+c")
    assert page.evaluate("navigator.clipboard.readText()") == "bindende fo"


def test_the_quote_is_marked_over_its_own_words(open_page: OpenPage) -> None:
    page = open_page()
    words = open_print(page)
    expect(page.locator(".pen-mark")).to_be_visible()
    under = words.evaluate(  # in one look, since the page scrolls to the mark
        """(words) => {
          const mark = document.querySelector(".pen-mark").getBoundingClientRect();
          return [...words.querySelectorAll("tspan")].filter((word) => {
            const box = word.getBoundingClientRect(), x = box.x + box.width / 2, y = box.y + box.height / 2;
            return mark.left < x && x < mark.right && mark.top < y && y < mark.bottom;
          }).map((word) => word.textContent);
        }"""
    )
    assert " ".join(under) == f"Stk. 2. {QUOTED}"
    photograph(page, "printed-law")


def test_the_browsers_own_search_finds_a_sentence_over_two_lines_and_a_broken_word(open_page: OpenPage) -> None:
    page = open_page("/documents/lov_aftaleloven/pages/1/print")
    page.locator(".words").wait_for(state="attached")
    for sought in (SENTENCE, "lovbekendtgørelse nr. 781", "overensstemmende med tilbudet"):
        page.evaluate("getSelection().removeAllRanges()")
        assert page.evaluate("(sought) => find(sought)", sought), sought
        assert selected(page) == sought


def test_words_are_not_seen_but_their_selection_is_in_every_palette(open_page: OpenPage) -> None:
    page = open_page("/documents/lov_aftaleloven/pages/1/print")
    paper = page.locator(".paper")
    expect(page.locator(".paper img")).to_have_js_property("complete", value=True)
    for scheme, forced in (("light", "none"), ("dark", "none"), ("dark", "active")):
        page.emulate_media(color_scheme=scheme, forced_colors=forced)
        with_words = paper.screenshot()
        page.evaluate("document.querySelector('.words').style.visibility = 'hidden'")
        assert paper.screenshot() == with_words
        page.evaluate("document.querySelector('.words').style.visibility = ''")
        page.evaluate("getSelection().selectAllChildren(document.querySelector('.words text'))")
        assert paper.screenshot() != with_words
        page.evaluate("getSelection().removeAllRanges()")
    assert run_axe(page) == []


def test_a_press_on_the_keyboard_selects_the_whole_page_and_the_words_hold_no_focus(open_page: OpenPage) -> None:
    page = open_page("/documents/lov_aftaleloven/pages/1/print")
    page.locator(".words").wait_for(state="attached")
    page.keyboard.press("Control+a")
    assert SENTENCE in selected(page)
    assert page.locator(".words").evaluate("(words) => [...words.querySelectorAll('*')].every((e) => e.tabIndex < 0)")
    assert page.locator(".words").get_attribute("aria-hidden") == "true"
    page.get_by_role("link", name="Se sidens tekst").press("Enter")
    expect(page.get_by_text(SENTENCE)).to_be_visible()
