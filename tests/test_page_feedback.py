"""«Hjalp svaret?» under each answer: stored when pressed, and only then."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from api.feedback.feedback_store import FeedbackStore
from tests.page_server import ASKED, REFUSED, OpenPage, ask, photograph, run_axe

pytest_plugins = ["tests.page_fixtures"]
pytestmark = pytest.mark.browser


@pytest.fixture
def empty_store(feedback_store: FeedbackStore) -> Iterator[FeedbackStore]:
    feedback_store.erase_all()
    yield feedback_store
    feedback_store.erase_all()


def test_one_press_is_stored_and_a_comment_joins_it(open_page: OpenPage, empty_store: FeedbackStore) -> None:
    page = open_page()
    ask(page, ASKED)
    assert empty_store.entries() == []
    page.get_by_role("button", name="Nej").click()
    expect(page.get_by_text("Tak. Det er gemt.")).to_be_visible()
    expect(page.get_by_role("button", name="Nej")).to_have_attribute("aria-pressed", "true")
    (entry,) = empty_store.entries()
    assert (entry.question, entry.useful, entry.comment) == (ASKED, False, "")
    send = page.get_by_role("button", name="Send kommentar")
    page.wait_for_function(  # scrolled clear of the question field
        "() => document.querySelector('.feedback-comment').getBoundingClientRect().bottom"
        " <= document.querySelector('#ask').getBoundingClientRect().top"
    )
    page.get_by_label("Hvad manglede").fill("Ring til mig på 20 12 34 56")
    photograph(page, "feedback")
    assert run_axe(page) == []
    send.click()
    expect(page.get_by_text("Tak for kommentaren.")).to_be_visible()
    expect(page.get_by_role("button", name="Nej")).to_be_focused()
    (entry,) = empty_store.entries()
    assert entry.comment.startswith("Ring til mig på")
    assert "20 12 34 56" not in entry.comment


def test_a_mind_can_be_changed(open_page: OpenPage, empty_store: FeedbackStore) -> None:
    page = open_page("/en/")
    ask(page, REFUSED)
    page.get_by_role("button", name="No", exact=True).click()
    expect(page.get_by_role("button", name="No", exact=True)).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Yes").click()
    expect(page.get_by_role("button", name="Yes")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("button", name="No", exact=True)).to_have_attribute("aria-pressed", "false")
    (entry,) = empty_store.entries()
    assert entry.useful


def test_an_answer_that_the_server_has_forgotten_is_a_sentence(open_page: OpenPage, empty_store: FeedbackStore) -> None:
    page = open_page()
    ask(page, ASKED)
    page.locator(".feedback").evaluate("(feedback) => (feedback.dataset.answer = '0'.repeat(32))")
    page.get_by_role("button", name="Ja").click()
    expect(page.get_by_text("for længe siden")).to_be_visible()
    assert empty_store.entries() == []


def test_a_lost_connection_is_a_sentence(open_page: OpenPage, empty_store: FeedbackStore) -> None:
    page = open_page()
    ask(page, ASKED)
    page.context.set_offline(True)
    page.get_by_role("button", name="Ja").click()
    expect(page.get_by_text("Det lykkedes ikke")).to_be_visible()
    expect(page.get_by_label("Hvad manglede")).to_be_hidden()
