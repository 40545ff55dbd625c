"""Suggested questions that the documents also answer."""

from answer.question import Query
from answer.question_language import language_of
from index.search import Ranking, Searcher

_COUNT = 3
_TOO_LIKE = 0.95  # cosine at which a corpus question repeats the one asked
_ON_SUBJECT = 0.88  # cosine below which a corpus question is about something else
_FEWEST_WORDS, _LONGEST = 4, 90  # words, characters of a suggestion


def related_questions(searcher: Searcher, ranking: Ranking, query: Query, language: str) -> tuple[str, ...]:
    """Suggest corpus questions near the one asked.

    Parameters
    ----------
    language
        The language of the suggestions, `da` or `en`.

    Returns
    -------
    tuple[str, ...]
        At most three corpus questions in that language, nearest first, each answered
        by other sentences than those before it; none that only repeats the question.
    """
    related: list[str] = []
    taken = {query.asked.lower()}
    answered: set[tuple[object, ...]] = set()
    for row, cosine in zip(ranking.nearest_questions.tolist(), ranking.question_cosines.tolist(), strict=True):
        question = searcher.bank.questions[row]
        if cosine >= _TOO_LIKE:
            answered.add(question.anchors)
            continue
        if cosine < _ON_SUBJECT:
            break
        if not _is_plain(question.text) or question.anchors in answered or question.text.lower() in taken:
            continue
        if language_of(question.text) != language:
            continue
        answered.add(question.anchors)
        related.append(question.text)
        if len(related) == _COUNT:
            break
    return tuple(related)


def _is_plain(question: str) -> bool:
    one_sentence = question.endswith("?") and not any(mark in question[:-1] for mark in ".?!")
    return one_sentence and len(question.split()) >= _FEWEST_WORDS and len(question) <= _LONGEST
