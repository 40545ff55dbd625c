"""The Word reader: headings, paragraphs, list items, table rows and footnotes."""

from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml.etree import LxmlError

from ingest.document import Kind
from ingest.errors import DocumentError
from ingest.readers.html import NO_HEADINGS
from ingest.readers.parsed import ONE_PAGE, Element, ParsedFile
from ingest.readers.word_styles import WordStyles
from ingest.sentences import split_sentences
from ingest.text import Text

_TEXT, _PARAGRAPH, _TABLE = qn("w:t"), qn("w:p"), qn("w:tbl")
_SPACES = {qn("w:tab"): "\t", qn("w:br"): " ", qn("w:cr"): " ", qn("w:noBreakHyphen"): "-"}
_HOLDERS = {qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:moveTo"), qn("w:customXml"), qn("w:smartTag")}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_GONE = {qn("w:del"), qn("w:moveFrom"), qn("w:pPr"), qn("w:rPr"), qn("w:txbxContent"), _FALLBACK}
_REFERENCES = (qn("w:footnoteReference"), qn("w:endnoteReference"))
_NOTES = {qn("w:footnoteReference"): RELATIONSHIP_TYPE.FOOTNOTES, qn("w:endnoteReference"): RELATIONSHIP_TYPE.ENDNOTES}


def read_word(data: bytes) -> ParsedFile:
    """Read a .docx with tracked insertions, without tracked deletions, each footnote after its paragraph.

    Raises
    ------
    DocumentError
        If the file cannot be opened as a Word document, or has no text.
    """
    try:
        document = docx.Document(BytesIO(data))
        reader = _Reader(document)
        elements = tuple(reader.read())
        title = document.core_properties.title or ""
    except (LxmlError, BadZipFile, KeyError, ValueError, AttributeError, TypeError, OSError) as error:
        raise DocumentError(
            Text(
                f"Word-filen kan ikke åbnes: {error}. Åbn den i Word, og gem den igen.",
                f"the Word file cannot be opened: {error}. Open it in Word and save it again.",
            ),
        ) from error
    if not elements:
        raise DocumentError(Text("filen har ingen tekst.", "the file has no text."))
    headed = any(element.kind is Kind.HEADING for element in elements)
    warnings = () if headed else (NO_HEADINGS,)
    removed_lines = tuple(reader.removed_lines)
    return ParsedFile(ONE_PAGE, elements, title=title, paged=False, warnings=warnings, removed_lines=removed_lines)


class _Reader:
    """One walk through a document's body."""

    def __init__(self, document: WordDocument) -> None:
        self.removed_lines: list[str] = []
        self._body = document.element.body
        self._styles = WordStyles(document)
        self._notes = {reference: _notes(document, relationship) for reference, relationship in _NOTES.items()}

    def read(self) -> Iterator[Element]:
        yield from self._blocks(self._body)

    def _blocks(self, holder: BaseOxmlElement) -> Iterator[Element]:
        for child in holder.iterchildren():
            if child.tag == _PARAGRAPH:
                yield from self._paragraph(child)
            elif child.tag == _TABLE:
                yield from self._table(child)
            elif child.tag in _HOLDERS:
                yield from self._blocks(child)

    def _paragraph(self, paragraph: BaseOxmlElement) -> Iterator[Element]:
        style = self._styles.of(paragraph)
        text = _text(paragraph)
        if style.contents:
            self.removed_lines += [text] if text else []
            return
        if text:
            kind = Kind.HEADING if style.level else Kind.LIST_ITEM if style.listed else Kind.PARAGRAPH
            yield Element(kind, text, level=style.level)
        for box in paragraph.iter(qn("w:txbxContent")):
            if not any(above.tag == _FALLBACK for above in box.iterancestors()):
                yield from self._blocks(box)
        yield from self._footnotes(paragraph, text)

    def _footnotes(self, holder: BaseOxmlElement, text: str) -> Iterator[Element]:
        for reference in holder.iter(*_REFERENCES):
            note = self._notes[reference.tag].get(reference.get(qn("w:id")), "")
            if note:
                yield Element(Kind.FOOTNOTE, note, opening=split_sentences(text)[-1] if text else "")

    def _table(self, table: BaseOxmlElement) -> Iterator[Element]:
        """Read a table row by row; a merged cell is read once, and a table in a cell after its row."""
        header = ""
        for place, row in enumerate(table.iterchildren(qn("w:tr"))):
            cells = list(row.iterchildren(qn("w:tc"), *_HOLDERS))
            texts = [" ".join(filter(None, map(_text, _own_paragraphs(cell)))) for cell in cells]
            text = "\t".join(texts).strip()
            if text:
                yield Element(Kind.TABLE, text, opening=header)
            if place == 0:
                header = text
            for cell in cells:
                for inner in cell.iter(_TABLE):
                    if next(inner.iterancestors(_TABLE)) is table:
                        yield from self._table(inner)
            yield from self._footnotes(row, text)


def _own_paragraphs(cell: BaseOxmlElement) -> list[BaseOxmlElement]:
    owner = next(cell.iterancestors(_TABLE))
    return [paragraph for paragraph in cell.iter(_PARAGRAPH) if next(paragraph.iterancestors(_TABLE)) is owner]


def _text(paragraph: BaseOxmlElement) -> str:
    """Return a paragraph's text without deleted words, field codes and text boxes."""
    return " ".join("".join(_pieces(paragraph)).split(" ")).strip()


def _pieces(node: BaseOxmlElement) -> Iterator[str]:
    for child in node.iterchildren():
        if child.tag == _TEXT:
            yield child.text or ""
        elif child.tag in _SPACES:
            yield _SPACES[child.tag]
        elif child.tag not in _GONE:
            yield from _pieces(child)


def _notes(document: WordDocument, relationship: str) -> dict[str, str]:
    """Return the footnotes by their id; Word's separators have no text."""
    parts = [rel.target_part for rel in document.part.rels.values() if rel.reltype == relationship]
    return {
        note.get(qn("w:id")): " ".join(filter(None, map(_text, note.iter(_PARAGRAPH))))
        for part in parts
        for note in parse_xml(part.blob).iterchildren()
    }
