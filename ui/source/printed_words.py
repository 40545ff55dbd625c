"""The words of a PDF's page at their printed positions, for selection and search over its picture."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby, pairwise

from ingest.bidi import without_bidi_controls
from ingest.readers.pdf.characters import HYPHENS, Character
from ingest.readers.pdf.reading_order import read_lines
from ui.source.print_layout import Word

_KNOWN_SHARE = 0.5
"""The least share of printed words in the page's text; below it the text was read otherwise, as with a wrong font."""
_NEXT_LINE = (0.3, 1.8)
"""The distance to the next line of a paragraph, in word heights: least and most."""


def find_words(characters: list[Character], text: str) -> list[list[Word]]:
    """Collect a page's upright words by paragraph, in reading order.

    Parameters
    ----------
    characters
        The page's characters, from `ingest.readers.pdf.characters.read_characters`.
    text
        The page's text (`Page.text`). A word that a line breaks is whole in it, and then has no hyphen here.

    Returns
    -------
    list[list[Word]]
        Empty where nothing is printed upright, or where the text does not match the file's characters.
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
    """Return whether a word follows on the same line of a paragraph or on the next."""
    down = (following.top - word.top) / word.height
    low, high = _NEXT_LINE
    return abs(down) < low or (low <= down < high and following.left < word.left + word.width)


def _mended(paragraph: list[Word], text_words: frozenset[str]) -> list[Word]:
    """Remove the hyphen of a line break inside a word that is unbroken in the text."""
    mended = [
        replace(word, text=word.text[:-1], ends=False)
        if word.text[-1] in HYPHENS
        and following.top > word.top + word.height * _NEXT_LINE[0]
        and word.text[:-1] + following.text in text_words
        else word
        for word, following in pairwise(paragraph)
    ]
    return [*mended, paragraph[-1]]
