"""What the page's tests share: an answerer that needs no model, the whole server on a socket, and Chromium."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Request, sync_playwright

from answer.answer import Answer, Answerer, Citation, Coverage, Found, Part, PartKind, Question
from api.app import create_app
from api.settings import Settings
from index.hit import Hit
from index.store import PassageStore
from ingest.document import Kind
from ingest.errors import IndexMismatchError
from tests.api_fakes import CORPUS, make_store, serving
from ui.page_mount import mount_page

SCREENSHOTS = Path(__file__).parent.parent / "docs" / "screenshots"
AXE = Path(__file__).parent / "browser" / "node_modules" / "axe-core" / "axe.min.js"
CITED_PAGE = 8
ASKED = "Hvordan tilpasses digitalisering skiftende behov?"
REFUSED = "Hvad koster en ny hjemmeside?"
PARTLY = "Hvad siger det delvist om krav?"
REFUSAL_NOTICE = "Det svarer dokumentet ikke på. Her er de steder, der kommer nærmest, så du selv kan se efter."
PARTIAL_NOTICE = "Dokumentet berører det kun delvist. Det nærmeste, det siger, er:"
RELATED = ("Hvorfor kan standarder give problemer?", "Hvad betyder det at arbejde agilt?")


class PageAnswerer:
    """Quotes one page of the whitepaper; a word in the question makes it refuse, answer in part, or fail."""

    def __init__(self, store: PassageStore) -> None:
        self._document = store.document("whitepaper")
        self._passages = store.passages([0, 1, 2])

    def search(self, question: Question, k: int) -> Found:
        raise NotImplementedError

    def answer(self, question: Question) -> Answer:
        if "beskadiget" in question.text:
            raise IndexMismatchError("dense.faiss is damaged")
        if "bombe" in question.text:
            raise RuntimeError("a secret detail")
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


def whole_server(answerer: Answerer, store: PassageStore) -> FastAPI:
    """Make the app as it is served, page included."""
    return mount_page(create_app(answerer, store, Settings(), None, CORPUS), answerer, store)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> PassageStore:
    return make_store(tmp_path_factory.mktemp("store"))


@pytest.fixture(scope="module")
def address(store: PassageStore) -> Iterator[str]:
    with serving(whole_server(PageAnswerer(store), store)) as url:
        yield url


# A module's, not the session's: Playwright's event loop would be in the way of other tests' own.
@pytest.fixture(scope="module")
def playwright_process() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="module")
def chromium(playwright_process: Playwright) -> Iterator[Browser]:
    path = shutil.which("chromium")
    if path is None:
        pytest.fail("Chromium is missing: apt-get install chromium")
    browser = playwright_process.chromium.launch(executable_path=path, args=["--no-sandbox"])
    yield browser
    browser.close()


OpenPage = Callable[..., Page]


@pytest.fixture
def open_page(chromium: Browser, address: str) -> Iterator[OpenPage]:
    """Open the page in a browser of its own; it fails the test if a foreign host is asked or a script breaks."""
    contexts: list[BrowserContext] = []
    broken: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith((f"{address}/", "data:", "blob:")):
            broken.append(f"foreign request: {request.url}")

    def open_one(path: str = "/", **options: object) -> Page:
        context = chromium.new_context(**{"viewport": {"width": 1360, "height": 860}, "locale": "da-DK", **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("request", note)
        page.on("pageerror", lambda error: broken.append(f"script error: {error}"))
        page.on("console", lambda line: broken.append(line.text) if "Content Security Policy" in line.text else None)
        page.goto(address + path)
        if path == "/":
            page.locator("#question textarea").wait_for()
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert broken == []


def ask(page: Page, question: str) -> None:
    """Type a question, send it and wait for its answer."""
    count = page.locator(".exchange:not(.waiting)").count()
    page.get_by_label("Dit spørgsmål").fill(question)
    page.keyboard.press("Enter")
    page.locator(".exchange:not(.waiting)").nth(count).wait_for()


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
        f"{rule['id']} ({rule['impact']}): {[node['html'][:120] for node in rule['nodes']]}" for rule in found["violations"]
    ]


def photograph(page: Page, name: str) -> None:
    """Keep a picture of the page for the README and for whoever looks at it."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(400)  # the smooth scroll to the quote has no event in every browser
    page.screenshot(path=SCREENSHOTS / f"{name}.png", animations="disabled")
