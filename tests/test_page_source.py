"""The pages that a citation's link opens: typeset whole, the quote marked, a friendly page for a dead link."""

import html
import re
from collections.abc import Iterator
from datetime import date

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from index.storage.store import PassageStore
from ingest.corpus import find_documents, gather
from ingest.document import Document
from ingest.text import LANGUAGES
from tests.api_fakes import CORPUS, facts_over, make_store
from ui.source.text_page import make_source_view
from ui.source.typeset import Sheet, contents, own_questions, typeset

WHITEPAPER = gather(find_documents([CORPUS / "whitepaper.txt"])).documents[0]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> PassageStore:
    return make_store(tmp_path_factory.mktemp("source"))


@pytest.fixture(scope="module")
def client(store: PassageStore) -> Iterator[TestClient]:
    app = FastAPI()
    facts = facts_over(store, indexed=date(2026, 11, 24))
    for language in LANGUAGES:
        app.include_router(make_source_view(facts.shown_to, language))
    with TestClient(app) as client:
        yield client


def texts_of(sheet: Sheet, *, marked_only: bool = False) -> str:
    lines = [line for group in sheet.groups for line in group.lines]
    return "".join(s.text for line in lines for s in line.stretches if s.marked or not marked_only)


def without_space(text: str) -> str:
    return "".join(text.split())


def marked_in(page: str) -> list[str]:
    return [html.unescape(mark) for mark in re.findall(r"<mark[^>]*>(.*?)</mark>", page, re.DOTALL)]


@pytest.mark.parametrize("number", [page.number for page in WHITEPAPER.pages])
def test_a_sheet_shows_all_of_its_page(number: int) -> None:
    assert without_space(texts_of(typeset(WHITEPAPER, number))) == without_space(WHITEPAPER.page(number).text)


@given(st.data())
def test_any_quote_is_marked_and_nothing_else(data: st.DataObject) -> None:
    page = data.draw(st.sampled_from(WHITEPAPER.pages))
    start = data.draw(st.integers(0, len(page.text) - 1))
    end = data.draw(st.integers(start + 1, len(page.text)))
    sheet = typeset(WHITEPAPER, page.number, (start, end))
    assert without_space(texts_of(sheet, marked_only=True)) == without_space(page.text[start:end])
    assert without_space(texts_of(sheet)) == without_space(page.text)


@pytest.mark.parametrize("quote", [(-1, 10), (10, 10), (20, 10), (0, 10**9), (-5, -1)])
def test_offsets_that_lie_outside_the_page_mark_nothing(quote: tuple[int, int]) -> None:
    assert not typeset(WHITEPAPER, 8, quote).has_quote


def test_headings_step_down_from_the_page_number() -> None:
    for page in WHITEPAPER.pages:
        levels = [line.level for group in typeset(WHITEPAPER, page.number).groups for line in group.lines]
        assert min(levels) >= 3
        assert max(levels) <= 4


def test_the_starters_are_the_documents_seven_questions() -> None:
    questions = own_questions(WHITEPAPER)
    assert len(questions) == 7
    assert all(question.endswith("?") for question in questions)


def test_a_document_without_questions_has_no_starters() -> None:
    plain = Document("d", "D", "da", "", "", None, "0" * 64, WHITEPAPER.pages, ())
    assert own_questions(plain) == ()
    assert contents(plain) == ()


def test_a_citations_link_marks_its_quote(client: TestClient, store: PassageStore) -> None:
    for passage in store.passages(list(range(store.passage_count()))):
        link = f"/documents/whitepaper/pages/{passage.page}?start={passage.start}&end={passage.end}"
        page = client.get(link).text
        assert without_space("".join(marked_in(page))) == without_space(passage.text)
        assert page.count('id="quote"') == 1


def test_a_page_names_its_document_and_leads_on(client: TestClient) -> None:
    page = client.get("/documents/whitepaper/pages/8").text
    assert f"<title>Side 8 – {WHITEPAPER.title}</title>" in page
    assert WHITEPAPER.publisher in page
    assert 'href="7"' in page
    assert 'href="9"' in page
    assert "<script" not in page
    assert "http" not in page.replace("https://dit.dk", "")


def test_a_page_may_load_its_own_style_and_nothing_else(client: TestClient) -> None:
    policy = client.get("/documents/whitepaper/pages/8").headers["content-security-policy"]
    assert "default-src 'none'" in policy


@pytest.mark.parametrize(
    "query", ["?start=x&end=y", "?start=-3&end=4", "?start=5&end=99999999999", "?start=9", "?end="]
)
def test_offsets_that_make_no_sense_are_ignored(client: TestClient, query: str) -> None:
    answer = client.get(f"/documents/whitepaper/pages/8{query}")
    assert answer.status_code == 200
    assert "<mark" not in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "whitepaper/pages/1",
        "whitepaper/pages/19",
        "whitepaper/pages/x",
        "whitepaper/pages/²",
        "nope/pages/8",
        "nope",
        "<b>",
    ],
)
def test_a_dead_link_gets_a_friendly_page(client: TestClient, path: str) -> None:
    answer = client.get(f"/documents/{path}")
    assert answer.status_code == 404
    assert "Den side findes ikke" in answer.text
    assert "<b>" not in answer.text
