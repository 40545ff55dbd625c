"""Joining of words that a PDF's line breaks have hyphenated."""

import re
from collections.abc import Iterable

from ingest.readers.pdf.characters import HYPHENS
from ingest.readers.text_layer.reflow import reflow, words_of

_BROKEN = re.compile(rf"(\w+)[{HYPHENS}]\n(\w+)")
_SHORT = 3  # letters; shorter beginnings are most often abbreviations: «it-», «e-»


def vocabulary(texts: Iterable[str], common: frozenset[str]) -> frozenset[str]:
    r"""Collect a document's words, including those that are hyphenated at line breaks, without the hyphen.

    A hyphen is a line break's if the document or the language has the word without it, or if one half is no word:
    «datan-\nvendelse». «it-\nprojekter» keeps its hyphen.

    Parameters
    ----------
    texts
        The paragraphs, with line breaks.
    common
        Frequent words of the language.
    """
    document = "\n\n".join(texts)
    own = words_of(_BROKEN.sub(" ", document))
    known = own | common
    broken = ((match[1].lower(), match[2].lower(), match) for match in _BROKEN.finditer(document))
    mended = {
        before + after
        for before, after, match in broken
        if f"{before}-{after}" not in own
        and match[2].islower()
        and (before + after in known or (len(before) >= _SHORT and not (before in known and after in known)))
        and not (match[1].isupper() and before + after not in known)
    }
    return own | mended


def join(text: str, words: frozenset[str]) -> str:
    """Join a paragraph's lines to one."""
    lines = [line[:-1] + "-" if line[-1:] in HYPHENS else line for line in text.split("\n") if line]
    return reflow(lines, words)
