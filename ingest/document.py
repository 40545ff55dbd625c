"""Documents, their pages, blocks and passages, and the ids of documents and passages."""

import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from ingest.bidi import without_bidi_controls
from ingest.errors import CorpusError
from ingest.text import Text


class Kind(StrEnum):
    """The kind of a block or passage."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    TABLE = "table"
    CAPTION = "caption"
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class Page:
    """A published page after reflow: its number in the file, from 1, its printed label, and its text."""

    number: int
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """A block of page number `page`: that page's text from `start` to `end`.

    `opening` is the line that introduces a list item's list. `repeats` marks a pull-quote or label that repeats the
    body text.
    """

    kind: Kind
    page: int
    start: int
    end: int
    section: tuple[str, ...]
    opening: str = ""
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A published document: its metadata, its pages in order, and their blocks.

    `paged` is False for a format without pages: the document has one page, numbered 1, and its number is not shown.
    Documents of the same `work` are its editions; `edition` names this one. Only the groups in `groups` may read the
    document; empty permits everybody.
    """

    id: str
    title: str
    language: str
    publisher: str
    source_url: str
    published: str | None
    sha256: str
    pages: tuple[Page, ...]
    blocks: tuple[Block, ...]
    paged: bool = True
    work: str = ""
    edition: str = ""
    groups: tuple[str, ...] = ()

    def page(self, number: int) -> Page:
        """Return the page with this number.

        Raises
        ------
        KeyError
            If the document has no such page.
        """
        at = bisect_left(self.pages, number, key=lambda page: page.number)
        if at == len(self.pages) or self.pages[at].number != number:
            raise KeyError(number)
        return self.pages[at]


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit of search: consecutive blocks of one kind in one section on one page.

    Invariant: `document.page(page).text[start:end] == text`. `opening` is the line that introduces the list, unless the
    text contains it.
    """

    id: str
    document_id: str
    section: tuple[str, ...]
    page: int
    start: int
    end: int
    text: str
    kind: Kind
    opening: str = ""


def passage_id(document_id: str, page: int, start: int, end: int) -> str:
    """Derive a passage's id from its position, so that a rebuild of the same document gives the same id.

    Returns
    -------
    str
        16 hexadecimal digits.
    """
    return sha256(f"{document_id}\n{page}\n{start}\n{end}".encode()).hexdigest()[:16]


def document_id(path: Path) -> str:
    """Derive a document's id from its file name, in Unicode form NFC, without bidi controls and without outer dots.

    Thus å is one letter on every system, and no id is a path to a parent folder.

    Raises
    ------
    CorpusError
        If the name consists of dots.
    """
    if name := without_bidi_controls(unicodedata.normalize("NFC", path.stem)).strip(". "):
        return name
    raise CorpusError(Text(f"{path}: filen skal have et navn.", f"{path}: the file needs a name."))
