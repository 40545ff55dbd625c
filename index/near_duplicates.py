"""Which texts of two documents say the same, though not letter by letter: copies and editions with small corrections.

What a reader must be told of keeps them apart: a number, a date, a name, a negation, another word.
"""

import re
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import TypeVar

from rapidfuzz.distance import DamerauLevenshtein, Levenshtein

Text = TypeVar("Text")

_TOKEN = re.compile(r"(?<!\w)[-−]?\d+(?:[.,:/]\d+)*|\d+(?:[.,:/]\d+)*|[^\W\d_]+|[%‰€$£§<>≤≥=+]")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060]")
_FEWEST = 6  # words: with fewer there is too little that shows the rest to be the same
_CHANGED = 0.15  # of the shorter text's words
_SHORTEST, _LONG = 5, 9  # letters: a shorter word is never a misprint of another, and a long one may have two errors
# Words that come and go when a text is gone through, and leave its meaning as it was.
_FILLERS = frozenset(
    {"at", "da", "der", "derfor", "desuden", "dog", "endvidere", "er", "jo", "når", "og", "også", "nu", "samt", "som"}
    | {"så", "således", "the", "that", "also", "thus"}
)
# Words that turn a meaning, though they are like another word.
_TURNING = frozenset(
    {"aldrig", "alene", "efter", "færre", "flere", "forud", "første", "hverken", "højest", "højst", "ingen", "inden"}
    | {"indtil", "intet", "medmindre", "mindre", "mindst", "mindste", "næsten", "senere", "senest", "straks", "under"}
    | {"tidligere", "tidligst", "udelukkende", "uanset", "undtagen", "after", "before", "below", "least", "without"}
    | {"never", "unless", "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag", "januar", "februar"}
    | {"marts", "april", "august", "september", "oktober", "november", "december", "anden", "tredje", "fjerde"}
    | {"femte", "sjette", "syvende", "ottende", "niende", "tiende", "tolvte", "fjorten", "femten", "seksten"}
    | {"sytten", "atten", "nitten", "tredive", "fyrre", "halvtreds", "halvfjerds", "halvfems", "hundrede", "tusind"}
    | {"three", "seven", "eight"}
)


def wording(text: str) -> str:
    """Give a text's letters and numbers in one row: where two have the same, they differ in setting only.

    Spaces, punctuation, hyphens and capitals are left out, but not what stands inside a number («3,5» is not «35»).
    """
    return "".join(f"<{token}>" if token[-1].isdigit() else token for token in _tokens(text.casefold()))


def nearly_same(one: str, other: str) -> bool:
    """Tell whether two texts say the same to a reader: at most they differ in setting, misprints and filler words."""
    ours, theirs = _tokens(one), _tokens(other)
    if wording(one) == wording(other):
        return True
    if min(len(ours), len(theirs)) < _FEWEST:
        return False
    most = max(1, int(_CHANGED * min(len(ours), len(theirs))))
    lowered = [word.casefold() for word in ours], [word.casefold() for word in theirs]
    if Levenshtein.distance(*lowered, score_cutoff=2 * most) > 2 * most:
        return False
    changed = 0
    for is_same, run in groupby(Levenshtein.opcodes(*lowered), key=lambda step: step.tag == "equal"):
        if is_same:
            continue
        steps = list(run)
        gone, come = ours[steps[0].src_start : steps[-1].src_end], theirs[steps[0].dest_start : steps[-1].dest_end]
        begins = steps[0].src_start == steps[0].dest_start == 0
        if "".join(gone).casefold() == "".join(come).casefold() and not _has_sign([*gone, *come]):
            continue
        if not _is_harmless(gone, come, begins=begins):
            return False
        changed += max(len(gone), len(come))
    return changed <= most


def without_twins(
    texts: Sequence[Text], words: Callable[[Text], str], source: Callable[[Text], str], prefers: Callable[[Text], str]
) -> list[tuple[int, int]]:
    """Choose one of each set of texts that say the same in several documents.

    Parameters
    ----------
    texts
        Best first.
    words, source, prefers
        What a text says, which document it is from, and what makes it better than its twin: the day it was published.

    Returns
    -------
    list[tuple[int, int]]
        The place of each text that stays, and the place that it takes: its own, or that of a twin before it.
    """
    kept: list[tuple[int, int]] = []
    tokens = [_tokens(words(text).casefold()) for text in texts]
    bags = [frozenset(found) for found in tokens]
    signs = [[token for token in found if not token.isalpha()] for found in tokens]
    for place, text in enumerate(texts):
        for which, (stays, takes) in enumerate(kept):
            twin = texts[stays]
            # Numbers and signs all count: where they differ, the words need not be compared.
            if source(twin) == source(text) or signs[stays] != signs[place]:
                continue
            if not _may_be_twins(bags[stays], bags[place]):
                continue
            if nearly_same(words(twin), words(text)):
                if prefers(text) > prefers(twin):
                    kept[which] = place, takes
                break
        else:
            kept.append((place, place))
    return kept


def _may_be_twins(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Tell quickly that most pairs are none: by the words that they share, or where hyphens make others of them."""
    shared = len(ours & theirs)
    return 2 * shared >= max(len(ours), len(theirs))


def _tokens(text: str) -> list[str]:
    """Split a text into words, numbers and signs that count."""
    return _TOKEN.findall(_INVISIBLE.sub("", text))


def _has_sign(tokens: list[str]) -> bool:
    return not all(token.isalpha() for token in tokens)


def _is_harmless(gone: list[str], come: list[str], *, begins: bool) -> bool:
    """Tell whether a change leaves the meaning; `begins` says that the texts begin with it, where capitals are none."""
    if _has_sign([*gone, *come]):
        return False
    if begins:
        gone, come = [word.casefold() for word in gone[:1]] + gone[1:], [w.casefold() for w in come[:1]] + come[1:]
    if _FILLERS.issuperset([*gone, *come]):
        return True
    return len(gone) == len(come) and all(map(_is_misprint, gone, come))


def _is_misprint(one: str, other: str) -> bool:
    """Tell whether two words are one, misspelt or bent otherwise; no names, and none that turn a meaning.

    They begin alike, so that «ulovlig» is no misprint of «lovlig», and «betales» is none of «betaler».
    """
    if one.casefold() == other.casefold():
        return True
    shorter = min(len(one), len(other))
    if shorter < _SHORTEST or one[0] != other[0] or not (one.islower() and other.islower()):
        return False
    if {one, other} & _TURNING or (one[:-1] == other[:-1] and {one[-1], other[-1]} == {"r", "s"}):
        return False
    return DamerauLevenshtein.distance(one, other) <= (2 if shorter >= _LONG else 1)
