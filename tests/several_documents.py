"""An index of several made-up documents, with pages and without, and an answerer that quotes each of them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import islice
from pathlib import Path

from answer.links import page_path
from answer.types import Answer, Citation, Coverage, Found, Part, PartKind, Question
from api.settings import Settings
from index.filters import DocumentVersion, select_documents
from index.hit import Hit
from index.storage.store import PassageStore
from index.storage.store_writer import write_store
from ingest.corpus import find_documents, gather
from ingest.document import Block, Document, Kind
from tests.api_fakes import app_over, facts_over, serving
from tests.page_server import REFUSAL_NOTICE
from tests.pdf_maker import write_pdf
from ui.page.mount import mount_page
from ui.page.page_routes import add_page_routes
from ui.source.drawing import Drawing

FIRST_LINE, SECOND_LINE = "Kommunen udvikler digitale løsninger sammen med", "borgerne og måler, om de virker."
PDF_QUOTE = f"{FIRST_LINE} {SECOND_LINE}"
PDF_TITLE = "Digital strategi for Havnekøbing Kommune og dens institutioner 2024 til 2030"
WEB_TITLE = "Vejledning om sikkerhed"
_WEB = f"""# {WEB_TITLE}

## Adgang

### Adgangskoder

Medarbejdere skifter adgangskode, når der er mistanke om, at andre kender den.

## Beredskab

Ved et brud ringer man til den, der har vagten, og skriver ned, hvad der skete.
"""
_PARAGRAPH = "Indsatsen bliver fulgt op hvert år, og resultatet bliver lagt frem for alle, der vil se det. "


def make_documents(folder: Path) -> Path:
    """Write a PDF of two pages and a guide without pages, with their facts, and an index of them."""
    lines = [(72, 100.0, "Kapitel om borgerne"), (72, 400.0, FIRST_LINE), (72, 414.0, SECOND_LINE)]
    more = [(72, 100.0 + 40 * line, f"{line}. {_PARAGRAPH[:70]}") for line in range(8)]
    write_pdf(folder / "strategi.pdf", [lines, more])
    (folder / "strategi.toml").write_text(
        f'title = "{PDF_TITLE}"\npublisher = "Havnekøbing Kommune"\npublished = "2024-03"\nlanguage = "da"\n',
        encoding="utf-8",
    )
    (folder / "vejledning.md").write_text(_WEB, encoding="utf-8")
    (folder / "vejledning.toml").write_text(
        f'title = "{WEB_TITLE}"\npublisher = "Digitaliseringsstyrelsen"\npublished = "2022"\nlanguage = "da"\n',
        encoding="utf-8",
    )
    write_store(folder / "passages.db", gather(find_documents([folder / "strategi.pdf", folder / "vejledning.md"])))
    return folder / "passages.db"


def write_guides(folder: Path) -> None:
    """Write as many guides as need a field to find one among them."""
    for subject in (
        "adgang",
        "barsel",
        "ferie",
        "flytning",
        "indkøb",
        "kurser",
        "løn",
        "parkering",
        "rejser",
        "sygdom",
    ):
        text = (
            f"# Vejledning om {subject}\n\nSpørg din leder om {subject}, før du gør noget, og skriv det ned bagefter.\n"
        )
        (folder / f"{subject}.md").write_text(text, encoding="utf-8")


@contextmanager
def serve_documents(
    folder: Path, answering: "Callable[[PassageStore], SeveralAnswerer]", drawing: Drawing | None = None
) -> Iterator[str]:
    """Index a folder's documents, and serve them with the page; the address is given."""
    if not (folder / "passages.db").exists():
        write_store(folder / "passages.db", gather(find_documents([folder])))
    store = PassageStore(folder / "passages.db")
    answerer = answering(store)
    app = app_over(answerer, store, Settings(), None, folder)
    facts = facts_over(store, answerer, indexed=date(2026, 11, 24), files=folder)
    add_page_routes(app, facts.shown_to, drawing)
    with serving(mount_page(app, facts.shown_to, facts.services.queue)) as url:
        yield url


class SeveralAnswerer:
    """Quotes the paragraphs of each document that the question may look in; «koster» is refused."""

    def __init__(self, store: PassageStore, most: int = 2) -> None:
        self._store = store
        self._most = most

    def search(self, question: Question, k: int) -> Found:
        raise NotImplementedError

    def answer(self, question: Question) -> Answer:
        documents = [self._store.document(name) for name in sorted(self._within(question))]
        quoted = [(d, block) for d in documents for block in islice(_paragraphs(d), self._most)]
        refused = "koster" in question.text or not quoted
        citations = tuple(_cite(number, *found) for number, found in enumerate(quoted, start=1)) if not refused else ()
        return Answer(
            question=question.text,
            understood=question.text,
            parts=tuple(Part(" ".join(c.quote.split()), PartKind.SENTENCE, (c.number,)) for c in citations),
            citations=citations,
            confidence=0.1 if refused else 0.9,
            nearest=tuple(Hit(passage, 0.5) for passage in self._store.passages([0, self._store.passage_count() - 1])),
            index_version="0123456789ab",
            coverage=Coverage.NONE if refused else Coverage.FULL,
            notice=REFUSAL_NOTICE if refused else "",
        )

    def _within(self, question: Question) -> frozenset[str]:
        documents = [self._store.document(name) for name in self._store.document_ids()]
        versions = [DocumentVersion(d.id, d.publisher, d.published or "", d.work, d.edition) for d in documents]
        return select_documents(versions, question.documents, question.search_filter)


def _paragraphs(document: Document) -> "filter[Block]":
    return filter(lambda block: block.kind in {Kind.PARAGRAPH, Kind.LIST_ITEM}, document.blocks)


def _cite(number: int, document: Document, block: Block) -> Citation:
    page = document.page(block.page)
    return Citation(
        number=number,
        quote=page.text[block.start : block.end],
        passage_id="0" * 16,
        document_id=document.id,
        document_title=document.title,
        section=block.section,
        page=page.number,
        page_label=page.label if document.paged else "",
        start=block.start,
        end=block.end,
        url=page_path(document.id, page.number, block.start, block.end),
    )
