"""A PDF page's characters become runs: the stretches that the page's content sets in one go on one line."""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from ingest.pdf_characters import Character

WORD_GAP = 0.2
"""Of the text's height: a wider gap is a space."""
CELL_GAP = 1.5
"""Of the text's height: a wider gap parts two columns, or two cells of a table."""


@dataclass(frozen=True, slots=True)
class Line:
    """Characters that follow each other on one line of the page; between cells there is a tab."""

    characters: tuple[Character, ...]

    @property
    def text(self) -> str:
        """What the line says."""
        return "".join(character.text for character in self.characters)

    @property
    def left(self) -> float:
        """Its left end."""
        return min(character.left for character in self.characters)

    @property
    def right(self) -> float:
        """Its right end."""
        return max(character.right for character in self.characters)

    @property
    def top(self) -> float:
        """The upper edge of most of its letters."""
        return median(character.top for character in self.characters if not character.text.isspace())

    @property
    def bottom(self) -> float:
        """The lower edge of most of its letters."""
        return median(character.bottom for character in self.characters if not character.text.isspace())

    @property
    def size(self) -> float:
        """The height of most of its letters."""
        return median(character.size for character in self.characters if not character.text.isspace())

    @property
    def bold(self) -> bool:
        """Whether all of its letters are bold."""
        return all(character.bold for character in self.characters if character.text.isalpha())

    @property
    def turned(self) -> bool:
        """Whether it runs in another direction than from left to right."""
        return self.characters[0].turned


def find_runs(characters: list[Character]) -> Iterator[Line]:
    """Cut the characters where the page's content jumps: to another line, or over a gap that parts two cells."""
    run: list[Character] = []
    space: Character | None = None
    for character in characters:
        if character.text.isspace():
            space = character
            continue
        if run and not _follows(run[-1], character):
            yield Line(tuple(run))
            run = []
        elif run and (space or _gap(run[-1], character) > WORD_GAP * character.size):
            run.append(space_between(run[-1], character))
        run.append(character)
        space = None
    if run:
        yield Line(tuple(run))


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
