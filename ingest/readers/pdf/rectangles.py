"""The rectangles that mark a quote on a PDF's page."""

from itertools import groupby
from pathlib import Path

import pypdfium2

from ingest.errors import CorpusError
from ingest.readers.pdf.characters import HYPHENS, Box, Character, read_characters
from ingest.readers.pdf.reading_order import read_lines
from ingest.text import Text


def quote_rectangles(pdf: Path, page: int, text: str, start: int, end: int) -> list[Box]:
    """Find the rectangles that cover a quote on its page, one a line.

    Parameters
    ----------
    pdf
        The original file, from the bundle.
    page
        The page's number (`Page.number`, from 1).
    text
        The page's text (`Page.text`); the quote is its range from `start` to `end`.

    Returns
    -------
    list[Box]
        Left, bottom, right, top in the page's own coordinates, as PDF.js' `convertToViewportRectangle` takes them.
        Empty if the quote has no letters, or is not found on the page (after text recognition, or in a changed file).

    Raises
    ------
    CorpusError
        If the file has no such page, or is no PDF.
    """
    return _rectangles(_characters(pdf, page), text, start, end)


def rectangles_among(characters: list[Character], text: str, start: int, end: int) -> list[Box]:
    """Find a quote's rectangles as `quote_rectangles` does, from characters that were read before."""
    return _rectangles(_lines(characters), text, start, end)


def _characters(pdf: Path, page: int) -> list[list[Character]]:
    try:
        with pypdfium2.PdfDocument(pdf) as document:
            characters, _ = read_characters(document.get_page(page - 1))
    except (pypdfium2.PdfiumError, IndexError, FileNotFoundError) as error:
        raise CorpusError(
            Text(f"Side {page} i {pdf} kan ikke åbnes.", f"Page {page} of {pdf} cannot be opened.")
        ) from error
    return _lines(characters)


def _lines(characters: list[Character]) -> list[list[Character]]:
    return [[c for c in line.characters if _counts(c.text)] for line in read_lines(characters)]


def _rectangles(lines: list[list[Character]], text: str, start: int, end: int) -> list[Box]:
    letters = [(number, character) for number, line in enumerate(lines) for character in line]
    printed = "".join(character.text for _, character in letters)
    quote = _squeeze(text[start:end])
    if not quote:
        return []
    at = _place(printed, quote, _occurrences(_squeeze(text[:start]) + quote[:-1], quote))
    if at < 0:
        return []
    marked = letters[at : at + len(quote)]
    return [_around([c for _, c in line]) for _, line in groupby(marked, key=lambda m: (m[0], round(m[1].middle)))]


def _place(printed: str, quote: str, before: int) -> int:
    """Find the occurrence with `before` others before it, or the last one if there are fewer."""
    at, found = printed.find(quote), -1
    while at >= 0:
        found = at
        if before == 0:
            break
        before -= 1
        at = printed.find(quote, at + 1)
    return found


def _occurrences(text: str, quote: str) -> int:
    count, at = 0, text.find(quote)
    while at >= 0:
        count, at = count + 1, text.find(quote, at + 1)
    return count


def _squeeze(text: str) -> str:
    return "".join(letter for letter in text if _counts(letter))


def _counts(letter: str) -> bool:
    """Check that a character is no space or hyphen, which line breaks add and remove."""
    return not letter.isspace() and letter not in HYPHENS


def _around(characters: list[Character]) -> Box:
    boxes = [character.box for character in characters]
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
