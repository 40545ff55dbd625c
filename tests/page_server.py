"""Shared parts of the page's tests: an answerer without a model, the server, and actions in Chromium."""

import asyncio
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import Event

import pytest
from fastapi import FastAPI
from playwright.sync_api import Page

from answer.types import Answer, Answerer, Citation, Coverage, Found, Part, PartKind, Question
from api.access.access import open_access
from api.access.keys import KeyStore
from api.feedback.feedback import Feedback
from api.settings import Settings
from index.hit import Hit
from index.storage.store import PassageStore
from ingest.document import Kind
from ingest.errors import IndexMismatchError
from ingest.text import Text
from tests.api_fakes import CORPUS, app_over
from ui.page.asking import LONGEST_WAIT_SECONDS, Asking
from ui.page.mount import mount_page
from ui.page.page_routes import add_page_routes
from ui.site import PageFacts

SCREENSHOTS = Path(__file__).parent.parent / "docs" / "screenshots"
AXE = Path(__file__).parent / "browser" / "node_modules" / "axe-core" / "axe.min.js"
CITED_PAGE = 8
NEVER_ENDING = "Hvad går langsomt?"
ASKED = "Hvordan tilpasses digitalisering skiftende behov?"
REFUSED = "Hvad koster en ny hjemmeside?"
PARTLY = "Hvad siger det delvist om krav?"
REFUSAL_NOTICE = "Det svarer dokumentet ikke på. Her er de steder, der kommer nærmest, så du selv kan se efter."
PARTIAL_NOTICE = "Dokumentet berører det kun delvist. Det nærmeste, det siger, er:"
RELATED = ("Hvorfor kan standarder give problemer?", "Hvad betyder det at arbejde agilt?")


class PageAnswerer:
    """Quotes one page of the whitepaper; a word in the question makes it refuse, answer in part, fail, or wait."""

    def __init__(self, store: PassageStore) -> None:
        self._held = Event()
        self._document = store.document("whitepaper")
        self._passages = store.passages([0, 1, 2])

    def release(self) -> None:
        """Let the answers come that never end by themselves: no test then races against a clock."""
        self._held.set()
        self._held = Event()

    def search(self, question: Question, k: int) -> Found:
        raise NotImplementedError

    def answer(self, question: Question) -> Answer:
        if "beskadiget" in question.text:
            raise IndexMismatchError(Text("dense.faiss er beskadiget", "dense.faiss is damaged"))
        if "bombe" in question.text:
            raise RuntimeError("a secret detail")
        if "langsomt" in question.text:
            self._held.wait()
        refused, partly = "koster" in question.text, "delvist" in question.text
        citations = () if refused else self._citations()
        before = f" ({question.history[-1].question})" if question.history else ""
        return Answer(
            question=question.text,
            understood=question.text + before,
            parts=tuple(Part(c.quote, _kind(c.quote, c.number), (c.number,)) for c in citations),
            citations=citations,
            confidence=0.1 if refused else 0.9,
            nearest=tuple(Hit(passage, 0.5) for passage in self._passages),
            index_version="0123456789ab",
            coverage=Coverage.NONE if refused else Coverage.PARTIAL if partly else Coverage.FULL,
            notice=REFUSAL_NOTICE if refused else PARTIAL_NOTICE if partly else "",
            related=RELATED,
        )

    def _citations(self) -> tuple[Citation, ...]:
        page = self._document.page(CITED_PAGE)
        blocks = [
            block
            for block in self._document.blocks
            if block.page == page.number and block.kind in {Kind.PARAGRAPH, Kind.LIST_ITEM}
        ][1:]
        return tuple(
            Citation(
                number=number,
                quote=page.text[block.start : block.end],
                passage_id="0" * 16,
                document_id=self._document.id,
                document_title=self._document.title,
                section=block.section,
                page=page.number,
                page_label=page.label,
                start=block.start,
                end=block.end,
                url=f"documents/{self._document.id}/pages/{page.number}?start={block.start}&end={block.end}#quote",
            )
            for number, block in enumerate(blocks, start=1)
        )


def _kind(quote: str, number: int) -> PartKind:
    if number == 1:
        return PartKind.SENTENCE
    return PartKind.OPENING if quote.endswith(":") else PartKind.LIST_ITEM


def whole_server(
    answerer: Answerer,
    store: PassageStore,
    feedback: Feedback | None = None,
    longest_wait_seconds: float = LONGEST_WAIT_SECONDS,
    settings: Settings | None = None,
) -> FastAPI:
    """Make the app as it is served, page included."""
    settings = settings or Settings(trusted_proxies=("127.0.0.1",))
    access = open_access(keys=KeyStore(settings.keys_db))
    day = date(2026, 11, 24)
    app = app_over(answerer, store, settings, None, CORPUS, feedback=feedback, access=access, indexed=day)
    services = app.state.services_for({})
    add_page_routes(app, PageFacts(services).shown_to)
    return mount_page(app, PageFacts(services).shown_to, services.queue, longest_wait_seconds)


def all_shown(asking: Asking, question: str, earlier: str = "[]", limits: str = "{}") -> list[str]:
    """Ask without a browser, and return all that is shown after each other."""

    async def collect() -> list[str]:
        return [page async for page in asking.ask(question, earlier, limits)]

    return asyncio.run(collect())


OpenPage = Callable[..., Page]
"""Opens the page, or another path of the server, with the context's options given by name."""


def ask(page: Page, question: str) -> None:
    """Type a question, send it and wait for its answer."""
    count = page.locator("#earlier .exchange").count()
    page.locator("#question textarea").fill(question)
    page.keyboard.press("Enter")
    page.locator("#earlier .exchange").nth(count).wait_for()


def open_source(page: Page, number: int = 1) -> None:
    """Click a citation's number in the answer, and wait for the quote beside it."""
    page.get_by_role("button", name=f"Kilde {number}, side {CITED_PAGE}", exact=True).click()
    page.locator("#source mark").first.wait_for()


def run_axe(page: Page) -> list[str]:
    """Find what axe-core objects to on the page as it stands, one line a rule."""
    if not AXE.exists():
        pytest.fail("axe-core is missing: npm ci --prefix tests/browser")
    page.evaluate("Promise.all(document.getAnimations().map((animation) => animation.finished))")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{rule['id']} ({rule['impact']}): {[node['html'][:120] + node['failureSummary'] for node in rule['nodes']]}"
        for rule in found["violations"]
    ]


def photograph(page: Page, name: str) -> None:
    """Keep a picture of the page for the README, where pictures are asked for: RUNDBORD_SCREENSHOTS=1, or in CI."""
    if not (os.environ.get("RUNDBORD_SCREENSHOTS") == "1" or os.environ.get("CI") == "true"):
        return
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(400)  # the smooth scroll to the quote has no event in every browser
    page.screenshot(path=SCREENSHOTS / f"{name}.png", animations="disabled")
