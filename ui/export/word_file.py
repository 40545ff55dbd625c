"""A conversation as a Word document, with Word's own headings, lists and footnotes."""

from datetime import UTC, datetime, time
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from answer.types import PartKind
from ingest.text import Language
from ui.export.conversation import Conversation, ExportedExchange, ExportedPart, ExportedSource, lay_out_conversation
from ui.export.word_footnotes import Footnotes, add_link, add_link_style
from ui.texts import export_texts as texts
from ui.texts.locale import say

_TAGS = {"da": "da-DK", "en": "en-GB"}
_DOCUMENTS_OWN = "da"
"""The language of a run without one of its own."""


def write_word(conversation: Conversation, language: Language) -> bytes:
    """Write a conversation as a .docx, oldest question first, with its sources as footnotes."""
    layout = lay_out_conversation(conversation, language)
    document = Document()
    _describe(document, conversation, language)
    writer = _Writer(document, language)
    writer.say(document.add_heading(level=0), layout.title, language)
    writer.say(document.add_paragraph(), layout.introduction, language)
    for exchange in layout.exchanges:
        writer.write(exchange)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _describe(document: WordDocument, conversation: Conversation, language: Language) -> None:
    """Fill in the document's properties and its language, so that Word checks and reads it as Danish."""
    made = datetime.combine(conversation.day, time(), UTC)
    properties = document.core_properties
    properties.title = texts.TITLE.in_(language)
    properties.subject = texts.SUBJECT.in_(language)
    properties.author = properties.last_modified_by = "Rundbord"
    properties.comments = ""
    properties.language = _TAGS[_DOCUMENTS_OWN]
    properties.created = properties.modified = made
    for spoken in document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:lang"):
        spoken.set(qn("w:val"), _TAGS[_DOCUMENTS_OWN])
    for spoken in document.settings.element.xpath("w:themeFontLang"):
        spoken.set(qn("w:val"), _TAGS[_DOCUMENTS_OWN])


class _Writer:
    """Writes exchanges at a document's end."""

    def __init__(self, document: WordDocument, language: Language) -> None:
        self._document = document
        self._language: Language = language
        self._footnotes = Footnotes(document)
        add_link_style(document)

    def write(self, exchange: ExportedExchange) -> None:
        self.say(self._document.add_heading(level=1), exchange.question, exchange.language)
        if exchange.limited:
            limited = say(texts.ONLY_IN, self._language, limits=exchange.limited)
            self.say(self._document.add_paragraph(), limited, self._language)
        if exchange.understood:
            understood = say(texts.UNDERSTOOD_AS, self._language, question=exchange.understood)
            self.say(self._document.add_paragraph(), understood, exchange.language)
        if exchange.notice:
            self.say(self._document.add_paragraph(), exchange.notice, exchange.language)
        for line in exchange.lines:
            self._write_line(line)
        if exchange.nearest:
            self.say(self._document.add_heading(level=2), texts.NEAREST.in_(self._language), self._language)
        for place in exchange.nearest:
            paragraph = self._document.add_paragraph(style="List Bullet")
            self._open(paragraph, self._document.part, place, place.words)

    def say(self, paragraph: Paragraph, text: str, language: str) -> None:
        _speak(paragraph.add_run(text), language)

    def _write_line(self, line: ExportedPart) -> None:
        style = "List Bullet" if line.kind is PartKind.LIST_ITEM else None
        paragraph = self._document.add_paragraph(style=style)
        paragraph.paragraph_format.keep_with_next = line.kind is PartKind.OPENING or None
        self.say(paragraph, line.text, line.language)
        for place in line.places:
            note, part = self._footnotes.add(paragraph)
            note.add_run(f"{place.words}. ")
            if place.url:
                self._open(note, part, place, texts.OPEN.in_(self._language))

    def _open(self, paragraph: Paragraph, part: Part, place: ExportedSource, words: str) -> None:
        if place.url:
            _speak(add_link(paragraph, part, words, place.url), self._language)
        else:
            self.say(paragraph, words, self._language)


def _speak(run: Run, language: str) -> None:
    """Set the language of a run, unless it is the document's own."""
    if language != _DOCUMENTS_OWN:
        tag = OxmlElement("w:lang")
        tag.set(qn("w:val"), _TAGS.get(language, language))
        run.element.get_or_add_rPr().append(tag)
