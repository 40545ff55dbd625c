"""The exam's own questions are valid: their evidence is in the documents."""

from collections import Counter
from pathlib import Path

import pytest

from eval.exam.cases import Case, Split, read_cases, squeeze
from ingest.document import Document
from ingest.readers.read import read_document

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def cases() -> tuple[Case, ...]:
    return read_cases(ROOT / "eval" / "questions.jsonl")


@pytest.fixture(scope="module")
def whitepaper() -> Document:
    return read_document(ROOT / "corpus" / "whitepaper.txt")


def test_every_evidence_quote_stands_on_its_page(cases: tuple[Case, ...], whitepaper: Document) -> None:
    pages = {page.number: squeeze(page.text) for page in whitepaper.pages}
    missing = [
        (case.id, either)
        for case in cases
        for entry in case.evidence
        for either in entry
        if squeeze(either.quote) not in pages[either.page]
    ]
    assert missing == []


def test_there_are_enough_answerable_and_unanswerable_questions(cases: tuple[Case, ...]) -> None:
    answerable = sum(case.answerable for case in cases)
    assert answerable >= 80
    assert len(cases) - answerable >= 100
    assert {case.kind for case in cases if not case.answerable} == {"near", "far", "adversarial"}


def test_every_answerable_kind_but_contrast_names_facts(cases: tuple[Case, ...]) -> None:
    assert [case.id for case in cases if case.answerable and case.kind != "contrast" and not case.facts] == []


def test_the_halves_are_balanced_by_kind_and_by_page(cases: tuple[Case, ...]) -> None:
    halves = [[case for case in cases if case.split is split] for split in Split]
    assert sum(len(half) for half in halves) == len(cases)
    assert abs(len(halves[0]) - len(halves[1])) <= len(cases) / 100
    for named in (lambda case: case.kind, lambda case: case.page):
        one, other = (Counter(map(named, half)) for half in halves)
        both = one + other
        uneven = {name: (one[name], other[name]) for name in both if abs(one[name] - other[name]) > both[name] / 5}
        assert {name: counts for name, counts in uneven.items() if sum(counts) > 10} == {}


def test_a_near_miss_and_the_question_in_its_words_stand_in_one_half(cases: tuple[Case, ...]) -> None:
    by_id = {case.id: case for case in cases}
    pairs = [(case, by_id[case.pair]) for case in cases if case.pair]
    assert len(pairs) >= 50
    assert all(one.split is other.split and one.answerable is not other.answerable for one, other in pairs)
