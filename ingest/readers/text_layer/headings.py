"""Split a page into its headings and the groups of lines between them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from ingest.errors import DocumentError
from ingest.metadata import OutlineEntry
from ingest.readers.text_layer.raw_pages import RawPage
from ingest.readers.text_layer.reflow import reflow
from ingest.text import Text

LineGroup: TypeAlias = tuple[str, ...]

_HEADING_LENGTH = 90
_HEADING_LINES = 2
_NUMBERED = re.compile(r"(\d+(?:\.\d+)*)\.?\s+\S")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading at its position in reading order; level 1 is the top."""

    level: int
    text: str
    figure: bool = False


def find_headings(page: RawPage, outline: tuple[OutlineEntry, ...], words: frozenset[str]) -> list[Heading | LineGroup]:
    """Split a page into headings and groups of lines, in reading order.

    A heading that the text layer puts after its section (`OutlineEntry.starts`) is moved before it.

    Raises
    ------
    DocumentError
        If a heading of the outline, or the start of its section, is not on the page.
    """
    groups = list(_groups(page.lines))
    if not outline:
        return _guess(groups)
    result: list[Heading | LineGroup] = list(groups)
    for entry in (entry for entry in outline if entry.page == page.number):
        result = _place(result, entry, words)
    return result


def _groups(lines: tuple[str, ...]) -> Iterator[LineGroup]:
    """Split lines into groups at blank lines; a pull-quote with a blank line in it stays one group."""
    group: list[str] = []
    for line in (*lines, ""):
        in_quote = bool(group) and group[0].startswith("“") and not group[-1].rstrip().endswith("”")
        if line.strip():
            group.append(line)
        elif group and not in_quote:
            yield tuple(group)
            group = []
    if group:
        yield tuple(group)


def _place(result: list[Heading | LineGroup], entry: OutlineEntry, words: frozenset[str]) -> list[Heading | LineGroup]:
    place, group, first, last = _find_lines(result, entry, words)
    heading = Heading(entry.level, entry.heading, entry.figure)
    around = [part for part in (group[:first], group[last:]) if part]
    if entry.starts is None:
        cut: list[Heading | LineGroup] = [*([group[:first]] if first else []), heading]
        return [*result[:place], *cut, *([group[last:]] if last < len(group) else []), *result[place + 1 :]]
    rest = [*result[:place], *around, *result[place + 1 :]]
    for target, candidate in enumerate(rest):
        if not isinstance(candidate, Heading) and reflow(list(candidate), words).startswith(entry.starts):
            return [*rest[:target], heading, *rest[target:]]
    raise DocumentError(
        Text(
            f"side {entry.page} har intet afsnit, der begynder med «{entry.starts}», som `outline` i dens .toml siger.",
            f"page {entry.page} has no paragraph that starts with «{entry.starts}», as `outline` in its .toml says.",
        ),
    )


def _find_lines(
    result: list[Heading | LineGroup], entry: OutlineEntry, words: frozenset[str]
) -> tuple[int, LineGroup, int, int]:
    """Find the group that contains the heading, and the heading's first and last line in it, at most four lines."""
    wanted = entry.heading.rstrip("?")
    for place, group in enumerate(result):
        if isinstance(group, Heading):
            continue
        for first in range(len(group)):
            for last in range(first + 1, min(first + 4, len(group)) + 1):
                if reflow(list(group[first:last]), words).rstrip("?") == wanted:
                    return place, group, first, last
    raise DocumentError(
        Text(
            f"side {entry.page} har ikke overskriften «{entry.heading}», som `outline` i dens .toml siger.",
            f"page {entry.page} has no heading «{entry.heading}», as `outline` in its .toml says.",
        ),
    )


def _guess(groups: list[LineGroup]) -> list[Heading | LineGroup]:
    """Guess headings without an outline: one or two short lines before a paragraph, without a full stop."""
    result: list[Heading | LineGroup] = []
    for place, group in enumerate(groups):
        text = " ".join(" ".join(group).split())
        follows = place + 1 < len(groups) and len(" ".join(groups[place + 1])) > len(text)
        plain = len(group) <= _HEADING_LINES and len(text) <= _HEADING_LENGTH and text[-1] not in '.:;,”"!'
        if plain and follows and text[0].isupper() | text[0].isdigit():
            numbered = _NUMBERED.match(text)
            result.append(Heading(numbered[1].count(".") + 1 if numbered else 1, text))
        else:
            result.append(group)
    return result
