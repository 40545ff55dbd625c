"""The FastAPI app of every peer: search, and the timing of its parts in process."""

import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from fastapi import FastAPI
from peer import Index
from pydantic import BaseModel, Field

T = TypeVar("T")
_SHOWN = 5
_WARMING = 3


class PeerQuery(BaseModel):
    """The request of a search."""

    query: str = Field(min_length=1, max_length=1000)
    k: int = Field(default=_SHOWN, ge=1, le=50)


class PeerHit(BaseModel):
    """A passage in a search's response."""

    rank: int
    row: int
    score: float
    text: str


class PeerHits(BaseModel):
    """The response of a search, best hit first."""

    query: str
    hits: list[PeerHit]


class PeerTimes(BaseModel):
    """Milliseconds of each call without HTTP, the rows found by each, and the seconds to index the texts."""

    encoder_ms: list[float]
    search_ms: list[float]
    answer_ms: list[float] = []
    ranked: list[list[int]]
    ingest_seconds: float


def make_app(index: Index, texts: list[str]) -> FastAPI:
    """Make the app for an opened index of these texts."""
    app = FastAPI()

    @app.get("/readyz")
    def readyz() -> dict[str, str]:
        return {"status": "ready"}

    @app.post("/search")
    def search(asked: PeerQuery) -> PeerHits:
        found = index.search(asked.query, asked.k)
        hits = [PeerHit(rank=n, row=row, score=score, text=texts[row]) for n, (row, score) in enumerate(found, start=1)]
        return PeerHits(query=asked.query, hits=hits)

    @app.post("/inside")
    def inside(questions: list[str]) -> PeerTimes:
        for question in questions[:_WARMING]:
            index.search(question, _SHOWN)
        encoder, searches, ranked = [], [], []
        for question in questions:
            encoder.append(_milliseconds(lambda asked=question: index.encode(asked))[0])
            took, found = _milliseconds(lambda asked=question: index.search(asked, _SHOWN))
            searches.append(took)
            ranked.append([row for row, _ in found])
        with TemporaryDirectory() as folder:
            ingest, _ = _milliseconds(lambda: index.build(texts, Path(folder)))
        return PeerTimes(encoder_ms=encoder, search_ms=searches, ranked=ranked, ingest_seconds=ingest / 1000)

    return app


def _milliseconds(call: Callable[[], T]) -> tuple[float, T]:
    began = time.perf_counter()
    result = call()
    return (time.perf_counter() - began) * 1000, result
