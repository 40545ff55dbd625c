"""Many clients for minutes while the index changes: `python -m tests.faults.load --clients 64 --minutes 10`.

No request may fail. One that finds the queue full is told to come back (503 with Retry-After), and counted apart.
"""

import argparse
import asyncio
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import httpx
import numpy as np

from eval.exam.cases import read_cases
from eval.speed.server_process import ServerProcess, started
from tests.faults.base_bundle import build_base
from tests.faults.bundles import Bundles
from tests.faults.ways_in import WAYS, Seen, send

ROOT = Path(__file__).parent.parent.parent
_SERVE = [sys.executable, "-m", "ui", "serve"]
_PAGE_SECONDS = 300
TIMEOUT_SECONDS = 300


def main() -> None:
    """Put load on a server of its own, and end with 1 if a request failed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--clients", type=int, default=64)
    options.add_argument("--minutes", type=float, default=10)
    options.add_argument("--exchange-seconds", type=float, default=60)
    given = options.parse_args()
    with TemporaryDirectory(prefix="rundbord-load-") as folder:
        bundles = Bundles(Path(folder) / "index", build_base(Path(folder) / "base"))
        with served(bundles, Path(folder)) as server:
            seen = Seen()
            load = Load(given.clients, given.minutes * 60, given.exchange_seconds)
            asyncio.run(put_load(load, server.url, bundles.publish, seen))
    print(report(seen, bundles.number))  # noqa: T201  a program's output
    sys.exit(seen.failed.total() > 0)


@contextmanager
def served(bundles: Bundles, folder: Path) -> Iterator[ServerProcess]:
    """Serve a folder of bundles by `rundbord serve`, and wait until the page is open."""
    environment = {
        "PYTHONPATH": str(ROOT),
        "RUNDBORD_INDEX": str(bundles.root),
        "RUNDBORD_FEEDBACK_DB": str(folder / "feedback.db"),
        "RUNDBORD_KEYS_DB": str(folder / "keys.db"),
        "RUNDBORD_RATE_LIMIT": "off",
        "RUNDBORD_LOG_LEVEL": "warning",
    }
    with started(_SERVE, environment, folder / "server.log") as server:
        server.client.get("/", timeout=_PAGE_SECONDS).raise_for_status()
        yield server


@dataclass(frozen=True, slots=True)
class Load:
    """So many clients for so long, each by every way in again and again; the bundle is exchanged meanwhile."""

    clients: int
    seconds: float
    exchange_seconds: float
    pause_seconds: float = 0
    ways: tuple[str, ...] = tuple(WAYS)


async def put_load(load: Load, url: str, exchange: Callable[[], object], seen: Seen) -> None:
    """Put the load on a server, and note what its clients see."""
    questions, clock = cycle(exam_questions()), asyncio.get_running_loop().time
    end = clock() + load.seconds

    async def come_in(number: int, client: httpx.AsyncClient) -> None:
        ways = Random(number).sample(load.ways, len(load.ways))  # noqa: S311  an order, not a secret
        for way in cycle(ways):
            if clock() > end:
                return
            await send(way, client, next(questions), seen)
            await asyncio.sleep(load.pause_seconds)

    async def keep_exchanging() -> None:
        while True:
            await asyncio.sleep(load.exchange_seconds)
            await asyncio.to_thread(exchange)

    limits = httpx.Limits(max_connections=load.clients)
    async with httpx.AsyncClient(base_url=url, timeout=TIMEOUT_SECONDS, limits=limits) as client:
        exchanging = asyncio.create_task(keep_exchanging())
        await asyncio.gather(*(come_in(number, client) for number in range(load.clients)))
        exchanging.cancel()


def exam_questions() -> list[str]:
    """Return the exam's questions, and others like them: no answer is to come from the cache alone."""
    asked = [case.question for case in read_cases(ROOT / "eval" / "questions.jsonl")]
    return [*asked, *(f"{question} ({number})" for number, question in enumerate(asked))]


def report(seen: Seen, exchanges: int) -> str:
    """Write what was seen as a table: requests, failures, full queues, and milliseconds, by way in."""
    lines = [f"{'way':10}{'whole':>8}{'failed':>8}{'full':>7}{'p50 ms':>9}{'p99 ms':>9}"]
    for way in sorted({*seen.whole, *seen.failed, *seen.full}):
        took = [1000 * seconds for seconds in seen.seconds.get(way, [0.0])]
        p50, p99 = np.percentile(took, [50, 99])
        lines.append(f"{way:10}{seen.whole[way]:8}{seen.failed[way]:8}{seen.full[way]:7}{p50:9.0f}{p99:9.0f}")
    lines.append(
        f"{seen.whole.total()} whole, {seen.failed.total()} failed, {seen.full.total()} full, {exchanges} exchanges"
    )
    return "\n".join([*lines, *seen.examples])


if __name__ == "__main__":
    main()
