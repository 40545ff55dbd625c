"""HTTP load by several clients in a separate process: `python -m eval.speed.http_load URL BODIES CLIENTS SECONDS`.

Each client sends its next request as soon as it has a response. The load and the server share the cores.
"""

import asyncio
import itertools
import subprocess
import sys
import time
from pathlib import Path

import httpx
import numpy as np
from pydantic import BaseModel, ConfigDict, ValidationError

from eval.speed.speed_exam import BenchmarkError
from ingest.text import Text

_TIMEOUT_SECONDS = 20
_MOST_SECONDS = 60


class Load(BaseModel):
    """Number of requests, of failed ones, total seconds, and milliseconds per request."""

    model_config = ConfigDict(frozen=True)

    requests: int
    failed: int
    seconds: float
    p50: float
    p99: float

    @property
    def per_second(self) -> float:
        """Successful requests a second."""
        return (self.requests - self.failed) / self.seconds


def put_load(url: str, bodies: Path, clients: int, seconds: int) -> Load:
    """Post the JSON bodies in a file, one per line, in turn.

    Raises
    ------
    BenchmarkError
        If the load process prints no figures.
    """
    command = [sys.executable, "-m", "eval.speed.http_load", url, str(bodies), str(clients), str(seconds)]
    run = subprocess.run(  # noqa: S603  our own command
        command, capture_output=True, text=True, timeout=seconds + _MOST_SECONDS, check=False
    )
    try:
        return Load.model_validate_json(run.stdout)
    except ValidationError as error:
        written, said = " ".join(command), run.stderr[-500:]
        raise BenchmarkError(
            Text(f"«{written}» gav ingen tal: {said}", f"“{written}” gave no figures: {said}")
        ) from error


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


async def _load(url: str, bodies: list[str], clients: int, seconds: int) -> Load:
    turn = itertools.cycle(bodies)
    began = time.perf_counter()
    async with httpx.AsyncClient(timeout=_TIMEOUT_SECONDS, limits=httpx.Limits(max_connections=clients)) as client:
        found = await asyncio.gather(*(_ask(client, url, turn, began + seconds) for _ in range(clients)))
    took = [value for values, _ in found for value in values]
    p50, p99 = (float(value) for value in np.percentile(took, [50, 99]))
    failed = sum(failed for _, failed in found)
    return Load(requests=len(took), failed=failed, seconds=time.perf_counter() - began, p50=p50, p99=p99)


if __name__ == "__main__":
    url, file, clients, seconds = sys.argv[1:]
    lines = Path(file).read_text(encoding="utf-8").splitlines()
    sys.stdout.write(asyncio.run(_load(url, lines, int(clients), int(seconds))).model_dump_json())
