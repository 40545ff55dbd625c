"""Choose the sentences that answer a question."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from answer.question_coverage import PASSAGES, told_share
from index.duplicates import without_duplicates
from index.search import Ranking, Searcher
from index.storage.store import StoredSentence
from ingest.document import Block

_KIN = 200  # the corpus questions most like the asked one, of which
_NEIGHBOURS = 50  # those whose passages rank best vote for the sentences that answer them
_TEMPERATURE = 0.1  # how fast a corpus question's vote, or a sentence's share, fades with its distance
_SHARE = 0.55  # of the best sentence's score, that a sentence needs to be chosen
MOST_SENTENCES = 20

Scores = NDArray[np.float64]
"""One number a sentence, in the sentences' order."""


@dataclass(frozen=True, slots=True)
class Scoring:
    """What a sentence's score is made of; tuned on the tune half: facts found against citation precision and length.

    Attributes
    ----------
    votes
        Of the corpus questions.
    answering
        The share of a softmax over the sentences' mapped cosines to the question.
    likeness
        Of the sentence itself, in deviations.
    passage
        How much a fused score below the best one weakens a sentence of that passage,
    rank
        and a corpus question's vote.
    said
        How much a sentence loses in a follow-up by answering the question before it, which has been answered,
    asked
        and gains by answering the follow-up's own words.
    """

    votes: float = 1.0
    answering: float = 1.0
    likeness: float = 0.08
    passage: float = 0.02
    rank: float = 0.06
    said: float = 0.8
    asked: float = 0.4


TUNED_SCORING = Scoring()


@dataclass(frozen=True, slots=True)
class Chosen:
    """A sentence that answers, with its score; comparable within one question only."""

    stored: StoredSentence
    block: Block
    score: float


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What a search for each half of a follow-up saw: the question before it, and its own words."""

    before: Ranking
    own: Ranking


def choose(
    searcher: Searcher, ranking: Ranking, scoring: Scoring = TUNED_SCORING, follow_up: FollowUp | None = None
) -> list[Chosen]:
    """Choose what to quote from the best passages.

    A sentence scores by the corpus questions near the asked one that it answers, by how the learned maps and its own
    likeness bring it to the question, and by its passage's rank. Whoever follows a question up wants more than what
    answered that question.

    Parameters
    ----------
    follow_up
        Where the history completed the question.

    Returns
    -------
    list[Chosen]
        At least one sentence, best first.
    """
    gap = _gaps(ranking)
    sentences = searcher.parts.store.sentences([int(row) for row in ranking.rows[:PASSAGES]])
    scores = _answers(searcher, ranking, sentences, scoring)
    scores += scoring.likeness * np.maximum(_likeness(searcher, ranking, sentences), 0.0)
    scores += scoring.passage * np.array([gap[stored.passage] for stored in sentences])
    if follow_up is not None:
        scores += scoring.asked * _answers(searcher, follow_up.own, sentences, scoring)
        scores -= scoring.said * _answers(searcher, follow_up.before, sentences, scoring)
    least = _SHARE * scores.max()
    ranked = _distinct(searcher, sentences, scores)
    best = [(stored, score) for stored, score in ranked if score >= least][:MOST_SENTENCES]
    store = searcher.parts.store
    return [
        Chosen(stored, store.document(stored.document_id).blocks[stored.sentence.block], score)
        for stored, score in best or ranked[:1]
    ]


def _distinct(
    searcher: Searcher, sentences: list[StoredSentence], scores: Scores
) -> list[tuple[StoredSentence, float]]:
    """Rank the sentences, best first, without those that two documents have in common; ties by row.

    The newest document's sentence stays, with the best score of its duplicates.
    """
    order = sorted(range(len(sentences)), key=lambda place: (-scores[place], sentences[place].row))
    ranked = [sentences[place] for place in order]
    published = searcher.published
    chosen = without_duplicates(
        ranked, lambda s: s.sentence.text, lambda s: s.document_id, lambda s: published[s.document_id]
    )
    return [(ranked[stays], float(scores[order[takes]])) for stays, takes in chosen]


def _gaps(ranking: Ranking) -> dict[int, float]:
    """How far below the best passage's fused score each passage's is, by row."""
    return {int(row): float(score - ranking.scores[0]) for row, score in zip(ranking.rows, ranking.scores, strict=True)}


def _answers(searcher: Searcher, ranking: Ranking, sentences: list[StoredSentence], scoring: Scoring) -> Scores:
    """Score each sentence by what the corpus questions tell: their votes, and the maps learned from them.

    Both name a best sentence however far away the nearest question is, so they count as far as questions speak of
    what was found.
    """
    votes = _votes(searcher, ranking, _gaps(ranking), scoring.rank)
    voted = np.array([votes[(s.document_id, s.sentence.page, s.sentence.start)] for s in sentences])
    told = scoring.votes * voted + scoring.answering * _answering(searcher, ranking, sentences)
    return told_share(searcher, ranking) * told


def _votes(
    searcher: Searcher, ranking: Ranking, gap: dict[int, float], rank_weight: float
) -> dict[tuple[str, int, int], float]:
    """Let the nearest corpus questions vote for the sentences that answer them; the votes add up to 1 a question."""
    votes: dict[tuple[str, int, int], float] = defaultdict(float)
    kin, likeness = searcher.kin(ranking, _KIN)
    if not len(kin):
        return votes
    worst = min(gap.values())
    nearness = likeness + rank_weight * np.array(
        [max(gap.get(row, worst) for row in searcher.answered_by[question]) for question in kin.tolist()],
        dtype=np.float32,
    )
    near = np.argsort(-nearness, kind="stable")[:_NEIGHBOURS]
    weights = np.exp((nearness[near] - nearness[near[0]]) / _TEMPERATURE)
    for weight, row in zip(weights / weights.sum(), kin[near].tolist(), strict=True):
        question = searcher.questions[row]
        for anchor in question.anchors:
            votes[(question.document_id, anchor.page, anchor.start)] += float(weight)
    return votes


def _answering(searcher: Searcher, ranking: Ranking, sentences: list[StoredSentence]) -> Scores:
    """Each sentence's share of a softmax over the mapped cosines; 0 without question files."""
    cosines = searcher.answering(ranking, [stored.row for stored in sentences])
    if cosines is None:
        return np.zeros(len(sentences))
    shares = np.exp((cosines.astype(np.float64) - cosines.max()) / _TEMPERATURE)
    answering: Scores = shares / shares.sum()
    return answering


def _likeness(searcher: Searcher, ranking: Ranking, sentences: list[StoredSentence]) -> Scores:
    """Each sentence's cosine to the question, in deviations from the mean of all that are looked at."""
    vectors = searcher.parts.sentences.rows([stored.row for stored in sentences])
    cosines = vectors @ ranking.vector
    deviation = float(cosines.std()) or 1.0
    # A sentence that only asks is like any question on its subject and answers none.
    answers = np.array([not stored.sentence.text.endswith("?") for stored in sentences])
    alike: Scores = answers * ((cosines.astype(np.float64) - cosines.mean()) / deviation)
    return alike
