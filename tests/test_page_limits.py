"""The page's search filter as the browser sends it, and the names of several documents."""

from dataclasses import replace

import pytest

from answer.types import Citation, Question
from api.answer_queue import AnswerQueue
from api.metrics import Metrics
from index.filters import SearchFilter
from index.storage.store import PassageStore
from tests.api_fakes import facts_over
from tests.page_server import all_shown
from tests.several_documents import PDF_TITLE, WEB_TITLE, SeveralAnswerer, make_documents
from ui.page.asking import Asking
from ui.page.citation_names import name_citations, place_of, section_name, short_title
from ui.page.search_filter import NO_LIMITS, ChosenFilter, choices, describe_limits, link_to, read_limits


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> PassageStore:
    return PassageStore(make_documents(tmp_path_factory.mktemp("limits")))


@pytest.fixture(scope="module")
def cited(store: PassageStore) -> tuple[Citation, ...]:
    return SeveralAnswerer(store).answer(Question("Hvad?")).citations


def test_the_browsers_limits_become_the_searchs(store: PassageStore) -> None:
    limits = read_limits('{"documents": ["strategi"], "publisher": "Havnek\u00f8bing Kommune", "year": "2024"}')
    assert limits.named == frozenset({"strategi"})
    assert limits.search_filter == SearchFilter("Havnekøbing Kommune", 2024, "")
    documents = facts_over(store).documents
    assert describe_limits(limits, documents, "da") == f"{PDF_TITLE}, Havnekøbing Kommune, 2024"
    assert describe_limits(ChosenFilter(section="Adgang"), documents, "en") == "under “Adgang”"
    assert link_to("Hvad?", limits) == "?q=Hvad%3F&document=strategi&publisher=Havnek%C3%B8bing+Kommune&year=2024"


def test_several_documents_can_be_named_and_are_told_of(store: PassageStore) -> None:
    both = read_limits('{"documents": ["strategi", "vejledning"]}')
    assert both.named == frozenset({"strategi", "vejledning"})
    assert link_to("Hvad?", both) == "?q=Hvad%3F&document=strategi&document=vejledning"
    documents = facts_over(store).documents
    assert describe_limits(both, documents, "da") == f"«{short_title(PDF_TITLE)}» og «{WEB_TITLE}»"
    assert describe_limits(ChosenFilter(("a", "b", "c", "d", "e")), documents, "da") == "«a», «b» og 3 andre"
    assert describe_limits(ChosenFilter(("a", "b", "c")), documents, "en") == "“a”, “b” and “c”"


def test_what_a_browser_kept_when_one_could_be_named_still_limits() -> None:
    assert read_limits('{"document": "strategi", "year": "2024"}') == ChosenFilter(("strategi",), year="2024")
    assert read_limits('{"document": ""}') == NO_LIMITS


@pytest.mark.parametrize(
    "sent",
    [
        "",
        "{}",
        "[",
        "[1]",
        '{"year": "²²²²"}',
        '{"year": "24"}',
        '{"year": 2024}',
        '{"documents": [7]}',
        f'{{"section": "{"x" * 201}"}}',
    ],
)
def test_what_makes_no_sense_limits_nothing(sent: str) -> None:
    assert read_limits(sent) == NO_LIMITS


def test_a_document_that_is_gone_is_told_of_and_not_forgotten(store: PassageStore) -> None:
    asking = Asking(facts_over(store, SeveralAnswerer(store)).shown_to, AnswerQueue(0, Metrics()), "da")
    (told,) = all_shown(asking, "Hvad?", limits='{"documents": ["strategi", "borte"]}')
    assert "er her ikke længere" in told


def test_only_what_tells_documents_apart_can_be_chosen(store: PassageStore) -> None:
    documents = facts_over(store).documents
    assert choices(documents).years == ("2024", "2022")
    assert choices(documents).publishers == ("Digitaliseringsstyrelsen", "Havnekøbing Kommune")
    assert choices(documents[:1]).years == choices(documents[:1]).publishers == ()


def test_a_citation_is_called_by_its_document_where_there_are_several(cited: tuple[Citation, ...]) -> None:
    paged, guide = cited[1], cited[2]
    short = "Digital strategi for Havnekøbing Kommune og dens institutioner …"
    assert short_title(PDF_TITLE) == short
    assert name_citations([paged], "da", with_document=True) == f"Kilde 2, {short}, side 1"
    assert name_citations([paged], "da") == "Kilde 2, side 1"
    assert name_citations([guide], "en", with_document=True) == f"Source 3, {WEB_TITLE}"
    assert section_name(guide) == "Adgang › Adgangskoder"
    assert place_of(guide, "da", with_document=True) == f"{WEB_TITLE} · Adgang › Adgangskoder"
    assert section_name(replace(guide, section=(WEB_TITLE,))) == WEB_TITLE
