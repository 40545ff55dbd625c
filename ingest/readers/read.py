"""Read a document file and its metadata into a `Document`, by the reader of its format."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from ingest.bidi import without_bidi_controls
from ingest.document import Block, Document, Page, document_id
from ingest.errors import CorpusError, DocumentError
from ingest.language import language_of
from ingest.metadata import Facts, read_facts
from ingest.readers.decoding import decode
from ingest.readers.direction import straighten, straighten_pages
from ingest.readers.file_formats import Format, read_checked
from ingest.readers.html import read_web
from ingest.readers.markdown import read_markdown
from ingest.readers.parsed import ParsedFile, ReadDocument
from ingest.readers.pdf.reader import read_pdf
from ingest.readers.sections import with_sections
from ingest.readers.text_layer.raw_pages import split_pages
from ingest.readers.text_layer.reflow import words_of
from ingest.readers.text_layer.structure import TextBlock, find_blocks
from ingest.readers.word import read_word

BETWEEN_BLOCKS = "\n\n"

_READERS: dict[Format, Callable[[bytes], ParsedFile]] = {
    Format.PDF: read_pdf,
    Format.WORD: read_word,
    Format.WEB: read_web,
    Format.MARKDOWN: read_markdown,
}


def read_document(path: Path) -> Document:
    """Read one document; `read` also returns warnings to the owner.

    Raises
    ------
    CorpusError
        If the file cannot be read, or does not agree with its facts; the message names it.
    """
    try:
        return read(path).document
    except DocumentError as error:
        raise CorpusError(error.text.after(path)) from error


def read(path: Path) -> ReadDocument:
    """Read one document in this process; `ingest.readers.isolated` reads in a limited process.

    Raises
    ------
    CorpusError
        If the file cannot be read (`DocumentError`), or does not agree with its facts.
    """
    format_, data = read_checked(path)
    return parse_document(path, format_, data, read_facts(path.with_suffix(".toml")))


def parse_document(path: Path, format_: Format, data: bytes, facts: Facts) -> ReadDocument:
    """Parse a file's content, which was checked before, into a document whose id comes from `path`.

    Raises
    ------
    CorpusError
        If the content cannot be read (`DocumentError`), or does not agree with its facts.
    """
    if format_ is Format.TEXT:
        text = decode(data)
        raw_pages, warnings = straighten_pages(split_pages(text, facts.first_page))
        pieces = find_blocks(raw_pages, facts.outline, words_of(text))
        numbers = tuple((page.number, page.label) for page in raw_pages)
        return ReadDocument(_document(path, data, facts, ParsedFile(numbers, ()), pieces), warnings)
    draft = straighten(_READERS[format_](data))
    document = _document(path, data, facts, draft, with_sections(draft.elements))
    return ReadDocument(document, draft.warnings, draft.removed_lines)


def _document(path: Path, data: bytes, facts: Facts, draft: ParsedFile, pieces: list[TextBlock]) -> Document:
    laid_out = lay_out(draft.pages, pieces)
    pages = tuple(page for page, _ in laid_out)
    return Document(
        id=document_id(path),
        title=facts.title or draft.title or without_bidi_controls(path.stem),
        language=facts.language or language_of(page.text for page in pages),
        publisher=facts.publisher,
        source_url=facts.source_url,
        published=facts.published,
        sha256=sha256(data).hexdigest(),
        pages=pages,
        blocks=tuple(block for _, blocks in laid_out for block in blocks),
        paged=draft.paged,
        work=facts.work,
        edition=facts.edition,
        groups=facts.groups,
    )


def lay_out(pages: tuple[tuple[int, str], ...], pieces: list[TextBlock]) -> list[tuple[Page, list[Block]]]:
    """Join the blocks of each page into its text, and record their offsets."""
    by_page: dict[int, list[TextBlock]] = {number: [] for number, _ in pages}
    for piece in pieces:
        by_page[piece.page].append(piece)
    return [_lay_out_page(number, label, by_page[number]) for number, label in pages]


def _lay_out_page(number: int, label: str, pieces: list[TextBlock]) -> tuple[Page, list[Block]]:
    blocks, at = [], 0
    for piece in pieces:
        end = at + len(piece.text)
        blocks.append(Block(piece.kind, number, at, end, piece.section, piece.opening, piece.repeats))
        at = end + len(BETWEEN_BLOCKS)
    return Page(number, label, BETWEEN_BLOCKS.join(piece.text for piece in pieces)), blocks
