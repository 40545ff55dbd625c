"""How long a search looks for near copies among its best passages: `python -m bench.near_copies PARAGRAPHS`."""

import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from bench.made_documents import read_paragraphs
from index.twins import without_twins

_PASSAGES, _LONGEST, _ROUNDS = 24, 900, 60
_PARAGRAPHS, _ERRORS, _LONG = 5, 3, 7

Texts = list[tuple[str, str]]
"""Passages, each with the document that it is from."""


class Made:
    """Makes passages of real paragraphs, and copies with misprints; the same in every process."""

    def __init__(self, paragraphs: list[str]) -> None:
        self._paragraphs = paragraphs
        self._random = np.random.default_rng(0)

    def passage(self) -> str:
        """Put paragraphs together to a passage of the longest sort."""
        chosen = self._random.integers(0, len(self._paragraphs), _PARAGRAPHS)
        return "\n\n".join(self._paragraphs[place] for place in chosen)[:_LONGEST]

    def copy(self, text: str) -> str:
        """Take a letter out of a few long words."""
        words = text.split()
        for place in self._random.integers(0, len(words), _ERRORS):
            if len(words[place]) >= _LONG:
                words[place] = words[place][:4] + words[place][5:]
        return " ".join(words)

    def different(self) -> Texts:
        """Make passages that have nothing to do with each other."""
        return [(str(place), self.passage()) for place in range(_PASSAGES)]

    def copies_of_half(self) -> Texts:
        """Make passages, and a copy of each from another document."""
        half = [self.passage() for _ in range(_PASSAGES // 2)]
        return [(str(place), text) for place, text in enumerate([*half, *map(self.copy, half)])]

    def copies_of_one(self) -> Texts:
        """Make copies of one passage."""
        text = self.passage()
        return [(str(place), self.copy(text)) for place in range(_PASSAGES)]

    def amounts(self) -> Texts:
        """Make passages that differ in an amount, of which each stays."""
        text = self.passage()
        return [(str(place), f"{text} Beløbet er {place} kr.") for place in range(_PASSAGES)]


def measure(make: Callable[[], Texts]) -> tuple[float, float, int]:
    """Give the median and the longest round in milliseconds of processor time, and how many passages stay."""
    took, kept = [], 0
    for _ in range(_ROUNDS):
        texts = make()
        began = time.process_time()
        kept = len(without_twins(texts, lambda text: text[1], lambda text: text[0], lambda _: ""))
        took.append((time.process_time() - began) * 1000)
    return float(np.median(took)), max(took), kept


if __name__ == "__main__":
    made = Made(read_paragraphs(Path(sys.argv[1])))
    for form in (made.different, made.copies_of_half, made.copies_of_one, made.amounts):
        median, longest, kept = measure(form)
        print(f"{form.__name__:15} {median:6.1f} ms, at most {longest:6.1f} ms; {kept} of {_PASSAGES} stay")  # noqa: T201
