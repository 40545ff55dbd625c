"""Every way in to a server, as clients use it; each checks that its response is whole and of one bundle."""

import json
import re
from collections import Counter, deque
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic
from uuid import uuid4

import httpx

PDF = "plan"
"""The document that has a PDF, where there is one."""

_VERSION = re.compile(r"\b0{6}\d{6}\b")  # `tests.faults.bundles` numbers the bundles, in their titles too
_JSON = {"Accept": "application/json, text/event-stream"}
_TURN_INPUTS = 3  # question, earlier questions and limits: what tells Gradio's asking from its other events
_FULL = 503
_LATEST = 10_000

Ask = Callable[[httpx.AsyncClient, str], Awaitable[str]]
"""Sends a question, or reads a page, and returns all that came back."""


class FullQueueError(Exception):
    """The server asked the client to come back later, or the page said so: nothing is lost."""


@dataclass(slots=True)
class Seen:
    """The responses to clients, by way in; `seconds` are those of the latest requests only."""

    seconds: dict[str, deque[float]] = field(default_factory=dict)
    whole: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    full: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)

    @contextmanager
    def noting(self, way: str) -> Iterator[None]:
        """Note how a request went."""
        began = monotonic()
        try:
            yield
        except FullQueueError:
            self.full[way] += 1
        except Exception as error:  # whatever a client meets is a request that failed
            self.failed[way] += 1
            self.examples = [*self.examples, f"{way}: {error!r}"[:300]][-5:]
        else:
            self.whole[way] += 1
            self.seconds.setdefault(way, deque(maxlen=_LATEST)).append(monotonic() - began)


async def send(way: str, client: httpx.AsyncClient, question: str, seen: Seen) -> None:
    """Come in by one way, and note how it went."""
    with seen.noting(way):
        text = await WAYS[way](client, question)
        versions = set(_VERSION.findall(text))
        if len(versions) > 1:
            raise AssertionError(f"one response is of the bundles {sorted(versions)}")


async def _answer(client: httpx.AsyncClient, question: str) -> str:
    response = await client.post("/api/v1/answer", json={"question": question})
    _check(response)
    assert response.json()["index_version"]
    return response.text


async def _stream(client: httpx.AsyncClient, question: str) -> str:
    accept = {"Accept": "text/event-stream"}
    response = await client.post("/api/v1/answer", json={"question": question}, headers=accept)
    _check(response)
    assert "event: done" in response.text, "the stream ended before the answer did"
    return response.text


async def _search(client: httpx.AsyncClient, question: str) -> str:
    response = await client.post("/api/v1/search", json={"query": question})
    _check(response)
    assert response.json()["hits"]
    return response.text


async def _chat(client: httpx.AsyncClient, question: str) -> str:
    messages = [{"role": "user", "content": question}]
    response = await client.post("/v1/chat/completions", json={"model": "rundbord", "messages": messages})
    _check(response)
    assert response.json()["choices"]
    return response.text


async def _mcp(client: httpx.AsyncClient, question: str) -> str:
    call = {"name": "answer", "arguments": {"question": question}}
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": call}
    response = await client.post("/mcp", json=body, headers=_JSON)
    _check(response)
    result = response.json()["result"]
    if result.get("isError"):
        raise FullQueueError if "Retry" in response.text or "travlt" in response.text else AssertionError(result)
    return response.text


async def _page(client: httpx.AsyncClient, _: str) -> str:
    response = await client.get("/")
    _check(response)
    assert "<gradio-app" in response.text
    return response.text


async def _turn(client: httpx.AsyncClient, question: str) -> str:
    """Ask on the page, as its browser does."""
    config = (await client.get("/config")).json()
    asking = next(d["id"] for d in config["dependencies"] if len(d["inputs"]) == _TURN_INPUTS)
    session = uuid4().hex
    body = {"data": [question, "[]", "{}"], "fn_index": asking, "session_hash": session}
    _check(await client.post("/gradio_api/queue/join", json=body))
    response = await client.get("/gradio_api/queue/data", params={"session_hash": session})
    _check(response)
    events = [json.loads(line[6:]) for line in response.text.splitlines() if line.startswith("data: ")]
    assert any(event["msg"] == "process_completed" and event["success"] for event in events), "the turn was cut off"
    shown = str([event.get("output") for event in events])
    if "data-kept" not in shown:
        raise FullQueueError if "travlt" in shown or "for længe" in shown else AssertionError(shown[-300:])
    return shown


async def _sheet(client: httpx.AsyncClient, _: str) -> str:
    response = await client.get("/documents/whitepaper/pages/11?start=0&end=40")
    _check(response)
    assert "<mark" in response.text
    return response.text


async def _document(client: httpx.AsyncClient, _: str) -> str:
    response = await client.get("/api/v1/documents/whitepaper/pages/8")
    _check(response)
    assert response.json()["text"]
    return response.text


async def _file(client: httpx.AsyncClient, _: str) -> str:
    response = await client.get("/api/v1/documents/whitepaper/file")
    _check(response)
    assert len(response.content) > 1000
    return ""


async def _print(client: httpx.AsyncClient, _: str) -> str:
    response = await client.get(f"/documents/{PDF}/pages/1/print?start=0&end=9")
    _check(response)
    picture = await client.get(f"/documents/{PDF}/pages/1/print.png")
    _check(picture)
    assert picture.content.startswith(b"\x89PNG")
    return response.text


def _check(response: httpx.Response) -> None:
    if response.status_code == _FULL and "retry-after" in response.headers:
        raise FullQueueError
    assert response.is_success, f"{response.status_code} {response.text[:200]}"


WAYS: dict[str, Ask] = {
    "answer": _answer,
    "stream": _stream,
    "search": _search,
    "chat": _chat,
    "mcp": _mcp,
    "page": _page,
    "turn": _turn,
    "sheet": _sheet,
    "document": _document,
    "file": _file,
    "print": _print,
}
WITHOUT_PDF = tuple(way for way in WAYS if way != "print")
