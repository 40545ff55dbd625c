"""An error whose value holds « / » reaches every reader as whole sentences, in the reader's language or in both."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from copy import copy
from html import unescape
from pathlib import Path

import httpx
import pytest
from mcp.client import Client
from mcp.types import TextContent

from answer.answerer import DocumentAnswerer
from answer.types import Question
from api.answer_queue import AnswerQueue
from api.client import HttpAnswerer
from api.metrics import Metrics
from api.settings import Settings
from index.storage.bundle import Bundle
from ingest.errors import QuestionError, RundbordError, StorageError
from ingest.text import LANGUAGES, Language, Text, in_lines
from tests.api_fakes import app_over, facts_over, serving
from tests.restricted_bundle import open_corpus, write_corpus
from tests.test_owner import OWN, TEXT, Serve, send, serve, service, store
from tests.test_program import rundbord
from ui.page.asking import Asking

__all__ = ["serve", "service", "store"]

UNKNOWN = "Aarhus / Odense"
SAID = Text(f"Der er intet dokument med id «{UNKNOWN}».", f"There is no document with the id «{UNKNOWN}».")
QUESTION = "Hvor lang er frokostpausen?"
ASKED = {"question": QUESTION, "documents": [UNKNOWN]}


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    folder = tmp_path_factory.mktemp("bundle")
    return open_corpus(write_corpus(folder / "corpus", restricted=False), folder / "index")


@pytest.fixture(scope="module")
def url(bundle: Bundle) -> Iterator[str]:
    store = bundle.parts.store
    with serving(app_over(DocumentAnswerer(bundle), store, Settings(), None, bundle.folder)) as address:
        yield address


def test_rest_gives_each_language_whole(url: str) -> None:
    problem = httpx.post(f"{url}/api/v1/answer", json=ASKED).json()
    assert (problem["detail_da"], problem["detail_en"]) == (SAID.da, SAID.en)
    assert problem["detail"] == f"{SAID.da} / {SAID.en}"


def test_a_client_of_rest_raises_it_whole(url: str) -> None:
    with httpx.Client() as client, pytest.raises(QuestionError) as raised:
        HttpAnswerer(url, client).answer(Question(QUESTION, documents=frozenset({UNKNOWN})))
    assert raised.value.text == SAID


def test_a_chat_completion_gives_both(url: str) -> None:
    chat = {
        "model": "rundbord",
        "messages": [{"role": "user", "content": QUESTION}],
        "rundbord": {"documents": [UNKNOWN]},
    }
    response = httpx.post(f"{url}/v1/chat/completions", json=chat)
    assert response.json()["error"]["message"] == f"{SAID.da} / {SAID.en}"


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.mark.anyio
async def test_a_tool_of_mcp_gives_both(url: str) -> None:
    async with Client(f"{url}/mcp", read_timeout_seconds=60) as client:
        result = await client.call_tool("answer", ASKED)
    assert result.is_error
    (block,) = result.content
    assert isinstance(block, TextContent)
    assert f"{SAID.da} / {SAID.en}" in block.text


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("da", "Et dokument, du søger i, er her ikke længere."),
        ("en", "A document that you search in is no longer here."),
    ],
)
def test_the_page_says_it_in_its_language(bundle: Bundle, language: Language, said: str) -> None:
    facts = facts_over(bundle.parts.store, DocumentAnswerer(bundle))
    asking = Asking(lambda _: facts, AnswerQueue(0, Metrics()), language)
    (shown,) = asyncio.run(_all(asking.ask(QUESTION, "[]", json.dumps({"documents": [UNKNOWN]}))))
    assert said in shown


def test_the_owners_page_says_an_error_whole_in_its_language(serve: Serve) -> None:
    client = serve()
    send(client, ("fusion-2.md", TEXT), ("fusion.toml", f'title = "Fusionen"\ngroups = ["{UNKNOWN}"]\n'))
    danish = unescape(client.post("/ejer/publish", headers=OWN).text)
    english = unescape(client.post("/en/owner/publish", headers=OWN).text)
    assert f"fusion.toml (kun for {UNKNOWN}). Der bygges intet" in danish
    assert "Here are facts without their document" not in danish
    assert f"fusion.toml (only for {UNKNOWN}). Nothing is built" in english
    assert "Her er oplysninger" not in english


def test_the_terminal_says_both(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text("Planen er vedtaget.", encoding="utf-8")
    run = rundbord("documents", "set", UNKNOWN, "--title", "Planen", RUNDBORD_CORPUS=str(tmp_path))
    assert run.returncode == 1
    danish = f"Der er intet dokument «{UNKNOWN}» i {tmp_path}. Se navnene med: rundbord documents list"
    english = f"There is no document “{UNKNOWN}” in {tmp_path}. See the names with: rundbord documents list"
    assert run.stderr == f"Fejl: {danish} / {english}\n"


@pytest.mark.model
def test_a_question_in_the_terminal_is_refused_in_both() -> None:
    run = rundbord("ask", "Hvad er digital ledelse?", "--document", UNKNOWN)
    assert run.returncode == 1
    assert run.stderr == f"Fejl: {SAID.da} / {SAID.en}\n"


def test_an_error_keeps_its_text_from_one_process_to_another() -> None:
    error = copy(StorageError(SAID, full=True))  # as pickle does
    assert (error.text, error.full) == (SAID, True)


def test_an_error_of_several_lines_is_shown_line_by_line_and_a_line_that_is_the_same_once() -> None:
    error = RundbordError(in_lines([Text("én", "one"), Text("plan.txt", "plan.txt"), SAID]))
    assert str(error) == f"én / one\nplan.txt\n{SAID.da} / {SAID.en}"
    assert [error.text.in_(language).count("\n") for language in LANGUAGES] == [2, 2]


async def _all(pieces: AsyncIterator[str]) -> list[str]:
    return [piece async for piece in pieces]
