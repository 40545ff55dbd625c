"""The whole journey, in every window and by every preference, with nothing for axe-core to object to on the way."""

import pytest
from playwright.sync_api import Page, expect

from tests.page_server import ASKED, RELATED, OpenPage, ask, open_source, photograph, run_axe

pytest_plugins = ["tests.page_fixtures"]
pytestmark = pytest.mark.browser

PREFERENCES: dict[str, dict[str, object]] = {
    "320 pixels": {"viewport": {"width": 320, "height": 640}},
    "200 % zoom": {"viewport": {"width": 680, "height": 430}, "device_scale_factor": 2},
    "forced colours": {"forced_colors": "active"},
    "forced colours, dark": {"forced_colors": "active", "color_scheme": "dark"},
    "reduced motion": {"reduced_motion": "reduce"},
    "dark": {"color_scheme": "dark"},
    "by touch": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
}

SPACING = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }
"""
"""What WCAG 1.4.12 lets a reader set."""

CUT_OFF = """() => [...document.querySelectorAll('#talk *, #source *, .masthead *')].filter((element) =>
  element.checkVisibility() && !element.closest('.visually-hidden') && getComputedStyle(element).overflowX === 'hidden'
  && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1))
  .map((element) => element.outerHTML.slice(0, 100))"""


def check(page: Page) -> None:
    """See that the page fits its window and that axe-core is content."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert run_axe(page) == []


@pytest.mark.parametrize("preference", PREFERENCES)
def test_the_whole_journey(open_page: OpenPage, preference: str) -> None:
    page = open_page(**PREFERENCES[preference])
    check(page)
    page.get_by_role("button", name=ASKED).click()
    page.locator("#earlier .answer").wait_for()
    check(page)
    open_source(page, 2)
    expect(page.locator("#source mark")).to_be_in_viewport()
    check(page)
    page.get_by_role("button", name="Næste kilde").click()
    expect(page.locator(".source-place")).to_have_text("Kilde 3 af 5")
    page.get_by_role("button", name="Tilbage til svaret").click()
    page.get_by_role("button", name="Nej", exact=True).click()
    page.get_by_label("Hvad manglede").fill("Et eksempel")
    check(page)
    page.get_by_role("button", name="Send kommentar").click()
    expect(page.get_by_text("Tak for kommentaren.")).to_be_visible()
    page.get_by_role("button", name=RELATED[0]).click()
    expect(page.locator("#earlier .exchange")).to_have_count(2)
    page.get_by_role("button", name="Ret spørgsmålet").click()
    page.get_by_label("Dit spørgsmål").fill("Hvad koster det?")
    page.get_by_role("button", name="Spørg", exact=True).click()
    expect(page.locator("#earlier .refusal")).to_be_visible()
    check(page)
    page.get_by_role("button", name="Slet samtalen").click()
    check(page)
    page.get_by_role("dialog").get_by_role("button", name="Slet samtalen").click()
    expect(page.locator("#earlier .exchange")).to_have_count(0)
    expect(page.get_by_role("button", name=ASKED)).to_be_visible()


def press_until(page: Page, key: str, name: str) -> None:
    """Press a key until what has the focus has this name; it must be seen, whole, whenever it has it."""
    focused = "document.activeElement"
    for _ in range(60):
        page.keyboard.press(key)
        assert page.evaluate(f"getComputedStyle({focused}).outlineStyle") != "none", page.evaluate(
            f"{focused}.outerHTML.slice(0, 100)"
        )
        if name in page.evaluate(f"{focused}.ariaLabel || {focused}.textContent"):
            expect(page.locator(":focus")).to_be_in_viewport(ratio=1)
            return
    pytest.fail(f"«{name}» is never reached by {key}.")


def test_the_whole_journey_by_keyboard_alone(open_page: OpenPage) -> None:
    page = open_page()
    press_until(page, "Tab", ASKED)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=ASKED)).to_be_focused()
    page.locator("#earlier .answer").wait_for()
    press_until(page, "Tab", "Kilde 2, side 8")
    page.keyboard.press("Enter")
    expect(page.locator("#source mark")).to_be_focused()
    press_until(page, "Shift+Tab", "Næste kilde")
    page.keyboard.press("Space")
    expect(page.locator(".source-place")).to_have_text("Kilde 3 af 5")
    press_until(page, "Tab", "Tilbage til svaret")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Kilde 3, side 8", exact=True)).to_be_focused()
    press_until(page, "Tab", "Nej")
    page.keyboard.press("Space")
    page.locator(".feedback-comment").wait_for()
    page.keyboard.press("Tab")
    page.keyboard.type("Et eksempel")
    press_until(page, "Tab", "Send kommentar")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Tak for kommentaren.")).to_be_visible()
    press_until(page, "Tab", RELATED[0])
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=RELATED[0])).to_be_focused()
    page.locator("#earlier .exchange").nth(1).wait_for()
    press_until(page, "Tab", "Slet samtalen")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").get_by_role("button", name="Fortryd")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Slet samtalen")).to_be_focused()
    page.keyboard.press("Enter")
    press_until(page, "Tab", "Slet samtalen")
    page.keyboard.press("Enter")
    expect(page.locator("#earlier .exchange")).to_have_count(0)
    expect(page.get_by_label("Dit spørgsmål")).to_be_focused()


@pytest.mark.parametrize("width", [320, 1360])
def test_wider_text_spacing_cuts_nothing_off(open_page: OpenPage, width: int) -> None:
    page = open_page(viewport={"width": width, "height": 860}, bypass_csp=True)
    page.add_style_tag(content=SPACING)
    ask(page, ASKED)
    assert page.evaluate(CUT_OFF) == []
    open_source(page)
    assert page.evaluate(CUT_OFF) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_print_shows_the_answers_by_day_and_nothing_to_press(open_page: OpenPage) -> None:
    page = open_page(color_scheme="dark")
    ask(page, ASKED)
    open_source(page)
    page.emulate_media(media="print")
    expect(page.locator("#earlier .sources")).to_be_visible()
    expect(page.get_by_text("automatisk system")).to_be_visible()
    for hidden in ("#ask", "#source", ".exchange-tools", ".tools", ".masthead-language"):
        expect(page.locator(hidden).first).to_be_hidden()
    ink = page.locator("#earlier .quoted").first.evaluate("(quote) => getComputedStyle(quote).color")
    assert ink == "rgb(0, 0, 0)"
    photograph(page, "print")
