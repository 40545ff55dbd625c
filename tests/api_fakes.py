"""Fixtures of the API tests: an answerer without a model, the whitepaper in a store, and a server on a socket."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from threading import Thread
from time import sleep

import uvicorn
from fastapi import FastAPI
from starlette.types import ASGIApp

from answer.types import Answer, Answerer, Citation, Coverage, Found, Part, PartKind, Question
from api.access.access import Access, open_access
from api.access.caller import Scope
from api.access.keys import KeyStore
from api.answer_queue import AnswerQueue
from api.app import create_app
from api.feedback.feedback import Feedback
from api.feedback.feedback_store import FeedbackStore
from api.live.current_bundle import CurrentBundle, Serving
from api.measured import MeasuredAnswerer
from api.metrics import Metrics
from api.services import Services
from api.settings import Settings
from index.hit import Explanation, Hit
from index.storage.store import PassageStore
from index.storage.store_writer import write_store
from ingest.corpus import find_documents, gather
from ingest.document import Passage
from ingest.errors import IndexMismatchError, QuestionError
from ingest.text import Text
from ui.cli.server.serve import configure
from ui.site import PageFacts

CORPUS = Path(__file__).parent.parent / "corpus"
VERSION = "0123456789ab"
REFUSED = "Det svarer dokumentet ikke på."


class FakeAnswerer:
    """Answers every question with the same three passages, except for words that make it refuse or fail."""

    def __init__(self, store: PassageStore) -> None:
        self._store = store
        self.asked: list[Question] = []

    def search(self, question: Question, k: int) -> Found:
        self._listen(question)
        hits = tuple(Hit(passage, 1 / (rank + 1)) for rank, passage in enumerate(self._passages(k)))
        explanations = tuple(Explanation(dense=rank, lexical=None, questions=rank + 1) for rank in range(1, k + 1))
        return Found(hits, explanations[: len(hits)], question.text, VERSION)

    def answer(self, question: Question) -> Answer:
        self._listen(question)
        answered = "vejret" not in question.text
        passages = self._passages(3) if answered else []
        return Answer(
            question=question.text,
            understood=question.text,
            parts=tuple(Part(passage.text, PartKind.SENTENCE, (n,)) for n, passage in enumerate(passages, start=1)),
            citations=tuple(self._citation(n, passage) for n, passage in enumerate(passages, start=1)),
            confidence=0.9 if answered else 0.1,
            nearest=tuple(Hit(passage, 0.5) for passage in self._passages(2)),
            index_version=VERSION,
            coverage=Coverage.FULL if answered else Coverage.NONE,
            notice="" if answered else REFUSED,
            related=("Hvad er digital ledelse?",),
        )

    def _listen(self, question: Question) -> None:
        self.asked.append(question)
        if "bombe" in question.text:
            raise RuntimeError("hemmelig detalje")
        if "beskadiget" in question.text:
            raise IndexMismatchError(Text("dense.faiss er beskadiget", "dense.faiss is damaged"))
        if question.documents is not None and not question.documents <= set(self._store.document_ids()):
            raise QuestionError(Text("Der er intet dokument med det id.", "There is no document with that id."))

    def _passages(self, k: int) -> list[Passage]:
        return self._store.passages(list(range(min(k, self._store.passage_count()))))

    def _citation(self, number: int, passage: Passage) -> Citation:
        document = self._store.document(passage.document_id)
        return Citation(
            number=number,
            quote=passage.text,
            passage_id=passage.id,
            document_id=document.id,
            document_title=document.title,
            section=passage.section,
            page=passage.page,
            page_label=document.page(passage.page).label,
            start=passage.start,
            end=passage.end,
            url=f"documents/{document.id}/pages/{passage.page}?start={passage.start}&end={passage.end}#quote",
        )


def make_store(folder: Path) -> PassageStore:
    """Write the whitepaper's passages to a store in this folder and open it."""
    path = folder / "passages.db"
    write_store(path, gather(find_documents([CORPUS / "whitepaper.txt"])))
    return PassageStore(path)


def app_over(  # noqa: PLR0913  as `create_app`
    answerer: Answerer,
    store: PassageStore,
    settings: Settings,
    widget: Path | None,
    documents_folder: Path,
    *,
    feedback: Feedback | None = None,
    access: Access | None = None,
    indexed: date | None = None,
) -> FastAPI:
    """Make the app over an answerer and a store, in place of a bundle."""
    metrics = Metrics()
    current = CurrentBundle(Serving(MeasuredAnswerer(answerer, metrics), store, documents_folder, indexed))
    return create_app(current, settings, widget, feedback=feedback, access=access, metrics=metrics)


def facts_over(  # noqa: PLR0913  each is a fact
    store: PassageStore,
    answerer: Answerer | None = None,
    *,
    files: Path = CORPUS,
    feedback: Feedback | None = None,
    indexed: date | None = None,
    has_own_login: bool = False,
) -> PageFacts:
    """Make the facts that a page is rendered from, without a server."""
    serving = Serving(answerer or FakeAnswerer(store), store, files, indexed)
    return PageFacts(Services(serving, AnswerQueue(0, Metrics()), feedback), has_own_login=has_own_login)


def make_app(
    folder: Path,
    allowed_origins: tuple[str, ...] = (),
    widget: Path | None = None,
    *,
    trusted_proxies: tuple[str, ...] = (),
) -> FastAPI:
    """Make the app with the fake answerer, open to everybody and with the keys in the folder."""
    store = make_store(folder)
    settings = Settings(allowed_origins=allowed_origins, trusted_proxies=trusted_proxies)
    feedback = Feedback(FeedbackStore(folder / "feedback.db", settings.feedback_days))
    access = open_access(frozenset(allowed_origins), KeyStore(folder / "keys.db"))
    return app_over(FakeAnswerer(store), store, settings, widget, CORPUS, feedback=feedback, access=access)


def admin(folder: Path) -> dict[str, str]:
    """Make a key of scope admin for the folder's server, and return the header that sends it."""
    secret = KeyStore(folder / "keys.db").create("drift", [Scope.ADMIN])[1]
    return {"Authorization": f"Bearer {secret}"}


@contextmanager
def serving(app: ASGIApp, root_path: str = "") -> Iterator[str]:
    """Serve an app on a free port and yield its address."""
    settings = Settings(root_path=root_path).model_copy(update={"port": 0})
    server = uvicorn.Server(configure(app, settings))
    thread = Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()
