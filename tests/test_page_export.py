"""The conversation is taken away as Markdown or Word, from what the browser keeps."""

import io
import json
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from playwright.sync_api import Page, expect

from answer.types import Question
from index.storage.store import PassageStore
from tests.api_fakes import facts_over
from tests.page_server import ASKED, REFUSED, OpenPage, PageAnswerer, ask
from ui.page.conversation_routes import MOST_BODY_BYTES
from ui.page.exchange import Exchange, keep
from ui.page.page_routes import add_page_routes

pytest_plugins = ["tests.page_fixtures"]


@pytest.fixture(scope="module")
def client(store: PassageStore) -> Iterator[TestClient]:
    app = FastAPI()
    add_page_routes(app, facts_over(store).shown_to)
    with TestClient(app, base_url="https://rundbord.example.dk") as client:
        yield client


def kept(store: PassageStore, question: str) -> str:
    return keep(Exchange(question, PageAnswerer(store).answer(Question(question)), "0" * 32))


def download(page: Page, name: str) -> Path:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=name, exact=True).click()
    path = Path(waiting.value.path())
    return path.rename(path.with_name(waiting.value.suggested_filename))


@pytest.mark.browser
def test_the_page_hands_out_the_conversation(open_page: OpenPage, address: str) -> None:
    page = open_page()
    expect(page.get_by_role("button", name="Word")).to_have_count(0)
    ask(page, ASKED)
    ask(page, REFUSED)
    markdown = download(page, "Markdown")
    assert markdown.name == "rundbord-samtale.md"
    text = markdown.read_text(encoding="utf-8")
    assert ASKED.rstrip("?") in text
    assert f"<{address}/documents/whitepaper/pages/8?start=" in text
    word = docx.Document(str(download(page, "Word")))
    assert ASKED in [paragraph.text for paragraph in word.paragraphs]
    assert page.locator("#lost").text_content() == ""


def test_english_papers_lead_to_english_pages(client: TestClient, store: PassageStore) -> None:
    body = f"[{kept(store, ASKED)}]"
    text = client.post("/en/conversation/markdown", content=body).text
    assert text.startswith("# Conversation with Rundbord")
    assert "<https://rundbord.example.dk/en/documents/whitepaper/pages/8?start=" in text
    word = docx.Document(io.BytesIO(client.post("/en/conversation/word", content=body).content))
    assert word.core_properties.title == "Conversation with Rundbord"


def test_what_the_document_no_longer_bears_out_is_left_out(client: TestClient, store: PassageStore) -> None:
    forged = json.loads(kept(store, ASKED))
    forged["answer"]["citations"][0]["quote"] = "Digitalisering er spild af penge."
    text = client.post("/conversation/markdown", content=json.dumps([forged])).text
    assert "spild" not in text
    assert "spild" not in client.post("/conversation", content=json.dumps([forged])).text.partition("data-kept")[0]


def test_what_was_asked_of_some_documents_only_says_so(client: TestClient, store: PassageStore) -> None:
    limited = json.loads(kept(store, ASKED)) | {"limits": {"year": "2024", "section": "Nutid"}}
    body = json.dumps([limited, json.loads(kept(store, REFUSED))])
    markdown = client.post("/conversation/markdown", content=body).text
    assert markdown.count("Kun i: 2024, under «Nutid»") == 1
    word = docx.Document(io.BytesIO(client.post("/en/conversation/word", content=body).content))
    assert "Only in: 2024, under “Nutid”" in [paragraph.text for paragraph in word.paragraphs]


@pytest.mark.parametrize("path", ["/conversation", "/conversation/markdown", "/en/conversation/word"])
@pytest.mark.parametrize(
    ("body", "status"), [("", 422), ("[1]", 422), ("[" * 10**5, 422), (" " * MOST_BODY_BYTES + "[]", 413)]
)
def test_what_is_no_conversation_is_turned_away(client: TestClient, path: str, body: str, status: int) -> None:
    assert client.post(path, content=body).status_code == status
