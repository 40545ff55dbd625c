"""An edition that ends cuts off a page's open streams, and no request that still waits for its answer."""

import asyncio

import pytest
from fastapi import FastAPI
from starlette.types import Message, Receive, Scope, Send

from ui.live_edition import Edition


class Slow(FastAPI):
    """Answers after a while, or begins at once and never ends."""

    async def __call__(self, scope: Scope, _receive: Receive, send: Send) -> None:
        if scope["path"] == "/answer":
            await asyncio.sleep(0.5)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"x", "more_body": scope["path"] == "/stream"})
        if scope["path"] == "/stream":
            await asyncio.sleep(60)


async def ask(edition: Edition, path: str, sent: list[Message]) -> None:
    async def receive() -> Message:
        await asyncio.sleep(60)
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    await edition({"type": "http", "path": path}, receive, send)


@pytest.mark.anyio
@pytest.mark.parametrize("anyio_backend", ["asyncio"])
async def test_a_slow_answer_is_given_though_the_patience_is_short_and_a_stream_is_ended() -> None:
    edition = Edition(None, Slow())  # type: ignore[arg-type]
    await edition.start()
    answered: list[Message] = []
    streamed: list[Message] = []
    asking = [
        asyncio.create_task(ask(edition, "/answer", answered)),
        asyncio.create_task(ask(edition, "/stream", streamed)),
    ]
    await asyncio.sleep(0.05)
    await edition.end(patience_seconds=0.05)
    await asyncio.wait_for(asyncio.gather(*asking), 5)
    assert [message.get("body") for message in answered] == [None, b"x"]
    assert [message.get("body") for message in streamed] == [None, b"x", b""]
