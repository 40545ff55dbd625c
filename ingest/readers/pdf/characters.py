"""A PDF page's characters with their positions, from pypdfium2."""

import ctypes
import math
import sys
from dataclasses import dataclass
from typing import TypeAlias

import pypdfium2
import pypdfium2.raw as pdfium

Box: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right, top, in PDF points."""

_NOT_TEXT = {"\r", "\n", "\x00"}
_SURROGATES = range(0xD800, 0xE000)  # code points that are no characters
_SOFT_HYPHENS = {"\x02", "\ufffe", "\u00ad"}
HYPHENS = "-\u2010\u2011"
"""Hyphens that may break a word at a line's end."""
_BOLD = 600  # the least weight of a bold font
_UPRIGHT = 0.9  # text with a smaller cosine of its angle is turned


@dataclass(frozen=True, slots=True)
class Character:
    """One character of a page.

    `box` is in the page's own coordinates, in which viewers mark text. `left`, `right`, `top` and `bottom` are points
    from the upper left corner of the page as shown, downwards. `turned` text does not run from left to right.
    `unmapped` means that the font maps the glyph to no Unicode character.
    """

    text: str
    box: Box
    left: float
    right: float
    top: float
    bottom: float
    size: float
    bold: bool
    turned: bool
    unmapped: bool

    @property
    def middle(self) -> float:
        """Halfway between top and bottom."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class PageView:
    """A page's visible rectangle in its own coordinates, and its rotation in degrees, clockwise."""

    box: Box
    rotation: int

    @property
    def width(self) -> float:
        """The width of the page as shown."""
        left, bottom, right, top = self.box
        return top - bottom if self.rotation in (90, 270) else right - left

    @property
    def height(self) -> float:
        """The height of the page as shown."""
        left, bottom, right, top = self.box
        return right - left if self.rotation in (90, 270) else top - bottom

    def place(self, box: Box) -> tuple[float, float, float, float]:
        """Convert a box from the page's own coordinates to left, right, top, bottom as shown."""
        left, bottom, right, top = box
        seen_left, seen_bottom, seen_right, seen_top = self.box
        match self.rotation:
            case 90:
                return bottom - seen_bottom, top - seen_bottom, left - seen_left, right - seen_left
            case 180:
                return seen_right - right, seen_right - left, bottom - seen_bottom, top - seen_bottom
            case 270:
                return seen_top - top, seen_top - bottom, seen_right - right, seen_right - left
            case _:
                return left - seen_left, right - seen_left, seen_top - top, seen_top - bottom


def page_view(page: pypdfium2.PdfPage) -> PageView:
    """Return a page's visible rectangle and rotation."""
    return PageView(page.get_bbox(), page.get_rotation())


def read_characters(page: pypdfium2.PdfPage) -> tuple[list[Character], int]:
    """Read a page's visible characters in the order of the content stream.

    Returns
    -------
    tuple
        The characters, including spaces, with a hyphen at a line's end as «-»; and the number of characters outside the
        visible rectangle.
    """
    view, text_page = page_view(page), page.get_textpage()
    characters, hidden = [], 0
    name = ctypes.create_string_buffer(96)  # one buffer for the page: it has thousands of characters
    try:
        for index in range(text_page.count_chars()):
            text = _text(text_page, index)
            if text in _NOT_TEXT:
                continue
            box = text_page.get_charbox(index, loose=True)
            left, right, top, bottom = view.place(box)
            if right < 0 or left > view.width or bottom < 0 or top > view.height:
                hidden += not text.isspace()
                continue
            raw = text_page.raw
            characters.append(
                Character(
                    text=text,
                    box=box,
                    left=left,
                    right=right,
                    top=top,
                    bottom=bottom,
                    size=bottom - top,
                    bold=pdfium.FPDFText_GetFontWeight(raw, index) >= _BOLD or _bold_by_name(raw, index, name),
                    turned=_turned(pdfium.FPDFText_GetCharAngle(raw, index), view.rotation),
                    unmapped=pdfium.FPDFText_HasUnicodeMapError(raw, index) == 1,
                )
            )
    finally:
        text_page.close()
    return characters, hidden


def _text(text_page: pypdfium2.PdfTextPage, index: int) -> str:
    code = pdfium.FPDFText_GetUnicode(text_page.raw, index)
    text = chr(code) if code <= sys.maxunicode and code not in _SURROGATES else "\ufffd"
    return "-" if text in _SOFT_HYPHENS else text


def _turned(angle: float, rotation: int) -> bool:
    """Check whether text is turned as shown; its own angle and the page's are both clockwise."""
    return math.cos(angle + math.radians(rotation)) < _UPRIGHT


def _bold_by_name(raw: object, index: int, name: "ctypes.Array[ctypes.c_char]") -> bool:
    """Check the font's name, since many fonts have no weight: «Calibri-Bold»; `name` is a buffer."""
    length = pdfium.FPDFText_GetFontInfo(raw, index, name, len(name), None)
    return length > 0 and b"bold" in name.value.lower()
