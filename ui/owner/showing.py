"""The owner's pages as HTML: an overview, and a page for each document."""

from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote

from fastapi.responses import HTMLResponse

from index.bundle import current_bundle
from index.manifest import IndexedDocument, Manifest, read_manifest
from index.publish import bundles
from ingest.coverage import names
from ingest.deciding import Drafts, find_drafts
from ingest.document import Passage
from ingest.draft import Failure
from ingest.errors import CorpusError, RundbordError
from ingest.facts import Facts, read_facts
from ingest.formats import ENDINGS, LARGEST_FILE
from ingest.question_files import Entry as Line
from ingest.question_files import files_beside, read_entries
from ingest.questions import CorpusQuestion, read_questions
from ingest.sentences import Sentence, body_sentences
from ui import owner_texts
from ui.owner.desk import Desk
from ui.owner.publishing import Run
from ui.owner.workspace import Entry
from ui.page_facts import PageFacts
from ui.page_language import Address, Language, Text
from ui.page_templates import render
from ui.understood import Understood

PASSAGES_SHOWN = 20
MEGABYTES = LARGEST_FILE // 1_000_000

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
    "img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
}


@dataclass(frozen=True, slots=True)
class Listed:
    """A document in the overview: what is known of it without reading it again."""

    entry: Entry
    title: str
    indexed: IndexedDocument | None
    understood: Understood | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A passage with its number from 1, its page's label, its sentences, and the questions that it answers."""

    number: int
    label: str
    passage: Passage
    sentences: tuple[Sentence, ...]
    questions: tuple[CorpusQuestion, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What a form did or why not, and its path below the page that answers it, from which the links there lead."""

    said: str = ""
    wrong: tuple[str, ...] = ()
    status: int = 200
    at: str = ""


NOTHING_TOLD = Told()


class Pages:
    """Shows the desk in one language."""

    def __init__(self, desk: Desk, facts: PageFacts, language: Language) -> None:
        self._desk = desk
        self._facts = facts
        self._language: Language = language

    def overview(self, told: Told = NOTHING_TOLD) -> HTMLResponse:
        """Show all documents, and where publishing stands."""
        current, before = self._manifests()
        indexed = {document.id: document for document in current.documents} if current else {}
        return self._page(
            "owner.html",
            "",
            owner_texts.HEADING.in_(self._language),
            told,
            can_build=self._desk.can_build,
            listed=[self._listed(entry, indexed.get(entry.id)) for entry in self._entries()],
            publishing=self._desk.publishing,
            outcome=outcome_of(self._desk.publishing.run),
            current=current,
            before=before,
            endings=",".join(ENDINGS),
            megabytes=MEGABYTES,
            most_bytes=LARGEST_FILE,
        )

    def document(self, entry: Entry, first: int = 0, told: Told = NOTHING_TOLD) -> HTMLResponse:
        """Show one document, its passages from the one numbered `first`, from 0."""
        path = f"/documents/{quote(entry.id, safe='')}"
        outcome = self._desk.readings.of(entry.file)
        if isinstance(outcome, Failure):
            why = outcome.danish if self._language == "da" else outcome.english
            wrong = (*told.wrong, f"{owner_texts.UNREADABLE.in_(self._language)} {why}")
            return self._page("owner_unread.html", path, entry.id, replace(told, wrong=wrong), entry=entry)
        files, document = files_beside(entry.file), outcome.document
        questions, problems = read_questions(files.answered, document)
        return self._page(
            "owner_document.html",
            path,
            document.title,
            replace(told, wrong=(*told.wrong, *problems)),
            entry=entry,
            understood=outcome,
            stated=_facts_beside(entry),
            asked=_asked(outcome, questions)[first : first + PASSAGES_SHOWN],
            first=first,
            step=PASSAGES_SHOWN,
            unanswered=_lines(files.unanswered),
            drafts=tuple(_drafts(entry, outcome)),
        )

    def _page(self, template: str, path: str, title: str, told: Told, **values: object) -> HTMLResponse:
        texts, path = owner_texts.PATH, path + told.at
        address = Address(self._language, Text(texts.da + path, texts.en + path))
        base = address.home + texts.in_(self._language)
        values |= {"said": told.said, "wrong": told.wrong, "facts": self._facts}
        html = render(template, self._language, address=address, title=title, base=base, **values)
        return HTMLResponse(html, told.status, _HEADERS)

    def _entries(self) -> list[Entry]:
        return self._desk.workspace.entries() if self._desk.can_build else []

    def _listed(self, entry: Entry, indexed: IndexedDocument | None) -> Listed:
        understood = self._desk.readings.known(entry.file)
        title = understood.document.title if understood else indexed.title if indexed else entry.id
        return Listed(entry, title, indexed, understood)

    def _manifests(self) -> tuple[Manifest | None, Manifest | None]:
        """Read what the current index says of itself, and the one that rolling back would lead to."""
        try:
            folder = current_bundle(self._desk.index)
            older = [bundle for bundle in bundles(self._desk.index) if bundle < folder]
            return read_manifest(folder), read_manifest(older[0]) if older else None
        except RundbordError:
            return None, None


def outcome_of(run: Run | None) -> Text:
    """Say how a building went, or that it goes on."""
    if run is None:
        return owner_texts.NOT_PUBLISHING
    if run.exit_code is None:
        return owner_texts.PUBLISHING
    if run.left_some_out:
        return owner_texts.PUBLISHED_PARTLY
    return owner_texts.PUBLISHED if run.succeeded else owner_texts.PUBLISH_FAILED


def _asked(understood: Understood, questions: list[CorpusQuestion]) -> list[Asked]:
    sentences = body_sentences(understood.document)
    return [
        Asked(
            number,
            understood.document.page(passage.page).label,
            passage,
            tuple(s for s in sentences if s.page == passage.page and passage.start <= s.start < passage.end),
            tuple(question for question in questions if names(question, passage)),
        )
        for number, passage in enumerate(understood.passages, start=1)
    ]


def _facts_beside(entry: Entry) -> Facts:
    try:
        return read_facts(entry.file.with_suffix(".toml"))
    except CorpusError:
        return Facts()


def _lines(path: Path) -> list[Line]:
    return [line for _, line in read_entries(path)]


def _drafts(entry: Entry, understood: Understood) -> list[Drafts]:
    return list(find_drafts(files_beside(entry.file), understood.document))
