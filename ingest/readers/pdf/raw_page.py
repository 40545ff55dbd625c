"""One page of a PDF: its lines, its pictures, and whether its fonts can be decoded."""

from dataclasses import dataclass
from itertools import islice

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.readers.pdf.characters import Character, page_view, read_characters
from ingest.readers.pdf.reading_order import read_lines
from ingest.readers.pdf.runs import TextLine

_IMAGES = 50  # the most pictures of a page that are measured
_PRIVATE = range(0xE000, 0xF900)
_GARBAGE_SHARE = 0.1
_FEWEST = 20  # the fewest characters by which a page is judged
_VOWELS = frozenset("aeiouyæøåäöüéèáíóúAEIOUYÆØÅÄÖÜÉÈÁÍÓÚ")
_USUAL = frozenset("enrtidasgl")
_USUAL_SHARE = 0.5  # of letters; in Danish these ten are 71 in a hundred, in English 62
_VOWEL_SHARE = 0.12  # of letters; text in any language that is read has far more


@dataclass(frozen=True, slots=True)
class PdfPage:
    """A page's lines in reading order; `printed_label` is the file's own label for it, which most files lack.

    `pictures` is the share of the page that pictures cover, `hidden` the number of characters outside the visible
    rectangle, and `garbled` whether the fonts lack a usable map to Unicode.
    """

    number: int
    printed_label: str
    height: float
    lines: tuple[TextLine, ...]
    pictures: float
    hidden: int
    garbled: bool

    @property
    def letters(self) -> int:
        """The number of letters and digits on the page."""
        return sum(character.isalnum() for line in self.lines for character in line.text)


def read_page(document: pypdfium2.PdfDocument, number: int) -> PdfPage:
    """Read a page by its number, from 1."""
    page = document[number - 1]
    try:
        characters, hidden = read_characters(page)
        return PdfPage(
            number=number,
            printed_label=document.get_page_label(number - 1).strip(),
            height=page_view(page).height,
            lines=tuple(line.without_characters() for line in read_lines(characters)),
            pictures=_pictures(page),
            hidden=hidden,
            garbled=_is_garbled(characters),
        )
    finally:
        page.close()


def _pictures(page: pypdfium2.PdfPage) -> float:
    view = page_view(page)
    area = 0.0
    for picture in islice(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]), _IMAGES):
        left, right, top, bottom = view.place(picture.get_bounds())
        width = min(right, view.width) - max(left, 0.0)
        area += max(width, 0.0) * max(min(bottom, view.height) - max(top, 0.0), 0.0)
    return min(area / max(view.width * view.height, 1.0), 1.0)


def _is_garbled(characters: list[Character]) -> bool:
    """Check whether the glyphs have no usable text: no map, private code points, or letters without vowels."""
    signs = [character for character in characters if not character.text.isspace()]
    if len(signs) < _FEWEST:
        return False
    lost = sum(c.text == "\ufffd" or c.text < " " or ord(c.text) in _PRIVATE for c in signs)
    letters = [character.text for character in signs if character.text.isalpha()]
    vowels = sum(letter in _VOWELS for letter in letters)
    soup = len(letters) >= _FEWEST and letters[0].isascii() and vowels < _VOWEL_SHARE * len(letters)
    noise = sum(not c.text.isalnum() for c in signs) > len(signs) / 2 and not letters
    return lost > _GARBAGE_SHARE * len(signs) or soup or noise or _are_no_words(signs)


def _are_no_words(signs: list[Character]) -> bool:
    """Check whether the letters guessed for unmapped glyphs are unlike any language's."""
    guessed = "".join(sign.text if sign.unmapped else " " for sign in signs).lower()
    letters = [letter for letter in guessed if letter.isalpha()]
    usual = sum(letter in _USUAL for letter in letters)
    return len(letters) >= _FEWEST and usual < _USUAL_SHARE * len(letters)
