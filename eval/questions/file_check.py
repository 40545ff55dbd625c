"""Checks of a corpus' question files."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process

from eval.questions.bank import KnownVectors, ranked_without_themselves
from eval.questions.file_places import passage_place, question_places
from index.storage.bundle import Bundle
from ingest.corpus import Corpus
from ingest.questions.coverage import find_gaps
from ingest.questions.files import question_files_of

COSINE, LETTERS = 0.985, 75
"""Thresholds of near-duplicates: cosine, and rapidfuzz ratio in per cent; both must be reached."""

SAME_LETTERS = 93
"""Threshold of the rapidfuzz ratio alone for two questions with the same answer."""

FIRST = 3
"""A question finds its passage if that is among the first hits, so many."""


class Trouble(StrEnum):
    """The kind of a finding, in the order of the report."""

    BROKEN = "broken anchor"
    FEW = "few questions"
    BOTH = "answered and unanswered"
    TWICE = "near-duplicate"
    ELSEWHERE = "finds another passage"


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem in a question file.

    Attributes
    ----------
    place, text
        The place, as `file:line`, and the text there.
    other_place, other_text
        The other question, or the passage that is found instead.
    figure
        Number of questions (few questions), cosine (near-duplicate), rank of its passage (finds another passage).
    needs
        Number of questions needed (few questions), else 0.
    """

    trouble: Trouble
    place: str
    text: str
    other_place: str = ""
    other_text: str = ""
    figure: float = 0.0
    needs: int = 0


def check_questions(bundle: Bundle, corpus: Corpus) -> list[Finding]:
    """Find problems in the corpus' present question files; of the bundle the encoder and known vectors are used.

    Returns
    -------
    list[Finding]
        By kind, the worst of each first.
    """
    vectors = KnownVectors(bundle)
    answered, unanswered = question_places(corpus)
    return [
        *_broken(corpus),
        *_few(corpus),
        *_alike(corpus, answered, unanswered, vectors),
        *(_elsewhere(bundle, corpus, answered, vectors) if corpus.questions else ()),
    ]


def _broken(corpus: Corpus) -> Iterator[Finding]:
    for file in corpus.files:
        path = question_files_of(file).answered
        for fault in corpus.problems:
            if fault.place.startswith(f"{path.name}:"):
                yield Finding(Trouble.BROKEN, f"{path.parent / fault.place}", str(fault.text))


def _few(corpus: Corpus) -> list[Finding]:
    findings = [
        Finding(Trouble.FEW, passage_place(lack.passage, corpus), lack.passage.text, figure=lack.has, needs=lack.needs)
        for lack in find_gaps(corpus.passages, corpus.questions)
    ]
    return sorted(findings, key=lambda finding: finding.figure - finding.needs)


def _elsewhere(bundle: Bundle, corpus: Corpus, places: list[str], vectors: KnownVectors) -> list[Finding]:
    ranked = sorted(ranked_without_themselves(bundle, corpus, vectors), key=lambda ranked: ranked[:2])
    findings = [
        Finding(
            Trouble.ELSEWHERE,
            places[row],
            corpus.questions[row].text,
            passage_place(first, corpus),
            first.text,
            figure=rank,
        )
        for row, rank, first in ranked
        if rank > FIRST
    ]
    return sorted(findings, key=lambda finding: -finding.figure)


def _alike(corpus: Corpus, answered: list[str], unanswered: list[str], vectors: KnownVectors) -> list[Finding]:
    """Compare all pairs of questions, first by their letters, so that few need a vector."""
    count = len(answered)
    places = [*answered, *unanswered]
    texts = [*(question.text for question in corpus.questions), *(question.text for question in corpus.unanswered)]
    answers = [(question.document_id, question.anchors) for question in corpus.questions]
    pairs = _pairs(texts)
    vectors.learn(texts[row] for pair in pairs for row in pair[:2])
    findings = []
    for one, other, letters in pairs:
        trouble = Trouble.BOTH if one < count <= other else Trouble.TWICE
        if trouble is Trouble.TWICE and _file(places[one]) != _file(places[other]):
            continue  # two documents may have the same question
        cosine = float(np.prod(vectors.queries([texts[one], texts[other]]), axis=0).sum())
        same_answer = other < count and answers[one] == answers[other]
        if cosine >= COSINE or (same_answer and letters >= SAME_LETTERS):
            findings.append(Finding(trouble, places[one], texts[one], places[other], texts[other], figure=cosine))
    return sorted(findings, key=lambda finding: (list(Trouble).index(finding.trouble), -finding.figure))


def _pairs(texts: Sequence[str]) -> list[tuple[int, int, int]]:
    """Find the pairs of texts with enough common letters, the earlier first, with the ratio in per cent."""
    plain = [default_process(text) for text in texts]
    shares: NDArray[np.uint8] = process.cdist(plain, plain, scorer=fuzz.ratio, score_cutoff=LETTERS, dtype=np.uint8)
    return [(int(one), int(other), int(shares[one, other])) for one, other in np.argwhere(np.triu(shares, k=1))]


def _file(place: str) -> str:
    return place.rpartition(":")[0]
