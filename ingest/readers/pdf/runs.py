"""Join a PDF page's characters to runs: consecutive characters of the content stream on one line."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from statistics import median
from typing import Self

from ingest.readers.pdf.characters import Character

WORD_GAP = 0.2
"""Gap that counts as a space, if wider, as a share of the text's height."""
CELL_GAP = 1.5
"""Gap that separates columns or table cells, if wider, as a share of the text's height."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """Characters on one line of the page, with tabs between cells.

    `top`, `bottom` and `size` are medians over the letters. `bold` means that all letters are bold, `turned` that the
    line does not run from left to right. `characters` is empty after `without_characters`.
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    bold: bool
    turned: bool
    characters: tuple[Character, ...]

    def without_characters(self) -> Self:
        """Return the line without its characters, which take a hundred times its memory."""
        return replace(self, characters=())


def line_of(characters: list[Character]) -> TextLine:
    """Make a line of characters, of which at least one is no space."""
    signs = [character for character in characters if not character.text.isspace()]
    return TextLine(
        text="".join(character.text for character in characters),
        left=min(character.left for character in characters),
        right=max(character.right for character in characters),
        top=median(character.top for character in signs),
        bottom=median(character.bottom for character in signs),
        size=median(character.size for character in signs),
        bold=all(character.bold for character in signs if character.text.isalpha()),
        turned=signs[0].turned,
        characters=tuple(characters),
    )


def find_runs(characters: list[Character]) -> Iterator[TextLine]:
    """Split the characters where the content stream moves to another line or over a gap between cells."""
    run: list[Character] = []
    space: Character | None = None
    for character in characters:
        if character.text.isspace():
            space = character
            continue
        if run and not _follows(run[-1], character):
            yield line_of(run)
            run = []
        elif run and (space or _gap(run[-1], character) > WORD_GAP * character.size):
            run.append(space_between(run[-1], character))
        run.append(character)
        space = None
    if run:
        yield line_of(run)


def _follows(before: Character, character: Character) -> bool:
    if before.turned or character.turned:
        return before.turned and character.turned and _near(before, character)
    height = max(before.size, character.size)
    same_line = before.top < character.middle < before.bottom or character.top < before.middle < character.bottom
    onwards = character.left >= before.left or _gap(before, character) > -height / 2  # a ligature's letters share a box
    return same_line and onwards and _gap(before, character) < CELL_GAP * height


def _near(before: Character, character: Character) -> bool:
    reach = 2 * max(before.right - before.left, before.size, character.right - character.left, character.size)
    return abs(before.left - character.left) < reach and abs(before.top - character.top) < reach


def _gap(before: Character, character: Character) -> float:
    return 0.0 if before.turned else character.left - before.right


def space_between(before: Character, after: Character, text: str = " ") -> Character:
    box = (before.box[2], before.box[1], max(before.box[2], after.box[0]), before.box[3])
    return Character(
        text, box, before.right, max(before.right, after.left), before.top, before.bottom, before.size,
        bold=before.bold, turned=before.turned, unmapped=False,
    )  # fmt: skip
