"""Each metric equals its value computed by hand, and is within its bounds."""

from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.types import Answer, Citation, Coverage
from eval.exam.case_metrics import (
    citation_precision,
    citation_recall,
    facts_found,
    facts_missing,
    hit_length,
    order,
    recall,
    verbatim,
)
from eval.exam.cases import Case, Evidence, Split
from index.hit import Hit
from ingest.document import Kind, Passage

PAGES = {1: "Solen skinner. Månen er gul.", 2: "Vi har 19 topchefer. Solen skinner."}


def page_text(document_id: str, number: int) -> str:
    assert document_id == "doc"
    return PAGES[number]


def case(*evidence: list[tuple[str, int]], facts: tuple[str, ...] = (), **other: str) -> Case:
    entries = tuple(tuple(Evidence(*either) for either in entry) for entry in evidence)
    given_or_usual = {"id": "direct-001", "kind": "direct", "question": "Skinner solen?", "pair": ""} | other
    return Case(
        language="da",
        history=(),
        answerable=bool(evidence),
        evidence=entries,
        facts=facts,
        split=Split.TEST,
        **given_or_usual,
    )


def hit(text: str, page: int = 1) -> Hit:
    return Hit(Passage(f"{page}-{text}", "doc", (), page, 0, len(text), text, Kind.PARAGRAPH), 0.5)


def citation(quote: str, page: int = 1) -> Citation:
    start = PAGES[page].find(quote)
    return Citation(1, quote, "p", "doc", "Titel", (), page, str(page), start, start + len(quote), "")


def answer(*citations: Citation, confidence: float = 0.5) -> Answer:
    coverage = Coverage.FULL if citations else Coverage.NONE
    return Answer("Skinner solen?", "Skinner solen?", (), citations, confidence, (), "v1", coverage)


SUN = [("Solen skinner.", 1)]
MOON = [("Månen er gul.", 1)]


def test_recall_is_the_share_of_evidence_that_stands_whole_in_the_first_hits() -> None:
    hits = [hit("Solen  skinner.\nOg mere."), hit("Månen er")]
    assert recall(case(SUN, MOON), hits) == 0.5
    assert recall(case(SUN), hits) == 1
    assert recall(case(MOON), hits) == 0


def test_recall_counts_neither_another_page_nor_a_hit_below_the_cutoff() -> None:
    assert recall(case(SUN), [hit("Solen skinner.", page=2)]) == 0
    assert recall(case(SUN), [hit("x")] * 5 + [hit("Solen skinner.")]) == 0
    assert recall(case(SUN), [hit("x")] * 4 + [hit("Solen skinner.")]) == 1


def test_either_alternative_of_an_evidence_is_enough() -> None:
    either = [("Solen skinner.", 1), ("Solen skinner.", 2)]
    assert recall(case(either), [hit("Solen skinner.", page=2)]) == 1
    assert citation_recall(case(either), answer(citation("Solen skinner.", page=2))) == 1


def test_the_length_of_hits_is_their_mean_over_the_first_five() -> None:
    assert hit_length([hit("aa"), hit("aaaa")]) == 3
    assert hit_length([hit("a")] * 5 + [hit("a" * 100)]) == 1
    assert hit_length([]) is None


def test_order_is_perfect_when_the_evidence_comes_first_and_counts_what_is_missing() -> None:
    first, missing, second, none = order(
        [
            (case(SUN), [hit("Solen skinner."), hit("x")]),
            (case(SUN, MOON), [hit("Solen skinner.")]),
            (case(SUN), [hit("x"), hit("Solen skinner.")]),
            (case(SUN), []),
        ]
    )
    assert (first.ndcg, first.reciprocal_rank) == (1, 1)
    assert missing.ndcg == pytest.approx(1 / (1 + 1 / log2(3)))
    assert second.ndcg == pytest.approx(1 / log2(3))
    assert second.reciprocal_rank == 0.5
    assert (none.ndcg, none.reciprocal_rank) == (0, 0)


def test_order_of_nothing_is_nothing() -> None:
    assert order([]) == []
    assert [each.ndcg for each in order([(case(SUN), [])])] == [0]


@given(st.lists(st.booleans(), max_size=12))
def test_order_agrees_with_the_formulas_written_out(relevant: list[bool]) -> None:
    hits = [hit("Solen skinner." if right else "x") for right in relevant]
    first = relevant[:10]
    ideal = max(sum(first), 1)
    gain = sum(1 / log2(rank + 1) for rank, right in enumerate(first, start=1) if right)
    best = sum(1 / log2(rank + 1) for rank in range(1, ideal + 1))
    (measured,) = order([(case(SUN), hits)])
    assert measured.ndcg == pytest.approx(gain / best)
    assert measured.reciprocal_rank == pytest.approx(1 / (first.index(True) + 1) if any(first) else 0)


@given(st.lists(st.sampled_from(["Solen skinner.", "Månen er gul.", "x"])), st.integers(1, 9))
def test_a_longer_list_never_recalls_less(texts: list[str], cutoff: int) -> None:
    hits = [hit(text) for text in texts]
    assert 0 <= recall(case(SUN, MOON), hits, cutoff) <= recall(case(SUN, MOON), hits, cutoff + 1) <= 1


def test_facts_are_found_in_quotes_whatever_their_case_and_spacing() -> None:
    asked = case(SUN, facts=("SOLEN\nskinner", "gul"))
    assert facts_found(asked, answer(citation("Solen skinner."))) == 0.5
    assert facts_missing(asked, answer(citation("Solen skinner."))) == ["gul"]


def test_a_refusal_finds_no_fact_and_has_no_citation_precision() -> None:
    assert facts_found(case(SUN, facts=("sol",)), answer()) == 0
    assert facts_found(case(SUN), answer()) is None
    assert citation_precision(case(SUN), answer()) is None
    assert citation_recall(case(SUN), answer()) == 0


def test_a_citation_is_right_if_it_quotes_evidence_whole_or_in_part_on_its_page() -> None:
    sun, longer, part, moon = "Solen skinner.", "Solen skinner. Månen er gul.", "Solen", "Månen er gul."
    given_answer = answer(citation(sun), citation(longer), citation(part), citation(moon), citation(sun, page=2))
    assert citation_precision(case(SUN), given_answer) == 0.6
    assert citation_recall(case(SUN, [("Andet.", 1)]), given_answer) == 0.5


def test_a_quote_is_verbatim_only_at_its_own_offsets_of_a_page_that_exists() -> None:
    right = citation("Solen skinner.")
    moved = Citation(**{name: getattr(right, name) for name in right.__slots__} | {"start": 1})
    nowhere = Citation(**{name: getattr(right, name) for name in right.__slots__} | {"page": 9})
    assert verbatim(answer(right, moved, nowhere), page_text) == [True, False, False]
