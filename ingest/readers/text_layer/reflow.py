"""Join the lines of a PDF's text layer to paragraphs without hyphenation."""

import re
from itertools import pairwise

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BROKEN = re.compile(r"(\w*)-\n(\w+)")
_CONJUNCTIONS = {"og", "eller", "samt", "and", "or", "och", "und", "oder"}
_LIST_SHARE = 0.5
_LIST_LINES = 3


def words_of(text: str) -> frozenset[str]:
    """Collect the text's unbroken words in lower case; a compound with a hyphen is one word."""
    return frozenset(word.lower() for word in _WORD.findall(text))


def reflow(lines: list[str], vocabulary: frozenset[str]) -> str:
    r"""Join the lines of one paragraph to one line.

    A hyphen at a line's end stays («it-\nprojekter», «og -\nformerne») unless the document elsewhere has the word
    without one («udvik-\nling»). Before a conjunction it stays and a space follows («proces-\nog data-»).

    Parameters
    ----------
    lines
        The paragraph's lines in order.
    vocabulary
        The document's unbroken words, from `words_of`.
    """

    def join(match: re.Match[str]) -> str:
        before, after = match.groups()
        if after.lower() in _CONJUNCTIONS:
            return f"{before}- {after}"
        whole, hyphenated = (before + after).lower(), f"{before}-{after}".lower()
        if before and whole in vocabulary and hyphenated not in vocabulary:
            return before + after
        return f"{before}-{after}"

    text = "\n".join(line.strip() for line in lines)
    return " ".join(_BROKEN.sub(join, text).split())


def is_list_of_lines(lines: list[str]) -> bool:
    """Check whether each line is an item of its own, as in a list of names.

    A paragraph breaks a line only where the next word does not fit. In a list most lines end although it would fit, and
    each begins with a capital.
    """
    if len(lines) < _LIST_LINES:
        return False
    stripped = [line.strip() for line in lines]
    width = max(map(len, stripped))
    fits = [
        following[0].isupper() and len(line) + 1 + len(following.split()[0]) <= width
        for line, following in pairwise(stripped)
    ]
    return sum(fits) / len(fits) > _LIST_SHARE
