"""64 clients ask for pages that cost minutes to draw, or for ordinary ones, while one client searches.

Run as `python -m tests.faults.drawing`: it serves the project's index in a process of its own, with a document of bad
pages and one of ordinary pages beside it, and prints the time of a search alone and with the clients, from one run.
It ends with status 1 if a search was not answered, or if the p99 is more than three times that of a search alone.
"""

import argparse
import asyncio
import shutil
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, perf_counter, sleep

import httpx
import numpy as np
import uvicorn

from api.settings import Settings
from index.storage.store import PassageStore
from index.storage.store_writer import write_store
from ingest.corpus import find_documents, gather
from tests.api_fakes import app_over, facts_over
from tests.hostile_pdfs import write_dense_pattern
from tests.pdf_maker import write_pdf
from tests.real_bundle import ROOT, real_answerer, real_bundle
from ui.cli.server.serve import configure
from ui.page.page_routes import add_page_routes

CLIENTS = 64
PAGES = 100
MOST_TIMES_ALONE = 3.0
BAD, ORDINARY = "bad", "ordinary"
QUESTIONS = ("digital ledelse", "Hvordan tilpasses digitalisering skiftende behov?", "Hvad koster det at vente?")

_LINE = "Kommunen holder lukket om mandagen, og borgerservice har aabent hver tirsdag."
_START_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Load:
    """So many clients turn the pages of documents with so many pages, for so many seconds each."""

    clients: int = CLIENTS
    seconds: float = 60.0
    pages: int = PAGES


@dataclass(frozen=True, slots=True)
class Searches:
    """Searches one after the other: their statuses, and the milliseconds that each took."""

    statuses: Counter[str] = field(default_factory=Counter)
    milliseconds: list[float] = field(default_factory=list)

    def percentile(self, share: int) -> float:
        """Return the milliseconds within which so many of a hundred were answered."""
        return float(np.percentile(self.milliseconds, share))


@dataclass(frozen=True, slots=True)
class Outcome:
    """Searches while clients asked for pages of one kind, and the statuses of those pages."""

    searches: Searches
    pages: Counter[str]


def search(url: str, seconds: float) -> Searches:
    """Search for so many seconds."""
    done, end = Searches(), monotonic() + seconds
    with httpx.Client(base_url=url, timeout=120) as client:
        while monotonic() < end:
            started = perf_counter()
            answer = client.get("/api/v1/search", params={"query": QUESTIONS[len(done.milliseconds) % len(QUESTIONS)]})
            done.milliseconds.append(1000 * (perf_counter() - started))
            done.statuses[str(answer.status_code)] += 1
    return done


async def search_beside_readers(url: str, kind: str, load: Load) -> Outcome:
    """Search while so many clients turn the pages of a document, beginning apart."""
    statuses: Counter[str] = Counter()

    async def turn_pages(client: httpx.AsyncClient, number: int) -> None:
        while True:
            answer = await client.get(f"/documents/{kind}/pages/{number % load.pages + 1}/print.png")
            statuses[str(answer.status_code)] += 1
            number += load.clients
            await asyncio.sleep(float(answer.headers.get("retry-after", 0)))

    limits = httpx.Limits(max_connections=load.clients)
    async with httpx.AsyncClient(base_url=url, timeout=600, limits=limits) as client:
        readers = [asyncio.ensure_future(turn_pages(client, number)) for number in range(load.clients)]
        searches = await asyncio.to_thread(search, url, load.seconds)
        for reader in readers:
            reader.cancel()
        await asyncio.gather(*readers, return_exceptions=True)
    return Outcome(searches, statuses)


def write_documents(folder: Path, pages: int) -> None:
    """Write the two documents and the store of what was read of them; the bad one was ordinary then."""
    ordinary = write_pdf(folder / f"{ORDINARY}.pdf", [[(60, 60 + 14 * row, _LINE) for row in range(50)]] * pages)
    shutil.copy(ordinary, folder / f"{BAD}.pdf")
    write_store(folder / "passages.db", gather(find_documents([folder])))
    write_dense_pattern(folder / f"{BAD}.pdf", pages)


def serve(folder: Path, port: int) -> None:
    """Serve the project's index, and the documents of this folder, until a signal ends it."""
    bundle, settings = real_bundle(), Settings(port=port, feedback=False)
    app = app_over(real_answerer(), bundle.store, settings, None, bundle.files)
    add_page_routes(app, facts_over(PassageStore(folder / "passages.db"), files=folder).shown_to)
    uvicorn.Server(configure(app, settings)).run()


@contextmanager
def serving_apart(folder: Path) -> Iterator[str]:
    """Serve in a process of its own, and give its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "tests.faults.drawing", "--serve", str(folder), "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT) as server:  # noqa: S603  ours
        try:
            _wait_for(f"http://127.0.0.1:{port}", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def _wait_for(url: str, server: "subprocess.Popen[bytes]") -> None:
    end = monotonic() + _START_SECONDS
    while monotonic() < end and server.poll() is None:
        with suppress(httpx.TransportError):
            httpx.get(f"{url}/healthz").raise_for_status()
            return
        sleep(0.1)
    raise RuntimeError("The server did not start.")


def measure(load: Load, kinds: Sequence[str] = (BAD, ORDINARY)) -> tuple[Searches, dict[str, Outcome]]:
    """Search alone, and then beside clients that ask for each kind of page."""
    with TemporaryDirectory() as folder:
        write_documents(Path(folder), load.pages)
        with serving_apart(Path(folder)) as url:
            search(url, 1)  # the first ones are slower
            alone = search(url, load.seconds)
            return alone, {kind: asyncio.run(search_beside_readers(url, kind, load)) for kind in kinds}


def main() -> int:
    """Measure and print, or serve for a run that measures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=CLIENTS)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--serve", type=Path)
    parser.add_argument("--port", type=int)
    given = parser.parse_args()
    if given.serve:
        serve(given.serve, given.port)
        return 0
    alone, beside = measure(Load(given.clients, given.seconds))
    failed = _tell("alone", alone, alone, Counter())
    for kind, outcome in beside.items():
        failed |= _tell(f"{given.clients} clients, {kind} pages", outcome.searches, alone, outcome.pages)
    return int(failed)


def _tell(what: str, searches: Searches, alone: Searches, pages: Counter[str]) -> bool:
    """Print a line; true if a search was not answered, or took too long."""
    times = searches.percentile(99) / alone.percentile(99)
    print(  # noqa: T201
        f"{what}: {sum(searches.statuses.values())} searches {dict(searches.statuses)}, p50 "
        f"{searches.percentile(50):.1f} ms, p99 {searches.percentile(99):.1f} ms, {times:.2f} times alone; "
        f"pages {dict(pages)}"
    )
    return set(searches.statuses) != {"200"} or times > MOST_TIMES_ALONE


if __name__ == "__main__":
    sys.exit(main())
