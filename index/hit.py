"""The hits that search returns."""

from dataclasses import dataclass

from ingest.document import Passage


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found; its rank is its place in the list.

    `score` is the fused score: higher is better, comparable within one search only, and no probability.
    """

    passage: Passage
    score: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """The ranks of a hit in each signal, from 1; None where the signal did not find it."""

    dense: int | None
    lexical: int | None
    questions: int | None
