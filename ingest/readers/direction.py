"""Removal of bidi controls from parsed files, with a warning for each page that had some."""

from collections.abc import Iterable
from dataclasses import replace

from ingest.bidi import without_bidi_controls
from ingest.readers.parsed import ParsedFile, ReadingWarning
from ingest.readers.text_layer.raw_pages import RawPage
from ingest.text import Text

_DANISH = "usynlige tegn, der vender læseretningen, er taget ud."
_ENGLISH = "invisible characters that turn the reading direction were taken out."


def straighten_pages(pages: Iterable[RawPage]) -> tuple[list[RawPage], tuple[ReadingWarning, ...]]:
    """Remove bidi controls from a text layer's pages, and warn about each page that had some."""
    given = list(pages)
    straight = [replace(page, lines=tuple(map(without_bidi_controls, page.lines))) for page in given]
    changed = [page.number for page, after in zip(given, straight, strict=True) if page != after]
    return straight, tuple(ReadingWarning(Text(_DANISH, _ENGLISH), number) for number in changed)


def straighten(draft: ParsedFile) -> ParsedFile:
    """Remove bidi controls from all of a parsed file, and warn about each page that had some."""
    straight = [
        replace(element, text=without_bidi_controls(element.text), opening=without_bidi_controls(element.opening))
        for element in draft.elements
    ]
    changed = {before.page for before, after in zip(draft.elements, straight, strict=True) if before != after}
    pages = sorted(changed) if draft.paged else [None] * bool(changed)
    return replace(
        draft,
        pages=tuple((number, without_bidi_controls(label)) for number, label in draft.pages),
        elements=tuple(element for element in straight if element.text.strip()),
        title=without_bidi_controls(draft.title).strip(),
        warnings=(*draft.warnings, *(ReadingWarning(Text(_DANISH, _ENGLISH), page) for page in pages)),
        removed_lines=tuple(map(without_bidi_controls, draft.removed_lines)),
    )
