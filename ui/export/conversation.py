"""The content of an exported conversation, independent of the file format."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from answer.links import page_path
from answer.question_language import notice_language
from answer.types import Answer, Citation, Part, PartKind
from index.hit import Hit
from ingest.document import Document
from ingest.text import Language
from ui.texts import export_texts as texts
from ui.texts.locale import say, say_date

_UNWRITABLE = re.compile(
    r"[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
"""Characters that XML forbids, control characters, and marks that change the reading direction."""

_NO_ADDRESS = re.compile(r"""[\s<>"'\\`{}|^]|[^\x21-\x7e]""")


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation to export.

    Attributes
    ----------
    answers
        Oldest first; each names its question.
    limited
        The filter of each search, in words; empty without one. An empty tuple means no filters.
    documents
        The documents that may be cited, by id.
    address
        The absolute address of the front page (`https://rundbord.example.dk/`), for links to sources. Without it, or if
        it is not http or https, sources have no links.
    """

    answers: tuple[Answer, ...]
    documents: Mapping[str, Document]
    address: str
    day: date
    limited: tuple[str, ...] = ()

    def link(self, document_id: str, page: int, start: int, end: int) -> str:
        """Return the address of a page with a range marked; empty where there can be none."""
        parts = urlsplit(self.address)
        if parts.scheme not in {"http", "https"} or not parts.netloc or _NO_ADDRESS.search(self.address):
            return ""
        return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}/{page_path(document_id, page, start, end)}"


@dataclass(frozen=True, slots=True)
class ExportedSource:
    """The place of a source, in words, and its address, or an empty one."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class ExportedPart:
    """A part of an answer in its language, with its sources."""

    text: str
    kind: PartKind
    language: str
    places: tuple[ExportedSource, ...]


@dataclass(frozen=True, slots=True)
class ExportedExchange:
    """A question and its answer.

    `limited` is the search filter in words, empty without one; `understood` is empty where the question was not
    rewritten, `nearest` where it was answered; `language` is that of the question and the notice.
    """

    question: str
    limited: str
    understood: str
    notice: str
    language: str
    lines: tuple[ExportedPart, ...]
    nearest: tuple[ExportedSource, ...]


@dataclass(frozen=True, slots=True)
class ConversationLayout:
    """A conversation ready for writing: each text is one line without characters that a file cannot hold."""

    title: str
    introduction: str
    exchanges: tuple[ExportedExchange, ...]


def lay_out_conversation(conversation: Conversation, language: Language) -> ConversationLayout:
    """Lay out a conversation with its fixed texts in one language."""
    limits = conversation.limited or ("",) * len(conversation.answers)
    made = say(texts.MADE, language, day=say_date(conversation.day, language))
    return ConversationLayout(
        title=texts.TITLE.in_(language),
        introduction=f"{texts.AUTOMATIC.in_(language)} {made}",
        exchanges=tuple(
            _set_exchange(answer, limited, conversation, language)
            for answer, limited in zip(conversation.answers, limits, strict=True)
        ),
    )


def _set_exchange(answer: Answer, limited: str, conversation: Conversation, language: Language) -> ExportedExchange:
    return ExportedExchange(
        question=_one_line(answer.question),
        limited=_one_line(limited),
        understood="" if answer.understood == answer.question else _one_line(answer.understood),
        notice=_one_line(answer.notice),
        language=notice_language(answer.question),
        lines=tuple(_set_line(part, answer, conversation, language) for part in answer.parts),
        nearest=() if answer.answered else tuple(_near(hit, conversation, language) for hit in answer.nearest),
    )


def _set_line(part: Part, answer: Answer, conversation: Conversation, language: Language) -> ExportedPart:
    cited = [citation for number in part.citations for citation in answer.citations if citation.number == number]
    spoken = [conversation.documents[c.document_id].language for c in cited if c.document_id in conversation.documents]
    return ExportedPart(
        text=_one_line(part.text),
        kind=part.kind,
        language=spoken[0] if spoken else "da",
        places=tuple(_cited(citation, conversation, language) for citation in cited),
    )


def _cited(citation: Citation, conversation: Conversation, language: Language) -> ExportedSource:
    return ExportedSource(
        _words(citation.document_title, citation.section, citation.page_label, language),
        conversation.link(citation.document_id, citation.page, citation.start, citation.end),
    )


def _near(hit: Hit, conversation: Conversation, language: Language) -> ExportedSource:
    passage = hit.passage
    document = conversation.documents.get(passage.document_id)
    pages = document.pages if document and document.paged else ()
    return ExportedSource(
        _words(
            document.title if document else passage.document_id,
            passage.section,
            next((page.label for page in pages if page.number == passage.page), ""),
            language,
        ),
        conversation.link(passage.document_id, passage.page, passage.start, passage.end),
    )


def _words(title: str, section: tuple[str, ...], page_label: str, language: Language) -> str:
    """Name a place: «Title, heading › heading, side 8»."""
    page = say(texts.PAGE, language, page=_one_line(page_label)) if page_label else ""
    return ", ".join(part for part in (_one_line(title), _one_line(" › ".join(section)), page) if part)


def _one_line(text: str) -> str:
    return " ".join(_UNWRITABLE.sub("", text).split())
