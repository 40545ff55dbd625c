"""The words of a PDF's page where they are printed, so that they can be selected and searched over its picture."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby, pairwise

from ingest.bidi import without_bidi_controls
from ingest.readers.pdf.characters import HYPHENS, Character
from ingest.readers.pdf.reading_order import read_lines
from ui.source.print_layout import Word

_KNOWN_SHARE = 0.5
"""A page's text has at least so many of the printed words, or it was read in another way, as where a font lies."""
_NEXT_LINE = (0.3, 1.8)
"""Of a word's height: so far below is the next line of a paragraph."""


def find_words(characters: list[Character], text: str) -> list[list[Word]]:
    """Collect a page's upright words by paragraph, in the order that they are read.

    Parameters
    ----------
    characters
        The page's characters, as `ingest.readers.pdf.characters.read_characters` gives them.
    text
        The page's text (`Page.text`). A word that a line breaks is whole in it, and then has no hyphen here.

    Returns
    -------
    list[list[Word]]
        Empty where nothing is printed upright, or where the text is not made of what the file calls its letters.
    """
    paragraphs: list[list[Word]] = []
    for line in read_lines(characters):
        if line.turned:
            continue
        for word in _words(line.characters):
            if paragraphs and _goes_on(paragraphs[-1][-1], word):
                paragraphs[-1].append(word)
            else:
                paragraphs.append([word])
    text_words = frozenset(text.split())
    printed = [word.text for paragraph in paragraphs for word in paragraph]
    if sum(word in text_words for word in printed) < _KNOWN_SHARE * len(printed):
        return []
    return [_mended(paragraph, text_words) for paragraph in paragraphs]


def _words(characters: tuple[Character, ...]) -> Iterator[Word]:
    for is_space, group in groupby(characters, key=lambda character: character.text.isspace()):
        if is_space:
            continue
        signs = [character for character in group if without_bidi_controls(character.text)]
        if not signs:
            continue
        left, top = min(sign.left for sign in signs), min(sign.top for sign in signs)
        width, height = max(sign.right for sign in signs) - left, max(sign.bottom for sign in signs) - top
        if width > 0 and height > 0:
            yield Word("".join(sign.text for sign in signs), left, top, width, height)


def _goes_on(word: Word, following: Word) -> bool:
    """Tell whether a word stands on the same line of a paragraph, or on its next."""
    down = (following.top - word.top) / word.height
    low, high = _NEXT_LINE
    return abs(down) < low or (low <= down < high and following.left < word.left + word.width)


def _mended(paragraph: list[Word], text_words: frozenset[str]) -> list[Word]:
    """Take the hyphen from where a line breaks a word that the text has whole."""
    mended = [
        replace(word, text=word.text[:-1], ends=False)
        if word.text[-1] in HYPHENS
        and following.top > word.top + word.height * _NEXT_LINE[0]
        and word.text[:-1] + following.text in text_words
        else word
        for word, following in pairwise(paragraph)
    ]
    return [*mended, paragraph[-1]]
