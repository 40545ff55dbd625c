"""A document file and the facts beside it become a Document."""

from hashlib import sha256
from pathlib import Path

from ingest.document import Block, Document, Page
from ingest.errors import CorpusError
from ingest.facts import read_facts
from ingest.reflow import words_of
from ingest.structure import Piece, find_pieces
from ingest.text_layer import RawPage, split_pages

BETWEEN_BLOCKS = "\n\n"


def read_document(path: Path) -> Document:
    """Read one document.

    Raises
    ------
    CorpusError
        If the file is not UTF-8 text or holds none, or does not agree with its facts.
    """
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise CorpusError(
            f"{path} is not UTF-8 text: {error}. Save it as UTF-8, or convert it to text first."
        ) from error
    if not text.strip():
        raise CorpusError(f"{path} is empty: there is nothing to index.")
    facts = read_facts(path.with_suffix(".toml"))
    raw_pages = split_pages(text, facts.first_page)
    pieces = find_pieces(raw_pages, facts.outline, words_of(text))
    laid_out = [_lay_out(raw, [piece for piece in pieces if piece.page == raw.number]) for raw in raw_pages]
    return Document(
        id=path.stem,
        title=facts.title,
        language=facts.language,
        publisher=facts.publisher,
        source_url=facts.source_url,
        published=facts.published,
        sha256=sha256(data).hexdigest(),
        pages=tuple(page for page, _ in laid_out),
        blocks=tuple(block for _, blocks in laid_out for block in blocks),
    )


def _lay_out(raw: RawPage, pieces: list[Piece]) -> tuple[Page, list[Block]]:
    """Join a page's pieces to its text, and note where each stands in it."""
    blocks, at = [], 0
    for piece in pieces:
        blocks.append(
            Block(piece.kind, raw.number, at, at + len(piece.text), piece.section, piece.opening, piece.repeats)
        )
        at += len(piece.text) + len(BETWEEN_BLOCKS)
    return Page(raw.number, raw.label, BETWEEN_BLOCKS.join(piece.text for piece in pieces)), blocks
