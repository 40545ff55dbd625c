"""A member of a group chooses and browses her own documents on the page; nobody else's page tells of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from answer.answerer import DocumentAnswerer
from answer.types import Question
from api.settings import Settings
from index.filters import SearchFilter
from index.storage.bundle import Bundle
from tests.api_fakes import serving
from tests.page_server import OpenPage, ask, run_axe
from tests.restricted_bundle import ASKED, GROUP, SAID, TITLE, TOLD_TO_NOBODY_ELSE, open_corpus, write_corpus
from ui.server import make_server

pytest_plugins = ["tests.page_fixtures"]
pytestmark = pytest.mark.browser

MEMBER = {"X-User": "aase", "X-Groups": f"drift,{GROUP}"}
OUTSIDER = {"X-User": "bo", "X-Groups": "drift"}
WORDLESS = "?!"


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    folder = tmp_path_factory.mktemp("members")
    return open_corpus(write_corpus(folder / "corpus", restricted=True), folder / "index")


@contextmanager
def served(bundle: Bundle, folder: Path) -> Iterator[str]:
    settings = Settings(
        keys_db=folder / "keys.db", feedback_db=folder / "feedback.db", trusted_proxies=("127.0.0.1",),
        user_header="X-User", groups_header="X-Groups", rate_limit="off",
    )  # fmt: skip
    with serving(make_server(bundle, settings)) as url:
        yield url


@pytest.fixture(scope="module")
def address(bundle: Bundle, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(bundle, tmp_path_factory.mktemp("keys")) as url:
        yield url


def choose(page: Page, *titles: str) -> None:
    page.locator("#limits summary").click()
    for title in titles:
        page.get_by_label(title).check()
    page.keyboard.press("Escape")


def test_a_member_chooses_browses_and_is_told_where_was_looked(open_page: OpenPage) -> None:
    page = open_page(extra_http_headers=MEMBER)
    expect(page.locator("h1")).to_have_text("Spørg dokumenterne")
    expect(page).to_have_title("Spørg dokumenterne – Rundbord")
    expect(page.locator("#limits").get_by_role("checkbox", include_hidden=True)).to_have_count(3)
    choose(page, TITLE, "nyt")
    expect(page.locator(".limits-chosen")).to_have_text(f"nyt, {TITLE}")
    ask(page, ASKED)
    expect(page.locator("#earlier .limited")).to_have_text(f"Kun i: «nyt» og «{TITLE}»")
    expect(page.locator("#earlier .answer")).to_contain_text(SAID)
    assert run_axe(page) == []
    page.locator("#source").get_by_role("link", name=TITLE).click()
    expect(page.locator("#source .sheet-head")).to_contain_text(TITLE)
    page.reload()
    expect(page.locator(".limits-chosen")).to_have_text(f"nyt, {TITLE}")
    expect(page.locator("#earlier .limited")).to_have_count(1)


def test_an_outsiders_page_is_that_of_one_document(open_page: OpenPage) -> None:
    page = open_page(f"/?q={ASKED}&document=fusion", extra_http_headers=OUTSIDER)
    expect(page.locator("#earlier .exchange")).to_have_count(1)  # in what there is: a link to elsewhere chooses nothing
    expect(page.locator("#limits")).to_have_count(0)
    expect(page.get_by_role("region", name="Kilden")).to_contain_text("Regler")
    assert not [word for word in TOLD_TO_NOBODY_ELSE if word in page.content()]


@pytest.mark.parametrize(("groups", "named"), [((GROUP,), "dokumenterne"), ((), "dokumentet")])
def test_a_refusal_is_of_as_many_documents_as_the_asker_knows(
    bundle: Bundle, groups: tuple[str, ...], named: str
) -> None:
    answerer = DocumentAnswerer(bundle)
    search_filter = SearchFilter(groups=frozenset(groups))
    assert answerer.answer(Question(WORDLESS, search_filter=search_filter)).notice.startswith(
        f"Det svarer {named} ikke på."
    )
    only = answerer.answer(Question(WORDLESS, documents=frozenset({"aabent"}), search_filter=search_filter))
    assert only.notice.startswith("Det svarer dokumentet ikke på.")
