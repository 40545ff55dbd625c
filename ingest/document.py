"""Documents, their pages, blocks and passages, and the ids of documents and passages."""

import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from ingest.bidi import without_bidi_controls
from ingest.errors import CorpusError


class Kind(StrEnum):
    """What a stretch of text is on its page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    TABLE = "table"
    CAPTION = "caption"
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class Page:
    """One page as published, after reflow: `number` is what a viewer opens (1-based), `label` what is printed on it."""

    number: int
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item, pull-quote or figure label: page number `page`'s text from `start` to `end`.

    `opening` is the line that introduces the list (for list items), and `repeats` says that a pull-quote or label
    repeats what the body text also says.
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
    """A published document: its facts, its pages in order, and the blocks that they consist of.

    `paged` is False for a format without pages: it has one page, numbered 1, whose number nobody is told. Documents of
    the same `work` are editions of it, and `edition` is what this one is called. `groups` are those who alone may read
    it; empty is everybody.
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
    """What search finds: a run of blocks of one kind within one section and page.

    Invariant: `document.page(page).text[start:end] == text`. `opening` is the line that introduces the list where the
    text itself does not hold it.
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
    """Name a passage by where it stands, so that the name survives a rebuild of the same document.

    Returns
    -------
    str
        16 hexadecimal digits.
    """
    return sha256(f"{document_id}\n{page}\n{start}\n{end}".encode()).hexdigest()[:16]


def document_id(path: Path) -> str:
    """Name a document after its file: å is one letter on every system, and no name is a way up in a folder or address.

    Raises
    ------
    CorpusError
        If the name has nothing but dots.
    """
    if name := without_bidi_controls(unicodedata.normalize("NFC", path.stem)).strip(". "):
        return name
    raise CorpusError(f"{path}: filen skal have et navn. / The file needs a name.")
