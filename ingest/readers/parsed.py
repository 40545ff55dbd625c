"""The result of one format's reader, before sections and offsets are known, and of reading as a whole."""

from dataclasses import dataclass
from pathlib import Path

from ingest.document import Document, Kind


@dataclass(frozen=True, slots=True)
class ReadingWarning:
    """A warning to the owner about a document, or about its page number `page`, in two languages."""

    danish: str
    english: str
    page: int | None = None

    def __str__(self) -> str:
        """Say it on one line, as the terminal shows it."""
        where = ("", "") if self.page is None else (f"side {self.page}: ", f"page {self.page}: ")
        return f"{where[0]}{self.danish} / {where[1]}{self.english}"


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that cannot be read, with the reason and the remedy in two languages."""

    file: Path
    danish: str
    english: str

    def __str__(self) -> str:
        """Say it on one line, as the terminal shows it."""
        return f"{self.file.name}: {self.danish} / {self.english}"


@dataclass(frozen=True, slots=True)
class Element:
    """A heading, paragraph, list item, table row or footnote; `level` is a heading's, from 1 at the top.

    `opening` is a table row's header, or the sentence that a footnote belongs to; a list's opening is found later.
    `repeats` marks a line of the table of contents.
    """

    kind: Kind
    text: str
    page: int = 1
    level: int = 0
    opening: str = ""
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """A parsed file: its pages' numbers and printed labels, their elements, and its title if it has one.

    `removed_lines` are not part of the text: running heads and feet, page numbers, Word's table of contents.
    """

    pages: tuple[tuple[int, str], ...]
    elements: tuple[Element, ...]
    title: str = ""
    paged: bool = True
    warnings: tuple[ReadingWarning, ...] = ()
    removed_lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document that was read, and warnings to its owner.

    `removed_lines` are in the file and not in the document: running heads and feet, page numbers.
    """

    document: Document
    warnings: tuple[ReadingWarning, ...] = ()
    removed_lines: tuple[str, ...] = ()


ONE_PAGE = ((1, "1"),)
"""The pages of a format without pages."""
