"""Folded text: one form for digits, dashes and spaces, with the characters' places in the original."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_MINUS = "\u2212"
_WITHOUT_WIDTH = frozenset({"Cf", "Mn", "Me"})
_FULL_STOPS = frozenset("。｡")
"""Full stops that browsers read as a dot in an address."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; its character `i` comes from the original's character `places[i]`."""

    text: str
    places: tuple[int, ...]
    original_length: int

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span in the original of the non-empty span from `start` to `end`.

        Characters without width that follow it are included.
        """
        following = self.places[end] if end < len(self.places) else self.original_length
        return self.places[start], max(following, self.places[end - 1] + 1)


def fold(text: str) -> Folded:
    """Fold digits of all scripts to 0 to 9, dashes to `-`, runs of white space to one space, and wide forms to narrow.

    Characters without width are left out, combining marks too.
    """
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        for folded in _fold(sign):
            if folded != " " or not signs or signs[-1] != " ":
                signs.append(folded)
                places.append(place)
    return Folded("".join(signs), tuple(places), len(text))


def fold_for_search(text: str) -> str:
    """Fold a text for comparison regardless of case, spacing, dashes and Unicode form."""
    composed = unicodedata.normalize("NFKC", text).casefold()
    return fold(unicodedata.normalize("NFKC", composed)).text.strip()


def _fold(sign: str) -> Iterator[str]:
    kind = unicodedata.category(sign)
    if sign.isdecimal():
        yield str(unicodedata.decimal(sign))
    elif sign.isspace():
        yield " "
    elif kind == "Pd" or sign == _MINUS:
        yield "-"
    elif sign in _FULL_STOPS:
        yield "."
    elif kind not in _WITHOUT_WIDTH:
        yield from _narrow(sign)


def _narrow(sign: str) -> Iterator[str]:
    narrow = unicodedata.normalize("NFKC", sign)
    if any(each.isdecimal() for each in narrow):  # a footnote's ² is not part of a number
        yield sign
    else:
        yield from (" " if each.isspace() else each for each in narrow)
