"""The choice of the sentences that answer a question."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.duplicates import without_duplicates
from index.search import Ranking, Searcher
from index.storage.store import StoredSentence
from ingest.document import Block

_SIMILAR_QUESTIONS = 200  # corpus questions compared with the one asked
_VOTERS = 50  # of those, the ones that vote: similar questions with well-ranked passages
_TEMPERATURE = 0.1  # of the softmax over votes, and over the sentences' mapped cosines
_LEAST_SHARE = 0.55  # of the best sentence's score, which a sentence needs to be chosen
MOST_SENTENCES = 20

Scores = NDArray[np.float64]
"""One number a sentence, in the sentences' order."""


@dataclass(frozen=True, slots=True)
class Scoring:
    """The weights of a sentence's score, tuned on the tune half: facts found against citation precision and length.

    Attributes
    ----------
    votes
        Weight of the votes of corpus questions.
    answering
        Weight of the sentence's share of a softmax over the mapped cosines to the question.
    likeness
        Weight of the sentence's own cosine, in deviations from the mean.
    passage
        Weight of the difference between its passage's fused score and the best passage's.
    rank
        Weight of the same difference in the vote of a corpus question.
    said
        Penalty of a follow-up's sentence for answering the question before it, which has been answered.
    asked
        Bonus of a follow-up's sentence for answering the follow-up's own words.
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
    """The rankings of both halves of a follow-up: the question before it, and its own words."""

    before: Ranking
    own: Ranking


def choose(
    searcher: Searcher, ranking: Ranking, scoring: Scoring = TUNED_SCORING, follow_up: FollowUp | None = None
) -> list[Chosen]:
    """Choose the sentences to quote from the top passages.

    A sentence's score adds the votes of similar corpus questions that it answers, its closeness to the question by the
    learned maps and by its own cosine, and the rank of its passage. For a follow-up, it also counts which half of the
    question a sentence answers.

    Parameters
    ----------
    follow_up
        Given where the history completed the question.

    Returns
    -------
    list[Chosen]
        At least one sentence, best first.
    """
    sentences = searcher.sentences(ranking)
    gaps = _gaps(ranking)
    scores = _answers(searcher, ranking, sentences, scoring)
    scores += scoring.likeness * np.maximum(_likeness(searcher, ranking, sentences), 0.0)
    scores += scoring.passage * np.array([gaps[stored.passage] for stored in sentences])
    if follow_up is not None:
        scores += scoring.asked * _answers(searcher, follow_up.own, sentences, scoring)
        scores -= scoring.said * _answers(searcher, follow_up.before, sentences, scoring)
    least = _LEAST_SHARE * scores.max()
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
    """Rank the sentences, best first, ties by row, without those that several documents have in common.

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
    """Compute the difference between each passage's fused score and the best one's, by row; 0 or less."""
    return {int(row): float(score - ranking.scores[0]) for row, score in zip(ranking.rows, ranking.scores, strict=True)}


def _answers(searcher: Searcher, ranking: Ranking, sentences: list[StoredSentence], scoring: Scoring) -> Scores:
    """Score each sentence by the corpus questions: their votes, and the maps learned from them.

    Both prefer some sentence even where no question is near. They are therefore weighted by the question coverage.
    """
    votes = _votes(searcher, ranking, scoring.rank)
    voted = np.array([votes[(s.document_id, s.sentence.page, s.sentence.start)] for s in sentences])
    scores = scoring.votes * voted + scoring.answering * _answering(searcher, ranking, sentences)
    return ranking.question_coverage * scores


def _votes(searcher: Searcher, ranking: Ranking, rank_weight: float) -> dict[tuple[str, int, int], float]:
    """Collect the similar corpus questions' votes for the sentences that answer them; a question's votes sum to 1."""
    votes: dict[tuple[str, int, int], float] = defaultdict(float)
    bank = searcher.bank
    similar, similarity = bank.similar_questions(ranking.query, ranking.vector, ranking.visibility, _SIMILAR_QUESTIONS)
    if not len(similar):
        return votes
    gaps = _gaps(ranking)
    worst = min(gaps.values())
    nearness = similarity + rank_weight * np.array(
        [max(gaps.get(row, worst) for row in bank.answering_passages[question]) for question in similar.tolist()],
        dtype=np.float32,
    )
    voters = np.argsort(-nearness, kind="stable")[:_VOTERS]
    weights = np.exp((nearness[voters] - nearness[voters[0]]) / _TEMPERATURE)
    for weight, row in zip(weights / weights.sum(), similar[voters].tolist(), strict=True):
        question = bank.questions[row]
        for anchor in question.anchors:
            votes[(question.document_id, anchor.page, anchor.start)] += float(weight)
    return votes


def _answering(searcher: Searcher, ranking: Ranking, sentences: list[StoredSentence]) -> Scores:
    """Compute each sentence's share of a softmax over the mapped cosines; 0 without question files."""
    cosines = searcher.bank.mapped_cosines(ranking.vector, [stored.row for stored in sentences])
    if cosines is None:
        return np.zeros(len(sentences))
    shares = np.exp((cosines.astype(np.float64) - cosines.max()) / _TEMPERATURE)
    answering: Scores = shares / shares.sum()
    return answering


def _likeness(searcher: Searcher, ranking: Ranking, sentences: list[StoredSentence]) -> Scores:
    """Compute each sentence's cosine to the question, in deviations from the mean of all of them."""
    cosines = searcher.sentence_cosines(ranking, sentences)
    deviation = float(cosines.std()) or 1.0
    # A question in a document is like any question on its subject, and answers none.
    answers = np.array([not stored.sentence.text.endswith("?") for stored in sentences])
    alike: Scores = answers * ((cosines.astype(np.float64) - cosines.mean()) / deviation)
    return alike
