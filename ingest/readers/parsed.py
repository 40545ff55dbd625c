"""The result of one format's reader, before sections and offsets are known, and of reading as a whole."""

from dataclasses import dataclass
from pathlib import Path

from ingest.document import Document, Kind
from ingest.text import Text


@dataclass(frozen=True, slots=True)
class ReadingWarning:
    """A warning to the owner about a document, or about its page number `page`."""

    text: Text
    page: int | None = None

    @property
    def placed(self) -> Text:
        """The text with its page in front, if it has one."""
        if self.page is None:
            return self.text
        return Text(f"side {self.page}: {self.text.da}", f"page {self.page}: {self.text.en}")


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that cannot be read, with the reason and the remedy."""

    file: Path
    text: Text

    @property
    def named(self) -> Text:
        """The text with the file's name in front."""
        return self.text.after(self.file.name)


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of a file, for the owner to mend; `place` is the file's name, with the line's number if it has one."""

    place: str
    text: Text

    @property
    def placed(self) -> Text:
        """The text with its place in front."""
        return self.text.after(self.place)


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
