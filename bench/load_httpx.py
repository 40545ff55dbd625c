"""The load where wrk is not installed: `python -m bench.load_httpx URL BODIES CLIENTS SECONDS` writes JSON."""

import asyncio
import itertools
import sys
import time
from pathlib import Path

import httpx

from bench.load import Load
from bench.record import percentiles

_TIMEOUT_SECONDS = 20


async def _ask(
    client: httpx.AsyncClient, url: str, bodies: "itertools.cycle[str]", until: float
) -> tuple[list[float], int]:
    took, failed = [], 0
    while (began := time.perf_counter()) < until:
        try:
            answer = await client.post(url, content=next(bodies), headers={"Content-Type": "application/json"})
            failed += not answer.is_success
        except httpx.TransportError:
            failed += 1
        took.append((time.perf_counter() - began) * 1000)
    return took, failed


async def put_load(url: str, bodies: list[str], clients: int, seconds: int) -> Load:
    """Ask for some seconds, each client one question at a time."""
    turn = itertools.cycle(bodies)
    began = time.perf_counter()
    async with httpx.AsyncClient(timeout=_TIMEOUT_SECONDS, limits=httpx.Limits(max_connections=clients)) as client:
        found = await asyncio.gather(*(_ask(client, url, turn, began + seconds) for _ in range(clients)))
    took = [value for values, _ in found for value in values]
    over = percentiles(took)
    return Load(
        requests=len(took),
        failed=sum(failed for _, failed in found),
        seconds=time.perf_counter() - began,
        p50=over.median,
        p95=over.p95 or over.median,
        p99=over.p99 or over.median,
    )


if __name__ == "__main__":
    url, file, clients, seconds = sys.argv[1:]
    lines = Path(file).read_text(encoding="utf-8").splitlines()
    sys.stdout.write(asyncio.run(put_load(url, lines, int(clients), int(seconds))).model_dump_json())
