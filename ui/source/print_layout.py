"""A printed page's measures, marks and words: made in a process of its own, shown by the server."""

from dataclasses import dataclass
from math import sqrt

SHARPNESSES = (2, 4)
"""Pixels a point that a page is drawn with: for one that is as wide as the panel, and for one that is magnified."""

_MOST_PIXELS = 12_000_000  # an A4 page at 4 has 8 million; a poster is drawn coarser
_ASCENT, _DESCENT = 1.025, 0.275
"""Of IBM Plex Sans, in which the words are set, unseen: how far it reaches above and below its baseline."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A rectangle around one line of a quote, in points from the page's upper left corner."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Word:
    """A word as printed: its box in points from the page's upper left corner, and whether a space follows it."""

    text: str
    left: float
    top: float
    width: float
    height: float
    ends: bool = True

    @property
    def font_size(self) -> float:
        """The size in which the page's own font is as high as the word's box."""
        return self.height / (_ASCENT + _DESCENT)

    @property
    def baseline(self) -> float:
        """Where the page's own font sets the word, so that it fills its box."""
        return self.top + _ASCENT * self.font_size


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page's size in points, the marks that cover a quote on it, from the top, and its words by paragraph."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    paragraphs: tuple[tuple[Word, ...], ...]

    def pixels_across(self, sharpness: int) -> int:
        """Return the width of the page's picture."""
        return round(self.width * scale_of(self.width, self.height, sharpness))


def scale_of(width: float, height: float, sharpness: int) -> float:
    """Return the pixels a point that a page of this size is drawn with: a very large one has fewer."""
    return min(float(sharpness), sqrt(_MOST_PIXELS / (width * height)))
