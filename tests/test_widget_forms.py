"""The widget's forms and its bad days, in Chromium on a second origin, with a server that needs no model."""

import json
from collections.abc import Iterator
from pathlib import Path

import anyio
import pytest
from playwright.sync_api import Browser, Page, Route, expect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.feedback.feedback import Feedback
from api.feedback.feedback_store import FeedbackStore
from api.settings import Settings
from index.storage.store import PassageStore
from tests.api_fakes import CORPUS, app_over
from tests.page_server import ASKED, PARTIAL_NOTICE, PARTLY, REFUSED, RELATED, PageAnswerer, photograph, run_axe
from tests.widget_site import ANSWER_PATH, HearingServer, OpenSite, Site, ask, field_of, press, region_of, status_of
from ui.embed import make_embed
from ui.server import WIDGET

pytest_plugins = ["tests.page_fixtures", "tests.widget_fixtures"]
pytestmark = pytest.mark.browser

FLOATING = (
    '<p><a href="#other">Et link</a></p><rundbord-answer variant="floating" heading="Spørg os"></rundbord-answer>'
)
ZOOMED = {"viewport": {"width": 640, "height": 450}, "device_scale_factor": 2}
"""A window of 1280 pixels at 200 %."""


class Slow:
    """Has an app send each piece of its streamed answers a while after the one before."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self.pause = 0.0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_slowly(message: Message) -> None:
            if message["type"] == "http.response.body" and scope["path"] == ANSWER_PATH:
                await anyio.sleep(self.pause)
            await send(message)

        await self._app(scope, receive, send_slowly)


@pytest.fixture(scope="module")
def slow(site: Site, store: PassageStore, tmp_path_factory: pytest.TempPathFactory) -> Slow:
    settings = Settings(allowed_origins=(site.origin,))
    feedback = Feedback(FeedbackStore(tmp_path_factory.mktemp("said") / "feedback.db", 180))
    app = app_over(PageAnswerer(store), store, settings, WIDGET, CORPUS, feedback=feedback)
    app.include_router(make_embed(settings.allowed_origins))
    return Slow(app)


@pytest.fixture(scope="module")
def light(slow: Slow) -> Iterator[HearingServer]:
    """A server that quotes one page of the whitepaper whatever it is asked."""
    server = HearingServer(slow)
    server.start()
    yield server
    server.stop()


def fulfil(page: Page, status: int, body: object, headers: dict[str, str] | None = None) -> None:
    """Answer the page's questions in the server's place."""
    text = body if isinstance(body, str) else json.dumps(body)
    allowed = {"Access-Control-Allow-Origin": "*", "Access-Control-Allow-Headers": "*", **(headers or {})}

    def respond(route: Route) -> None:
        route.fulfill(status=status, headers={"Content-Type": "application/json", **allowed}, body=text)

    page.route(f"**{ANSWER_PATH}", respond)


def test_a_citation_opens_its_quote_in_its_surroundings(open_site: OpenSite, site: Site, light: HearingServer) -> None:
    page = open_site(site.demo(light))
    ask(page, ASKED)
    page.get_by_role("button", name="Kilde 2, side 8", exact=True).click()
    panel = page.get_by_role("group", name="Kilde 2, side 8")
    expect(panel).to_be_focused()
    expect(panel.locator("[role=status]")).to_be_empty()
    quote, shown = panel.locator("mark").text_content(), panel.locator("blockquote").text_content()
    assert quote in shown
    assert len(shown) > len(quote) + 300
    assert panel.get_by_role("link").get_attribute("href").startswith(f"{light.origin}/documents/whitepaper/pages/8?")
    assert run_axe(page) == []
    page.set_viewport_size({"width": 1100, "height": 1500})
    page.evaluate("scrollTo(0, 0)")
    photograph(page, "widget-source")
    page.get_by_role("button", name="Tilbage til svaret").click()
    expect(page.get_by_role("button", name="Kilde 2, side 8", exact=True)).to_be_focused()


def test_without_the_page_the_quote_stands_alone(open_site: OpenSite, site: Site, light: HearingServer) -> None:
    page = open_site(site.demo(light))
    ask(page, ASKED)
    page.route("**/api/v1/documents/**", lambda route: route.abort())
    page.get_by_role("button", name="Kilde 1, side 8", exact=True).click()
    expect(page.locator(".current [role=status]")).to_contain_text("kun citatet")
    expect(page.locator(".current mark")).to_be_visible()
    assert run_axe(page) == []


def test_an_answer_arrives_part_by_part_and_can_be_stopped(
    open_site: OpenSite, site: Site, light: HearingServer, slow: Slow
) -> None:
    page = open_site(site.demo(light))
    page.emulate_media(reduced_motion="reduce")  # else axe measures the contrast of what is fading in
    slow.pause = 0.4
    field_of(page).fill(ASKED)
    field_of(page).press("Enter")
    expect(page.locator(".arriving > *")).to_have_count(1)
    expect(status_of(page)).to_have_text("Svaret kommer …")
    assert run_axe(page) == []
    expect(page.locator(".arriving > *").nth(1)).to_be_attached()
    press(page, "Tab", "Tab")
    expect(page.get_by_role("button", name="Stop")).to_be_focused()
    press(page, "Enter")
    slow.pause = 0.0
    expect(status_of(page)).to_have_text("Stoppet. Dit spørgsmål står stadig i feltet.")
    expect(field_of(page)).to_be_focused()
    expect(page.locator(".turn")).to_have_count(0)
    press(page, "Enter")
    expect(page.locator("button.citation").first).to_be_visible()
    asked = [heard for heard in light.heard if heard.method == "POST" and heard.path == ANSWER_PATH]
    assert {heard.status for heard in asked} == {200}


def test_a_follow_up_says_how_it_was_understood_and_a_partial_answer_that_it_is_one(
    open_site: OpenSite, site: Site, light: HearingServer
) -> None:
    page = open_site(site.demo(light))
    ask(page, ASKED)
    expect(page.locator(".understood")).to_have_count(0)
    ask(page, PARTLY)
    expect(page.locator(".turns > .turn .understood")).to_have_text(f"Forstået som: {PARTLY} ({ASKED})")
    expect(page.locator(".turns > .turn .note")).to_have_text(PARTIAL_NOTICE)
    page.get_by_text("Tidligere svar (1)").click()
    assert run_axe(page) == []
    page.get_by_role("button", name=RELATED[0]).first.click()
    expect(page.locator(".turns > .turn h3").first).to_have_text(RELATED[0])


def test_feedback_is_given_and_where_it_is_off_nobody_is_asked_again(
    open_site: OpenSite, site: Site, light: HearingServer
) -> None:
    page = open_site(site.demo(light))
    ask(page, REFUSED)
    page.get_by_role("button", name="Nej").click()
    expect(page.get_by_text("Tak. Det er gemt.")).to_be_visible()
    page.get_by_label("Hvad manglede?").fill("Prisen")
    assert run_axe(page) == []
    page.get_by_role("button", name="Send kommentar").click()
    expect(page.get_by_text("Tak for kommentaren.")).to_be_visible()
    expect(page.get_by_role("button", name="Nej")).to_be_focused()
    headers = {"Access-Control-Allow-Origin": "*"}
    page.route("**/api/v1/feedback", lambda route: route.fulfill(status=403, headers=headers, body="{}"))
    page.get_by_role("button", name="Ja").click()
    expect(page.get_by_text("tager ikke imod tilbagemeldinger")).to_be_focused()
    ask(page, ASKED)
    expect(page.get_by_text("Hjalp svaret?")).to_have_count(0)


@pytest.mark.parametrize("options", [{}, {"viewport": {"width": 360, "height": 640}}, ZOOMED])
def test_the_floating_form_opens_keeps_focus_and_closes(
    open_site: OpenSite, site: Site, light: HearingServer, options: dict[str, object]
) -> None:
    page = open_site(site.plain(light, elements=FLOATING), **options)
    launcher = page.get_by_role("button", name="Spørg os")
    dialog = page.get_by_role("dialog", name="Spørg os")
    expect(dialog).to_have_count(0)
    assert run_axe(page) == []
    press(page, "Tab", "Tab")
    expect(launcher).to_be_focused()
    press(page, "Enter")
    expect(dialog).to_be_visible()
    expect(field_of(page)).to_be_focused()
    ask(page, ASKED)
    assert run_axe(page) == []
    for _ in range(40):
        press(page, "Tab")
        assert page.evaluate("document.activeElement.localName") in {
            "rundbord-answer",
            "body",
        }  # body: the browser's own
    box = page.locator("dialog").bounding_box()
    size = page.viewport_size
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= size["width"]
    assert box["y"] >= 0
    if not options:
        photograph(page, "widget-floating")
    press(page, "Escape")
    expect(dialog).to_have_count(0)
    expect(launcher).to_be_focused()
    launcher.click()
    expect(page.locator(".turns > .turn h3").first).to_have_text(ASKED)
    page.get_by_role("button", name="Luk").click()
    expect(launcher).to_be_focused()
    launcher.click()
    page.mouse.click(5, 5)  # on the backdrop
    expect(dialog).to_have_count(0)


def test_a_floating_widget_that_is_moved_closes_and_opens_again(
    open_site: OpenSite, site: Site, light: HearingServer
) -> None:
    page = open_site(site.plain(light, elements=FLOATING))
    page.get_by_role("button", name="Spørg os").click()
    page.evaluate("document.body.append(document.querySelector('rundbord-answer'))")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("button", name="Spørg os").click()
    ask(page, ASKED)
    expect(page.locator(".answer")).to_be_visible()


def test_an_editor_who_may_not_paste_scripts_frames_it(
    chromium: Browser, open_site: OpenSite, site: Site, other_site: Site, light: HearingServer
) -> None:
    frame = (
        f'<iframe src="{light.origin}/embed?lang=en&amp;heading=Ask%20%3Cus%3E" title="Ask" width="600" height="700">'
    )
    page = open_site(site.plain(light, elements=f"{frame}</iframe>"))
    inside = page.frame_locator("iframe")
    expect(inside.get_by_role("heading", name="Ask <us>")).to_be_visible()
    inside.get_by_label("Your question").fill(ASKED)
    inside.get_by_label("Your question").press("Enter")
    expect(inside.locator("button.citation").first).to_be_visible()
    assert run_axe(page) == []
    assert run_axe(open_site(f"{light.origin}/embed")) == []
    context = chromium.new_context()  # not `open_site`, which takes the policy's objection for a fault
    stranger = context.new_page()
    with stranger.expect_console_message(lambda line: "frame-ancestors" in line.text):
        stranger.goto(other_site.plain(light, elements=f"{frame}</iframe>"))
    expect(stranger.frame_locator("iframe").get_by_role("heading", name="Ask <us>")).to_have_count(0)
    context.close()


@pytest.mark.parametrize(
    ("status", "body", "headers", "said"),
    [
        (403, {"detail_da": "Ikke på listen"}, {}, "Ikke på listen"),
        (429, {}, {"Retry-After": "30", "Access-Control-Expose-Headers": "Retry-After"}, "Prøv igen om 30 sekunder"),
        (503, {"detail_da": "Indekset kan ikke bruges"}, {}, "Indekset kan ikke bruges"),
        (502, "<html>Bad gateway</html>", {}, "(502)"),
        (200, "<html>Log ind</html>", {}, "kunne ikke læses"),
        (200, "", {}, "kunne ikke læses"),
        (200, "event: done\ndata: {\n\n", {"Content-Type": "text/event-stream"}, "kunne ikke læses"),
        (200, 'event: part\ndata: {"text": "x"}\n\n', {"Content-Type": "text/event-stream"}, "kunne ikke læses"),
    ],
)  # fmt: skip
def test_whatever_the_server_does_is_said(  # noqa: PLR0913, PLR0917
    open_site: OpenSite, site: Site, light: HearingServer, status: int, body: object, headers: dict[str, str], said: str
) -> None:
    page = open_site(site.demo(light))
    field_of(page).wait_for()
    fulfil(page, status, body, headers)
    ask(page, ASKED)
    expect(region_of(page)).to_contain_text(said)
    expect(field_of(page)).to_have_value(ASKED)
    expect(page.locator(".turn")).to_have_count(0)
    assert run_axe(page) == []
    page.unroute_all()
    page.get_by_role("button", name="Prøv igen").click()
    expect(page.locator(".answer")).to_be_visible()


def test_silence_ends_after_twenty_seconds(open_site: OpenSite, site: Site, light: HearingServer) -> None:
    page = open_site("about:blank")
    page.clock.install()
    page.goto(site.demo(light))
    page.route(f"**{ANSWER_PATH}", lambda _route: None)
    field_of(page).fill(ASKED)
    with page.expect_request(f"**{ANSWER_PATH}"):
        field_of(page).press("Enter")
    page.clock.run_for(21_000)
    expect(region_of(page)).to_contain_text("20 sekunder")
    page.unroute_all(behavior="ignoreErrors")


@pytest.mark.parametrize(
    ("name", "options", "attributes"),
    [
        ("dark", {"color_scheme": "dark"}, ""),
        ("dark-by-attribute", {}, 'theme="dark"'),
        ("forced-colours", {"forced_colors": "active"}, ""),
        ("zoomed", ZOOMED, ""),
        ("themed", {}, 'style="--rundbord-accent: #7a1f5c; --rundbord-radius: 12px; --rundbord-font: Georgia, serif"'),
    ],
)
def test_each_look_is_whole(  # noqa: PLR0913, PLR0917
    open_site: OpenSite, site: Site, light: HearingServer, name: str, options: dict[str, object], attributes: str
) -> None:
    element = f'<rundbord-answer heading="Spørg whitepaperet" {attributes}></rundbord-answer>'
    page = open_site(site.plain(light, elements=element), **options)
    ask(page, PARTLY)
    page.locator("button.citation").first.click()
    expect(page.locator(".current [role=status]")).to_be_empty()
    assert run_axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    Path("artifacts").mkdir(exist_ok=True)
    page.screenshot(path=f"artifacts/widget-{name}.png", full_page=True)


def test_nothing_moves_for_who_wants_no_motion(open_site: OpenSite, site: Site, light: HearingServer) -> None:
    page = open_site(site.demo(light), reduced_motion="reduce")
    page.route(f"**{ANSWER_PATH}", lambda _route: None)
    field_of(page).fill(ASKED)
    field_of(page).press("Enter")
    expect(page.locator(".working")).to_be_visible()
    assert page.locator(".working").evaluate("() => document.getAnimations().length") == 0
    assert page.locator(".frame").evaluate(
        "(box) => box.getAnimations({subtree: true}).length + getComputedStyle(box).transitionDuration.length"
    ) == len("0s")
    page.unroute_all(behavior="ignoreErrors")
