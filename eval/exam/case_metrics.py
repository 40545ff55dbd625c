"""Metrics of one question's hits and answer against its case.

Texts are compared with white space normalised. The hits are those of `search`, best first.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import ir_measures
from ir_measures import RR, nDCG

from answer.types import Answer, Citation
from eval.exam.cases import Case, Evidence, squeeze
from index.hit import Hit

CUTOFF = 5
"""Hits that are shown to a reader, and over which recall is measured."""

DEPTH = 10
"""Hits over which the ranking is measured."""

PageText = Callable[[str, int], str]
"""Text of a page by document id and page number; raises KeyError if there is no such page."""


def recall(case: Case, hits: Sequence[Hit], cutoff: int = CUTOFF) -> float:
    """Return the share of the case's evidence that is in the first hits, on the right page.

    An entry of evidence is found if a hit's text contains all of one of its alternatives.
    """
    return sum(any(_holds(hit, entry) for hit in hits[:cutoff]) for entry in case.evidence) / len(case.evidence)


def hit_length(hits: Sequence[Hit], cutoff: int = CUTOFF) -> float | None:
    """Return the mean number of characters of the first hits; None without hits."""
    lengths = [len(hit.passage.text) for hit in hits[:cutoff]]
    return sum(lengths) / len(lengths) if lengths else None


@dataclass(frozen=True, slots=True)
class Order:
    """The quality of one question's ranking: nDCG@10 and the reciprocal rank of the first relevant hit."""

    ndcg: float
    reciprocal_rank: float


def order(searched: Sequence[tuple[Case, Sequence[Hit]]]) -> list[Order]:
    """Measure the ranking of each answerable question's first ten hits, in the given order.

    A hit is relevant (gain 1) if it contains evidence of its case. The public interface does not show which passages
    contain the evidence that no hit contains: each such entry counts as one relevant passage that was not found, so
    that the ideal ranking has all the evidence. Computed by ir-measures (MacAvaney, Macdonald and Ounis, ECIR 2022)
    through trec_eval; nDCG after Järvelin and Kekäläinen (TOIS 2002), reciprocal rank after Voorhees (TREC-8, 1999).
    """
    judged: list[ir_measures.Qrel] = []
    ranked: list[ir_measures.ScoredDoc] = []
    for query, (case, hits) in enumerate(searched):
        first = hits[:DEPTH]
        for rank, hit in enumerate(first, start=1):
            ranked.append(ir_measures.ScoredDoc(str(query), f"hit {rank}", -float(rank)))
            relevant = any(_holds(hit, entry) for entry in case.evidence)
            judged.append(ir_measures.Qrel(str(query), f"hit {rank}", int(relevant)))
        missed = (entry for entry in case.evidence if not any(_holds(hit, entry) for hit in first))
        judged += [ir_measures.Qrel(str(query), f"missed {number}", 1) for number, _ in enumerate(missed)]
    measures = {nDCG @ DEPTH: "ndcg", RR @ DEPTH: "rank"}
    values = {
        (int(each.query_id), measures[each.measure]): float(each.value)
        for each in (ir_measures.iter_calc(list(measures), judged, ranked) if ranked else ())
    }
    return [Order(values.get((query, "ndcg"), 0.0), values.get((query, "rank"), 0.0)) for query in range(len(searched))]


def facts_missing(case: Case, answer: Answer) -> list[str]:
    """Return the case's facts that are in none of the answer's quotes, ignoring case."""
    quotes = [squeeze(citation.quote).casefold() for citation in answer.citations]
    return [fact for fact in case.facts if not any(squeeze(fact).casefold() in quote for quote in quotes)]


def facts_found(case: Case, answer: Answer) -> float | None:
    """Return the share of the case's facts that are in the answer's quotes; 0 for a refusal.

    None if the case has no facts.
    """
    return 1 - len(facts_missing(case, answer)) / len(case.facts) if case.facts else None


def citation_precision(case: Case, answer: Answer) -> float | None:
    """Return the share of the answer's citations that quote evidence, in full or in part, on its page.

    None for a refusal, which has no citations.
    """
    right = [any(_overlaps(citation, either) for either in _flat(case)) for citation in answer.citations]
    return sum(right) / len(right) if right else None


def citation_recall(case: Case, answer: Answer) -> float:
    """Return the share of the case's evidence that the answer quotes, in full or in part; 0 for a refusal."""
    quoted = [any(_overlaps(citation, e) for citation in answer.citations for e in entry) for entry in case.evidence]
    return sum(quoted) / len(quoted)


def verbatim(answer: Answer, page_text: PageText) -> list[bool]:
    """Check for each citation whether its quote is the page's text at its offsets, character for character."""
    return [_is_verbatim(citation, page_text) for citation in answer.citations]


def _is_verbatim(citation: Citation, page_text: PageText) -> bool:
    try:
        text = page_text(citation.document_id, citation.page)
    except KeyError:
        return False
    return bool(citation.quote) and citation.start >= 0 and text[citation.start : citation.end] == citation.quote


def _flat(case: Case) -> Iterator[Evidence]:
    return (either for entry in case.evidence for either in entry)


def _holds(hit: Hit, entry: Sequence[Evidence]) -> bool:
    text = squeeze(hit.passage.text)
    return any(hit.passage.page == either.page and squeeze(either.quote) in text for either in entry)


def _overlaps(citation: Citation, evidence: Evidence) -> bool:
    """Check whether one contains the other; quotes are whole sentences, so there is no other overlap."""
    quote, expected = squeeze(citation.quote), squeeze(evidence.quote)
    return citation.page == evidence.page and bool(quote) and (quote in expected or expected in quote)
