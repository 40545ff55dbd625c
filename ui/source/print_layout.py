"""A printed page's measures, marks and words: made in a child process, shown by the server."""

from dataclasses import dataclass
from math import sqrt

SHARPNESSES = (2, 4)
"""Pixels a point of a drawn page: at the width of the panel, and magnified."""

_MOST_PIXELS = 12_000_000  # an A4 page at 4 has 8 million; a poster is drawn coarser
_ASCENT, _DESCENT = 1.025, 0.275
"""Ascent and descent of IBM Plex Sans, the font of the invisible words, as shares of its size."""


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
        """The font size at which the page's own font is as high as the word's box."""
        return self.height / (_ASCENT + _DESCENT)

    @property
    def baseline(self) -> float:
        """The baseline at which the word in the page's own font fills its box."""
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
    """Return the pixels a point of a page of this size: a very large one has fewer."""
    return min(float(sharpness), sqrt(_MOST_PIXELS / (width * height)))
