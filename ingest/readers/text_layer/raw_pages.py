"""Split a text file, or a PDF's text layer saved as one, into pages of raw lines."""

import re
from dataclasses import dataclass

from ingest.errors import DocumentError
from ingest.text import Text

# A page break is a form feed if the converter kept it; else a line that begins with a space, or three or more blank
# lines.
_FORM_FEED = re.compile(r"\f")
_LOST_BREAK = re.compile(r"(?:\A|\n) (?=\S)|\n\s*\n\s*\n\s*\n(?=\S)")
_LONE_NUMBER = re.compile(r"\A\s*(\d{1,4})\s*\Z")
_TITLE_LENGTH = 60


@dataclass(frozen=True, slots=True)
class RawPage:
    """One page's lines from the text layer, without the printed page number."""

    number: int
    label: str
    lines: tuple[str, ...]


def split_pages(text: str, first_page: int) -> list[RawPage]:
    """Split a text layer into its pages and check them against the page numbers printed in it.

    Parameters
    ----------
    text
        The whole text layer.
    first_page
        The number of the first page.

    Raises
    ------
    DocumentError
        If a printed page number contradicts the count of the page breaks.
    """
    breaks = _FORM_FEED if "\f" in text else _LOST_BREAK
    parts = [part for part in breaks.split(text) if part.strip()]
    pages = []
    for number, part in enumerate(_join_lone_titles(parts), start=first_page):
        lines, printed = _without_page_number(part.split("\n"))
        if printed is not None and printed != number:
            raise DocumentError(
                Text(
                    f"på side {number} er der trykt {printed}: sideskiftene er ikke fundet rigtigt, eller `first_page` "
                    f"i dokumentets .toml er ikke {first_page}.",
                    f"page {number} has the number {printed} printed on it: the page breaks were not found rightly, or "
                    f"`first_page` in the document's .toml is not {first_page}.",
                ),
            )
        pages.append(RawPage(number, str(number), tuple(lines)))
    return pages


def _join_lone_titles(parts: list[str]) -> list[str]:
    """Merge parts that are no pages: join a lone title with the text on both sides, and remove a lone number."""
    pages: list[str] = []
    glue = False
    for part in parts:
        words = " ".join(part.split())
        if _LONE_NUMBER.match(words):
            continue
        is_title = len(words) <= _TITLE_LENGTH and words[-1] not in ".?!:"
        if pages and (glue or is_title):
            pages[-1] = f"{pages[-1]}\n\n{part}"
        else:
            pages.append(part)
        glue = is_title
    return pages


def _without_page_number(lines: list[str]) -> tuple[list[str], int | None]:
    """Remove a number that is alone on the page's first or last line, and return it."""
    filled = [place for place, line in enumerate(lines) if line.strip()]
    for place in (filled[0], filled[-1]):
        if match := _LONE_NUMBER.match(lines[place]):
            return lines[:place] + lines[place + 1 :], int(match[1])
    return lines, None
