"""Typing errors in about half of the long words of each question."""

import random
import re
from collections.abc import Iterator
from dataclasses import replace

from answer.types import LONGEST_QUESTION
from eval.exam.cases import Case

_LONG_WORD = re.compile(r"[^\W\d_]{5,}")
_UNCHANGED = 0.5  # of the long words
_LETTERS = "abcdefghijklmnopqrstuvwxyzæøå"


def with_errors(cases: tuple[Case, ...], seed: int = 1) -> Iterator[Case]:
    """Yield each case with one error in about half of its words of five letters or more.

    An error is a letter left out, doubled or wrong, or two letters swapped, never the first or the last: the four most
    common kinds (Damerau, CACM 1964). The same seed gives the same errors.
    """
    source = random.Random(seed)  # noqa: S311  errors, not secrets
    for case in cases:
        question = _LONG_WORD.sub(lambda match: _with_error(match[0], source), case.question)
        yield replace(case, question=question[:LONGEST_QUESTION])


def _with_error(word: str, source: random.Random) -> str:
    if source.random() < _UNCHANGED:
        return word
    place = source.randrange(1, len(word) - 2)
    before, letter, following, rest = word[:place], word[place], word[place + 1], word[place + 2 :]
    wrong = source.choice(_LETTERS)
    changed = (following, letter + letter + following, wrong + following, following + letter)
    return before + source.choice(changed) + rest
