"""The page holds together in every window and by every preference of whoever looks at it."""

import pytest
from playwright.sync_api import Page, expect

from tests.page_server import ASKED, REFUSED, OpenPage, ask, open_source, photograph

pytest_plugins = ["tests.page_fixtures"]
pytestmark = pytest.mark.browser


def overflows(page: Page) -> list[str]:
    """Name the elements that reach beyond the window's right edge, where there is something to scroll to."""
    return page.evaluate(  # type: ignore[no-any-return]
        "document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('body *')]"
        ".filter((e) => e.getBoundingClientRect().right > innerWidth + 1).map((e) => e.outerHTML.slice(0, 80))"
    )


@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1360, 1920])
def test_nothing_reaches_beyond_the_window(open_page: OpenPage, width: int) -> None:
    page = open_page(viewport={"width": width, "height": 700})
    assert overflows(page) == []
    ask(page, REFUSED)
    ask(page, "Donaudampfschifffahrtsgesellschaftskapitän" * 8)
    assert overflows(page) == []
    open_source(page)
    assert overflows(page) == []


def test_at_320_pixels_the_source_is_a_sheet_that_leads_back(open_page: OpenPage) -> None:
    page = open_page(viewport={"width": 320, "height": 640})
    ask(page, ASKED)
    open_source(page, 2)
    expect(page.locator("#source mark")).to_be_in_viewport()
    assert page.locator("#source").bounding_box() == {"x": 0, "y": 0, "width": 320, "height": 640}
    page.get_by_role("button", name="Tilbage til svaret").click()
    expect(page.get_by_role("button", name="Kilde 2, side 8", exact=True)).to_be_focused()
    expect(page.get_by_role("button", name="Kilde 2, side 8", exact=True)).to_be_in_viewport()


def test_at_200_percent_zoom_all_is_reached_and_nothing_covers_the_text(open_page: OpenPage) -> None:
    page = open_page(viewport={"width": 640, "height": 400}, device_scale_factor=2)
    ask(page, ASKED)
    assert overflows(page) == []
    assert page.locator("#ask").evaluate("(ask) => getComputedStyle(ask).position") == "static"
    open_source(page)
    expect(page.locator("#source mark")).to_be_in_viewport()
    photograph(page, "zoom-200")


def test_what_sticks_does_not_cover_the_citation_that_has_the_focus(open_page: OpenPage) -> None:
    page = open_page(viewport={"width": 1100, "height": 600})
    ask(page, ASKED)
    for button in page.locator("#earlier .cite").all():
        button.focus()
        box, field = button.bounding_box(), page.locator("#ask").bounding_box()
        assert box is not None
        assert field is not None
        assert box["y"] + box["height"] <= field["y"] or box["y"] >= field["y"] + field["height"]


@pytest.mark.parametrize("width", [320, 1360])
def test_whatever_is_pressed_is_at_least_24_pixels_wide_and_high(open_page: OpenPage, width: int) -> None:
    page = open_page(viewport={"width": width, "height": 860})
    ask(page, ASKED)
    ask(page, REFUSED)
    open_source(page)
    boxes = [(button.inner_text(), button.bounding_box()) for button in page.locator("button:visible").all()]
    assert len(boxes) > 15
    assert [box for box in boxes if box[1] is not None and min(box[1]["width"], box[1]["height"]) < 24] == []


def test_writing_moves_nothing(open_page: OpenPage) -> None:
    page = open_page(viewport={"width": 1000, "height": 640})
    field = page.locator("#question textarea")
    box = field.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 20, box["y"] + 20)
    page.keyboard.type("Hvad")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("så?")
    assert page.evaluate("scrollY") == 0
    expect(field).to_be_in_viewport(ratio=1)


def test_forced_colours_keep_the_quote_and_the_chosen_citation_apart(open_page: OpenPage) -> None:
    page = open_page(forced_colors="active")
    ask(page, ASKED)
    open_source(page)
    colours = "(element) => getComputedStyle(element).backgroundColor"
    assert page.locator("#source mark").evaluate(colours) != page.locator("#source .sheet").evaluate(colours)
    assert (
        page.locator("#earlier .cite[aria-current]").evaluate("(cite) => getComputedStyle(cite).outlineStyle")
        == "solid"
    )
    photograph(page, "forced-colours")


def test_reduced_motion_moves_nothing(open_page: OpenPage) -> None:
    page = open_page(reduced_motion="reduce")
    ask(page, ASKED)
    assert page.evaluate("document.getAnimations().length") == 0


def test_the_font_is_ours(open_page: OpenPage) -> None:
    page = open_page()
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('16px \"IBM Plex Sans\"'))")
    assert "IBM Plex Sans" in page.get_by_label("Dit spørgsmål").evaluate(
        "(field) => getComputedStyle(field).fontFamily"
    )
