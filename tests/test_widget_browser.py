"""The widget on sites of others, in Chromium, asking the real server on the index that `rundbord ingest` built."""

import gzip
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import expect

from api.settings import Settings
from tests.page_server import ASKED, photograph, run_axe
from tests.widget_hosts import HOSTILE, INTRANETS
from tests.widget_site import (
    ANSWER_PATH,
    LOOKS,
    NOT_IN_THE_DOCUMENT,
    READ_BY_ANY_MEANS,
    Heard,
    HearingServer,
    OpenSite,
    Site,
    ask,
    field_of,
    marked,
    photograph_whole,
    press,
    region_of,
    status_of,
    walk_states,
)
from ui.server import WIDGET

SIZES = {"inline-size", "block-size", "width", "height", "perspective-origin", "transform-origin"}
SIZES |= {"right", "inset-inline-end"}  # what is only for screen readers stands this far from the widget's edge
"""What follows from the room that the page gives."""

pytest_plugins = ["tests.page_fixtures", "tests.widget_fixtures"]
pytestmark = [pytest.mark.browser, pytest.mark.model]


def test_the_script_is_served_as_it_was_built_and_is_small(server: HearingServer) -> None:
    assert httpx.get(f"{server.origin}/widget.js").content == WIDGET.read_bytes()
    assert len(gzip.compress(WIDGET.read_bytes())) < 20_000


def test_the_whole_server_has_the_page_for_frames(site: Site, server: HearingServer) -> None:
    response = httpx.get(f"{server.origin}/embed?heading=Sp%C3%B8rg%20os")
    assert 'heading="Spørg os"' in response.text
    assert response.headers["Content-Security-Policy"].endswith(f"frame-ancestors 'self' {site.origin}")


def test_an_answer_is_quotes_whose_numbers_lead_to_sources_whose_links_open_the_marked_quote(
    open_site: OpenSite, site: Site, server: HearingServer, asked_hosts: set[str]
) -> None:
    page = open_site(site.demo(server))
    expect(page.get_by_text("automatisk system")).to_be_visible()
    ask(page, ASKED)
    page.set_viewport_size({"width": 1100, "height": 1310})
    photograph(page, "widget")
    sources = page.locator(".source")
    assert page.locator(".answer .citation").all_text_contents() == [str(n) for n in range(1, sources.count() + 1)]
    read = " ".join(page.locator(".answer").inner_text().split())
    for source in sources.all():
        source.get_by_role("button").first.click()
        expect(source.locator(".panel [role=status]")).to_be_empty()
        quote = source.locator("mark").text_content()
        around = source.locator("blockquote").text_content()
        assert len(around) > len(quote)
        assert " ".join(quote.split()) in read
        with page.context.expect_page() as opened:
            source.get_by_role("link").click()
        assert marked(opened.value) == quote
        expect(opened.value.locator("mark").first).to_be_in_viewport()
    assert asked_hosts == {f"127.0.0.1:{site.port}", f"127.0.0.1:{server.port}"}


def test_a_refusal_shows_the_nearest_passages(open_site: OpenSite, site: Site, server: HearingServer) -> None:
    page = open_site(site.demo(server))
    ask(page, NOT_IN_THE_DOCUMENT)
    refusal = page.locator(".refusal")
    expect(refusal).to_contain_text("Det svarer dokumentet ikke på")
    expect(status_of(page)).to_contain_text("De nærmeste steder er vist.")
    expect(page.locator(".answer, .source")).to_have_count(0)
    assert refusal.get_by_role("listitem").count() == 3
    nearest = refusal.get_by_role("listitem").first
    with page.context.expect_page() as opened:
        nearest.get_by_role("link").click()
    excerpt = nearest.locator("blockquote").text_content().removesuffix(" …")
    assert marked(opened.value).startswith(excerpt.replace("\n", ""))  # the page sets a list's items apart itself


def test_a_site_that_is_not_listed_is_told_so(open_site: OpenSite, site: Site, closed_server: HearingServer) -> None:
    assert Settings.model_fields["allowed_origins"].default == ()
    page = open_site(site.demo(closed_server))
    got: list[str] = []
    page.on("response", lambda response: got.append(urlsplit(response.url).path))
    expect(region_of(page)).to_be_empty()
    ask(page, ASKED)
    expect(region_of(page)).to_contain_text(f"Serveren tager ikke imod spørgsmål fra {site.origin}")
    expect(field_of(page)).to_have_value(ASKED)
    expect(page.locator(".turn")).to_have_count(0)
    assert set(got) <= {"/widget.js"}
    asked = [heard for heard in closed_server.heard if heard.path != "/widget.js"]
    assert asked == [Heard("OPTIONS", ANSWER_PATH, 403)]


def test_a_site_that_is_not_listed_can_read_no_answer_by_other_means(
    open_site: OpenSite, site: Site, server: HearingServer, closed_server: HearingServer
) -> None:
    page = open_site(site.demo(closed_server))
    assert "hits" in page.evaluate(READ_BY_ANY_MEANS, [server.origin, ASKED])[0]  # the listed one can
    assert set(page.evaluate(READ_BY_ANY_MEANS, [closed_server.origin, ASKED])) == {""}
    posted = [heard.status for heard in closed_server.heard if heard.method == "POST"]
    assert posted == [403, 403]


def test_an_origin_is_matched_exactly(open_site: OpenSite, site: Site, other_site: Site, server: HearingServer) -> None:
    for address in (other_site.demo(server), site.demo(server, host="localhost")):
        page = open_site(address)
        ask(page, ASKED)
        expect(region_of(page)).to_contain_text("Serveren tager ikke imod spørgsmål fra")
        expect(page.locator(".turn")).to_have_count(0)


def test_a_question_outlives_the_server(open_site: OpenSite, site: Site, passing_server: HearingServer) -> None:
    page = open_site(site.demo(passing_server))
    field_of(page).wait_for()
    passing_server.stop()
    ask(page, ASKED)
    expect(region_of(page)).to_contain_text("Serveren kan ikke nås")
    expect(field_of(page)).to_have_value(ASKED)
    with page.expect_event("requestfailed"):
        page.get_by_role("button", name="Prøv igen").click()
    expect(region_of(page)).to_contain_text("Serveren kan ikke nås")
    passing_server.start()
    page.get_by_role("button", name="Prøv igen").click()
    expect(page.locator(".answer")).to_be_visible()
    expect(page.locator(".failed")).to_have_count(0)
    expect(field_of(page)).to_have_value("")


def test_when_the_script_cannot_be_had_the_page_says_so(open_site: OpenSite, site: Site) -> None:
    page = open_site(f"{site.origin}/demo.html?server={site.origin}/nothing")
    expect(page.get_by_text("Svarene kan ikke hentes fra")).to_be_visible()


def test_the_whole_journey_works_by_keyboard(open_site: OpenSite, site: Site, server: HearingServer) -> None:
    page = open_site(site.demo(server))
    field, first = field_of(page), page.locator("button.citation").first
    field.wait_for()
    press(page, "Tab", "Tab", "Tab", "Tab")  # past the site's own three links
    expect(field).to_be_focused()
    page.keyboard.type("Første linje")
    press(page, "Shift+Enter")
    expect(field).to_have_value("Første linje\n")
    press(page, "Control+A")
    page.keyboard.type(ASKED)
    press(page, "Enter")
    first.wait_for()
    expect(status_of(page)).to_have_text(f"Svaret er klar med {page.locator('.source').count()} kilder.")
    expect(field).to_be_focused()
    press(page, "Tab")
    expect(page.get_by_role("button", name="Spørg", exact=True)).to_be_focused()
    press(page, "Tab")
    expect(first).to_be_focused()
    press(page, "Enter")
    expect(page.get_by_role("group", name="Kilde 1, side")).to_be_focused()
    with page.context.expect_page() as opened:
        press(page, "Tab", "Enter")
    assert marked(opened.value)
    opened.value.close()
    press(page, "Tab")
    expect(page.get_by_role("button", name="Tilbage til svaret")).to_be_focused()
    press(page, "Enter")
    expect(first).to_be_focused()
    page.context.set_offline(True)
    press(page, "Shift+Tab", "Shift+Tab")
    page.keyboard.type("Hvad er digital ledelse?")
    press(page, "Enter")
    page.locator(".failed").wait_for()
    page.context.set_offline(False)
    press(page, "Tab", "Tab")
    expect(page.get_by_role("button", name="Prøv igen")).to_be_focused()
    press(page, "Enter")
    expect(page.get_by_role("button", name="Spørg", exact=True)).to_be_focused()
    expect(page.locator(".turns > .turn h3").first).to_have_text("Hvad er digital ledelse?")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_objects_to_no_state(open_site: OpenSite, site: Site, server: HearingServer, scheme: str) -> None:
    page = open_site(site.demo(server), color_scheme=scheme)
    objections = {state: run_axe(page) for state in walk_states(page)}
    assert objections == {"empty": [], "answer": [], "source": [], "refusal": [], "error": []}


def test_the_demo_fits_a_narrow_screen_in_every_state(open_site: OpenSite, site: Site, server: HearingServer) -> None:
    page = open_site(site.demo(server), viewport={"width": 320, "height": 640})
    for state in walk_states(page):
        photograph_whole(page, f"widget-narrow-{state}")
        assert page.evaluate("document.documentElement.scrollWidth") == 320, state


@pytest.mark.parametrize("sheet", HOSTILE)
def test_the_sites_own_styles_do_not_reach_inside(
    open_site: OpenSite, site: Site, server: HearingServer, sheet: str
) -> None:
    looks = []
    for head in ("<style>body { margin: 0 }</style>", HOSTILE[sheet]):
        page = open_site(site.plain(server, head))
        ask(page, ASKED)
        looks.append(page.evaluate(LOOKS))
    assert len(looks[0]) > 50
    for calm, hostile in zip(*looks, strict=True):
        differing = {n: (calm[1][n], v) for n, v in hostile[1].items() if calm[1][n] != v and n not in SIZES}
        assert differing == {}, calm[0]


@pytest.mark.parametrize("intranet", INTRANETS)
def test_the_widget_lives_on_an_intranet(open_site: OpenSite, site: Site, server: HearingServer, intranet: str) -> None:
    page = open_site(site.plain(server, template=INTRANETS[intranet]))
    ask(page, ASKED)
    page.locator("button.citation").first.click()
    expect(page.locator(".current mark")).to_be_in_viewport()
    expect(page.locator(".citation").first).to_have_css("text-transform", "none")
    expect(page.locator("textarea").first).to_have_css("font-size", "16px")
    assert page.locator(".frame").evaluate("(box) => box.scrollWidth <= box.clientWidth")
    photograph_whole(page, f"widget-{intranet}")


def test_a_site_with_a_strict_policy_can_have_the_widget(
    open_site: OpenSite, site: Site, server: HearingServer, asked_hosts: set[str]
) -> None:
    policy = (
        f"default-src 'none'; script-src {server.origin}; connect-src {server.origin}; base-uri 'none'; "
        "form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )
    page = open_site(site.plain(server, policy=policy))
    ask(page, ASKED)  # open_site fails the test if the policy objects to anything
    expect(page.locator(".frame")).to_have_css("border-top-width", "4px")
    assert run_axe(page) == []
    assert asked_hosts == {f"127.0.0.1:{site.port}", f"127.0.0.1:{server.port}"}


def test_two_widgets_on_a_page_do_not_mix(open_site: OpenSite, site: Site, server: HearingServer) -> None:
    two = "".join(f'<rundbord-answer heading="{name}"></rundbord-answer>' for name in ("Den ene", "Den anden"))
    page = open_site(site.plain(server, elements=two))
    one, other = page.locator("rundbord-answer").all()
    field_of(other).fill(NOT_IN_THE_DOCUMENT)
    ask(one, ASKED)
    expect(one.locator(".answer")).to_be_visible()
    expect(other.locator(".turn")).to_have_count(0)
    expect(field_of(other)).to_have_value(NOT_IN_THE_DOCUMENT)
    ask(other, NOT_IN_THE_DOCUMENT)
    expect(other.locator(".refusal")).to_be_visible()
    expect(one.locator(".answer")).to_be_visible()
    assert run_axe(page) == []
    page.reload()
    expect(one.locator("h3")).to_have_text(ASKED)
    expect(other.locator("h3")).to_have_text(NOT_IN_THE_DOCUMENT)


def test_a_widget_that_is_moved_while_it_asks_goes_on(open_site: OpenSite, site: Site, server: HearingServer) -> None:
    page = open_site(site.plain(server))
    ask(page, ASKED)
    page.route(f"**{ANSWER_PATH}", lambda _route: None)  # the answer never comes
    field_of(page).fill(NOT_IN_THE_DOCUMENT)
    with page.expect_request(f"**{ANSWER_PATH}"):
        field_of(page).press("Enter")
    expect(status_of(page)).to_have_text("Leder efter svaret …")
    with page.expect_event("requestfailed"):
        page.evaluate("window.taken = document.querySelector('rundbord-answer'); taken.remove()")
    page.unroute_all(behavior="ignoreErrors")
    page.evaluate("document.querySelector('h1').before(taken)")
    expect(page.locator(".turns > .turn h3").first).to_have_text(ASKED)
    expect(field_of(page)).to_have_value(NOT_IN_THE_DOCUMENT)
    expect(status_of(page)).to_have_text("")
    field_of(page).press("Enter")
    expect(page.locator(".turns > .turn h3").first).to_have_text(NOT_IN_THE_DOCUMENT)
    expect(page.get_by_label("Dit spørgsmål")).to_have_count(1)
