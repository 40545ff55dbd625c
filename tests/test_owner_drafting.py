"""The owner has a language model draft questions from the page, follows it, stops it, and decides on what it wrote."""

from collections.abc import Iterator
from time import monotonic, sleep

import httpx
import pytest
from fastapi import FastAPI
from playwright.sync_api import expect

from index.storage.store import PassageStore
from tests.api_fakes import serving
from tests.chat_server import ChatServer, Reply, chat_server, drafted
from tests.guarded import owners_app, owners_cookies
from tests.page_server import OpenPage, photograph, run_axe
from ui.owner.service import OwnerService, make_owner_service

pytest_plugins = ["tests.page_fixtures"]

TEXT = "# Kantinen\n\nFrokosten koster 35 kroner om dagen og trækkes i lønnen ved månedens udgang.\n"
ANSWERED = (
    "Hvad må jeg give for maden?",
    "Frokosten koster 35 kroner om dagen og trækkes i lønnen ved månedens udgang.",
)
MISSED = "Hvad koster aftensmaden?"


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


@pytest.fixture
def owner(address: str, service: OwnerService, cookies: dict[str, str]) -> Iterator[httpx.Client]:
    """The owner's client, with one document waiting that nobody has written questions for."""
    for file in service.workspace.waiting.glob("kantinen*"):
        file.unlink()
    with httpx.Client(base_url=address, headers={"Origin": address}, follow_redirects=True, timeout=60) as client:
        client.cookies.update(cookies)
        client.post("/ejer/upload", files={"files": ("kantinen.md", TEXT)}).raise_for_status()
        yield client


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Iterator[ChatServer]:
    with chat_server(lambda _: drafted([ANSWERED], [MISSED])) as server:
        monkeypatch.setenv("RUNDBORD_LLM_URL", server.url)
        monkeypatch.setenv("RUNDBORD_LLM_MODEL", "lille")
        yield server


def follow(owner: httpx.Client, page: str = "/ejer") -> list[str]:
    """Follow the events to their end, without the meter's."""
    events = owner.get(f"{page}/documents/kantinen/drafting-progress").text.replace("\r\n", "\n").strip().split("\n\n")
    return [event for event in events if not event.startswith("event: meter")]


def test_without_a_language_model_the_page_says_so_and_nothing_starts(
    owner: httpx.Client, service: OwnerService
) -> None:
    page = owner.get("/ejer/documents/kantinen").text
    assert "Der er ikke sat en sprogmodel op" in page
    assert "/drafting" not in page
    assert "No language model is set up" in owner.get("/en/owner/documents/kantinen").text
    refused = owner.post("/ejer/documents/kantinen/drafting")
    assert refused.status_code == 409
    assert "RUNDBORD_LLM_URL" in refused.text
    assert service.drafting.run_for(service.workspace.entries()[0]) is None
    assert owner.post("/ejer/documents/ukendt/drafting").status_code == 404


def test_what_is_sent_where_is_said_before_it_is_sent(
    owner: httpx.Client, model: ChatServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert f"sendes til {model.url} (lille)" in owner.get("/ejer/documents/kantinen").text
    assert model.heard == []
    monkeypatch.setenv("RUNDBORD_LLM_URL", "http://model.example/v1")
    assert "ikke krypteret" in owner.get("/ejer/documents/kantinen").text
    monkeypatch.setenv("RUNDBORD_LLM_URL", "gopher://model")
    assert "Der er ikke sat en sprogmodel op" in owner.get("/ejer/documents/kantinen").text


@pytest.mark.browser
def test_drafts_are_written_followed_and_decided_on_in_a_browser(
    open_page: OpenPage, owner: httpx.Client, model: ChatServer, service: OwnerService
) -> None:
    page = open_page("/ejer/documents/kantinen")
    expect(page.locator("#drafting")).to_contain_text("Afsnit med for få spørgsmål: 1 af 1")
    page.get_by_role("button", name="Skriv udkast").click()
    done = "Udkastene er skrevet. Tag stilling til dem herunder."
    expect(page.locator(".run [role=status]")).to_have_text(done, timeout=120_000)  # it stands back for readers
    expect(page.locator(".run .log")).to_contain_text("Afsnit 1 af 1: 2 udkast")
    expect(page.locator("#drafts textarea")).to_have_count(2)
    assert "Frokosten koster" in model.message()
    assert run_axe(page) == []
    page.locator("#drafting").evaluate("part => part.scrollIntoView()")
    photograph(page, "owner-drafts")
    page.locator("#drafts").get_by_role("button", name="Godkend").first.click()
    expect(page.get_by_role("status").first).to_contain_text("Udkastet er godkendt.")
    page.locator("#drafts").get_by_role("button", name="Slet udkastet").click()
    expect(page.locator("#drafts textarea")).to_have_count(0)
    written = (service.workspace.waiting / "kantinen.questions.jsonl").read_text(encoding="utf-8")
    assert ANSWERED[0] in written
    assert not (service.workspace.waiting / "kantinen.unanswered.jsonl").exists()


def test_a_model_that_fails_is_told_of_and_one_that_is_silent_is_stopped(
    owner: httpx.Client, model: ChatServer, service: OwnerService
) -> None:
    model.answer = lambda _: Reply(b'{"error": {"message": "no such model"}}', 404)
    owner.post("/ejer/documents/kantinen/drafting").raise_for_status()
    *_, reason, outcome = follow(owner, "/en/owner")
    assert "answered 404" in reason
    assert outcome.startswith("event: failed\n")
    assert "did not give drafts" in outcome
    assert 'role="alert">Sprogmodellen gav ikke' in owner.get("/ejer/documents/kantinen").text

    model.answer = lambda _: None
    heard = len(model.heard)
    page = owner.post("/ejer/documents/kantinen/drafting").raise_for_status().text
    assert "/drafting-stop" in page
    assert owner.post("/ejer/documents/kantinen/drafting").status_code == 409
    assert owner.post("/ejer/publish").status_code == 409  # what is written meanwhile would not be published with it
    end = monotonic() + 60
    while len(model.heard) == heard:
        assert monotonic() < end
        sleep(0.05)
    owner.post("/ejer/documents/kantinen/drafting-stop").raise_for_status()
    assert "Stoppet." in follow(owner)[-1]
    with service.workspace.changing(alone=True):
        pass
