"""Marks that turn the reading direction of text: unseen, they make a reader see other words than are there."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Annotated

from pydantic import BeforeValidator

from ingest.readers.parsed import Draft, Remark
from ingest.readers.text_layer.raw_pages import RawPage

_MARKS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Unicode's property Bidi_Control."""
_DANISH = "usynlige tegn, der vender læseretningen, er taget ud."
_ENGLISH = "invisible characters that turn the reading direction were taken out."


def without_marks(text: str) -> str:
    """Take the marks out of a text."""
    return _MARKS.sub("", text)


def _straighten(value: object) -> object:
    return without_marks(value) if isinstance(value, str) else value


StraightText = Annotated[str, BeforeValidator(_straighten)]
"""A text of a file that pydantic reads, without the marks."""


def straighten_pages(pages: Iterable[RawPage]) -> tuple[list[RawPage], tuple[Remark, ...]]:
    """Take the marks out of a text layer's pages, and remark on each page that had some."""
    given = list(pages)
    straight = [replace(page, lines=tuple(map(without_marks, page.lines))) for page in given]
    changed = [page.number for page, after in zip(given, straight, strict=True) if page != after]
    return straight, tuple(Remark(_DANISH, _ENGLISH, number) for number in changed)


def straighten(draft: Draft) -> Draft:
    """Take the marks out of all that was read, and remark on each page that had some."""
    straight = [
        replace(element, text=without_marks(element.text), opening=without_marks(element.opening))
        for element in draft.elements
    ]
    changed = {before.page for before, after in zip(draft.elements, straight, strict=True) if before != after}
    pages = sorted(changed) if draft.paged else [None] * bool(changed)
    return replace(
        draft,
        pages=tuple((number, without_marks(label)) for number, label in draft.pages),
        elements=tuple(element for element in straight if element.text.strip()),
        title=without_marks(draft.title).strip(),
        remarks=(*draft.remarks, *(Remark(_DANISH, _ENGLISH, page) for page in pages)),
        taken_off=tuple(map(without_marks, draft.taken_off)),
    )
