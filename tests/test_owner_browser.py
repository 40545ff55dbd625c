"""The owner's page in a real browser: files with their progress, what is understood of them, and questions."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from playwright.sync_api import Page, expect

from index.storage.store import PassageStore
from tests.api_fakes import serving
from tests.guarded import owners_app, owners_cookies
from tests.page_server import OpenPage, photograph, run_axe
from ui.owner.service import OwnerService, make_owner_service

pytest_plugins = ["tests.page_fixtures"]
pytestmark = pytest.mark.browser

TEXT = """# Kantinens regler

## Åbningstider

Kantinen holder åbent fra klokken 11 til klokken 13.30 på alle hverdage. Om fredagen lukker den en halv time før.

## Betaling

Frokosten koster 35 kroner om dagen og trækkes i lønnen ved månedens udgang. Gæster betaler med kort ved kassen.
"""
NARROW = {"viewport": {"width": 320, "height": 800}}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> OwnerService:
    return make_owner_service(tmp_path_factory.mktemp("corpus"), tmp_path_factory.mktemp("index"))


@pytest.fixture(scope="module")
def app(store: PassageStore, service: OwnerService, tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    return owners_app(store, service, tmp_path_factory.mktemp("keys"))


@pytest.fixture(scope="module")
def address(app: FastAPI) -> Iterator[str]:
    with serving(app) as url:
        yield url


@pytest.fixture(scope="module")
def cookies(app: FastAPI, address: str) -> dict[str, str]:
    """The owner's."""
    return owners_cookies(app.state.access, address)


def send(page: Page, folder: Path) -> None:
    (folder / "kantinens regler på øen.md").write_text(TEXT, encoding="utf-8")
    (folder / "forklædt.pdf").write_text("ikke en PDF", encoding="utf-8")
    page.get_by_label("Træk filer hertil, eller vælg dem:").set_input_files(
        [folder / "forklædt.pdf", folder / "kantinens regler på øen.md"]
    )
    page.get_by_role("button", name="Læg ind").click()
    expect(page.locator("#uploads .taken")).to_contain_text("kantinens regler på øen.md: forstået")
    expect(page.locator("#uploads .refused")).to_contain_text("forklædt.pdf")


def overflows(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


def test_a_document_is_sent_understood_and_given_a_question(
    open_page: OpenPage, service: OwnerService, tmp_path: Path
) -> None:
    page = open_page("/ejer")
    send(page, tmp_path)
    expect(page.locator("#documents")).to_contain_text("Nyt, venter")
    assert run_axe(page) == []
    photograph(page, "owner")
    page.get_by_role("link", name="Kantinens regler").click()
    expect(page.get_by_role("heading", name="Forstået")).to_be_visible()
    page.get_by_text("Skriv et spørgsmål").nth(1).click()
    page.locator("#question-2").fill("Hvad må jeg give for maden?")
    page.get_by_label("Frokosten koster 35 kroner").check()
    page.locator("form.write").nth(1).get_by_role("button", name="Gem spørgsmålet").click()
    expect(page.get_by_role("status")).to_contain_text("Spørgsmålet er gemt")
    expect(page.locator(".questions")).to_contain_text("Hvad må jeg give for maden?")
    assert run_axe(page) == []
    photograph(page, "owner-document")
    written = service.workspace.waiting / "kantinens regler på øen.questions.jsonl"
    assert "Frokosten koster 35 kroner" in written.read_text(encoding="utf-8")

    for path in ("/ejer", "/en/owner", "/ejer/documents/kantinens%20regler%20p%C3%A5%20%C3%B8en"):
        narrow = open_page(path, color_scheme="dark", **NARROW)
        assert not overflows(narrow), path
        assert run_axe(narrow) == []
        if path == "/ejer":
            photograph(narrow, "owner-narrow")
