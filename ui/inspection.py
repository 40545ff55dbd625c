"""The parsed content of a document, page by page, for `rundbord inspect` and the owner's page."""

from dataclasses import dataclass
from pathlib import Path

from ingest.document import Block, Document, Kind, Passage
from ingest.passages import make_passages
from ingest.readers.isolated import read_file
from ingest.readers.parsed import ReadDocument, ReadingWarning


@dataclass(frozen=True, slots=True)
class InspectedPage:
    """One page: its printed label, its text's length in characters, and its content in reading order."""

    number: int
    label: str
    characters: int
    headings: tuple[Block, ...]
    passages: tuple[Passage, ...]
    remarks: tuple[ReadingWarning, ...]


@dataclass(frozen=True, slots=True)
class Inspection:
    """A document; `remarks` concern all of it, `taken_off` has each removed line (page headers and footers) once."""

    document: Document
    pages: tuple[InspectedPage, ...]
    remarks: tuple[ReadingWarning, ...]
    taken_off: tuple[str, ...]

    @property
    def headings(self) -> int:
        """The number of headings."""
        return sum(len(page.headings) for page in self.pages)

    @property
    def passages(self) -> tuple[Passage, ...]:
        """All passages, in reading order."""
        return tuple(passage for page in self.pages for passage in page.passages)

    @property
    def warnings(self) -> int:
        """The number of remarks about pages and about the document."""
        return len(self.remarks) + sum(len(page.remarks) for page in self.pages)


def inspect_pages(reading: ReadDocument) -> Inspection:
    """Sort a read document by page."""
    document, made = reading.document, make_passages(reading.document)
    headings = [block for block in document.blocks if block.kind is Kind.HEADING]
    pages = tuple(
        InspectedPage(
            page.number,
            page.label,
            len(page.text),
            tuple(block for block in headings if block.page == page.number),
            tuple(passage for passage in made if passage.page == page.number),
            tuple(remark for remark in reading.warnings if remark.page == page.number),
        )
        for page in document.pages
    )
    numbers = {page.number for page in pages}
    general = tuple(remark for remark in reading.warnings if remark.page not in numbers)
    return Inspection(document, pages, general, tuple(dict.fromkeys(reading.removed_lines)))


def inspect_file(file: Path) -> Inspection:
    """Read a document in this process and sort it by page."""
    return inspect_pages(read_file(file))
