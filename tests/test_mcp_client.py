"""The three MCP tools on a real server by MCP's own Python client, and the refusal of foreign pages."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import httpx2
import pytest
from fastapi import FastAPI
from mcp.client import Client
from mcp.client.streamable_http import streamable_http_client
from mcp.types import CallToolResult, TextContent

from api.access.caller import Scope
from index.filters import SearchFilter
from tests.api_fakes import REFUSED, make_app, make_store, serving
from tests.guarded import guarded_app, make_key

FRIEND = "https://intra.example.dk"
ASKED = "Hvad er digital ledelse?"
PING = {"jsonrpc": "2.0", "id": 1, "method": "ping"}


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    return make_app(tmp_path_factory.mktemp("api"), (FRIEND,))


@pytest.fixture(scope="module")
def url(app: FastAPI) -> Iterator[str]:
    with serving(app) as address:
        yield address


@pytest.fixture(scope="module")
def whole(url: str) -> dict[str, object]:
    return dict(httpx.post(f"{url}/api/v1/answer", json={"question": ASKED}).json())


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def _text(result: CallToolResult) -> str:
    (block,) = result.content
    assert isinstance(block, TextContent)
    return block.text


@pytest.mark.anyio
async def test_a_client_finds_the_three_tools_and_what_they_give(url: str) -> None:
    async with Client(f"{url}/mcp", read_timeout_seconds=60) as client:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
    assert tools.keys() == {"search", "answer", "get_page"}
    for tool in tools.values():
        assert tool.title
        assert tool.description
        assert tool.annotations is not None
        assert tool.annotations.read_only_hint
        assert all("description" in field for field in tool.input_schema["properties"].values())
    assert "citations" in (tools["answer"].output_schema or {})["properties"]


@pytest.mark.anyio
async def test_an_answer_is_the_one_that_rest_gives_and_a_quote_is_read_on_its_page(
    url: str, whole: dict[str, object]
) -> None:
    async with Client(f"{url}/mcp", read_timeout_seconds=60) as client:
        answered = await client.call_tool("answer", {"question": ASKED})
        assert not answered.is_error
        told = answered.structured_content or {}
        each_times_own = {"id": "", "took_ms": 0}
        assert told | each_times_own == whole | each_times_own
        citation = told["citations"][0]
        assert f"({url}{citation['url']})" in _text(answered)
        page = await client.call_tool("get_page", {"document_id": citation["document_id"], "page": citation["page"]})
        assert _text(page)[citation["start"] : citation["end"]] == citation["quote"]
        refused = await client.call_tool("answer", {"question": "Hvordan bliver vejret?"})
        assert _text(refused).startswith(REFUSED)
        assert (refused.structured_content or {})["answered"] is False


@pytest.mark.anyio
async def test_a_search_gives_as_many_passages_as_asked_for(url: str) -> None:
    async with Client(f"{url}/mcp", read_timeout_seconds=60) as client:
        found = await client.call_tool("search", {"query": "ledelse", "k": 2, "documents": ["whitepaper"]})
    hits = (found.structured_content or {})["hits"]
    assert [hit["rank"] for hit in hits] == [1, 2]
    assert all(hit["passage"]["text"] in _text(found) for hit in hits)


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        ("answer", {"question": "bombe"}, "written in its log"),
        ("answer", {"question": "beskadiget"}, "rundbord status"),
        ("answer", {"question": "Hvad?", "documents": ["intet"]}, "no document with that id"),
        ("answer", {"question": " "}, "question"),
        ("search", {"query": "ledelse", "k": 51}, "less than or equal to 50"),
        ("get_page", {"document_id": "intet", "page": 2}, "no document of that name"),
        ("get_page", {"document_id": "whitepaper", "page": 99}, "2 to 18"),
    ],
)
async def test_a_failure_says_what_to_do_and_tells_no_secret(
    url: str, tool: str, arguments: dict[str, object], said: str
) -> None:
    async with Client(f"{url}/mcp", read_timeout_seconds=60) as client:
        result = await client.call_tool(tool, arguments)
    assert result.is_error
    assert said in _text(result)
    assert "hemmelig" not in _text(result)


@pytest.mark.anyio
async def test_a_key_opens_a_server_that_wants_one(tmp_path: Path) -> None:
    key = make_key(tmp_path, Scope.ANSWER)
    with serving(guarded_app(make_store(tmp_path), tmp_path)) as url:
        bearer = {"Authorization": f"Bearer {key}"}
        async with httpx2.AsyncClient(headers=bearer, timeout=60) as keyed, httpx2.AsyncClient() as keyless:
            refused = await keyless.post(f"{url}/mcp", json=PING)
            async with Client(streamable_http_client(f"{url}/mcp", http_client=keyed)) as client:
                answered = await client.call_tool("answer", {"question": ASKED})
    assert refused.status_code == 401
    assert not answered.is_error


def _ask(url: str, **headers: str) -> httpx.Response:
    accepted = {"Accept": "application/json, text/event-stream", **headers}
    return httpx.post(f"{url}/mcp", json=PING, headers=accepted, timeout=60)


def test_a_page_of_a_foreign_origin_gets_nothing_not_even_under_the_servers_own_name(url: str) -> None:
    rebound = f"evil.example:{httpx.URL(url).port}"
    for headers in (
        {"Origin": "https://evil.example"},
        {"Origin": f"http://{rebound}", "Host": rebound},  # DNS rebinding: to the browser it is the same origin
        {"Origin": "null"},
    ):
        refused = _ask(url, **headers)
        assert refused.status_code == 403
        assert refused.json()["type"] == "urn:rundbord:problem:origin-refused"
    for headers in ({}, {"Origin": url}, {"Origin": FRIEND}):
        assert _ask(url, **headers).status_code == 200


def test_only_post_is_there_and_a_body_has_its_limit(url: str) -> None:
    for method in ("GET", "DELETE"):
        response = httpx.request(method, f"{url}/mcp", headers={"Accept": "text/event-stream"})
        assert (response.status_code, response.headers["allow"]) == (405, "POST")
    large = httpx.post(f"{url}/mcp", content=b" " * 70_000, headers={"Content-Type": "application/json"})
    assert large.status_code == 413


@pytest.mark.anyio
async def test_both_tools_that_look_for_something_take_limits(url: str, app: FastAPI) -> None:
    limits = {"documents": ["whitepaper"], "publisher": "IT", "year": 2024, "section": "Nutid", "on": "2024-05-01"}
    async with Client(f"{url}/mcp", read_timeout_seconds=60) as client:
        for tool, words in (("search", "query"), ("answer", "question")):
            result = await client.call_tool(tool, {words: ASKED, **limits})
            assert not result.is_error
            asked = app.state.current.serving.answerer.measured.asked[-1]
            assert (asked.documents, asked.search_filter) == (
                {"whitepaper"},
                SearchFilter("IT", 2024, "Nutid", "2024-05-01"),
            )
        assert (await client.call_tool("answer", {"question": ASKED, "on": "i går"})).is_error
