"""One round of one system: started anew, asked, put under load, timed inside."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from bench.load import put_load
from bench.quantities import CLIENTS, Quantity, latency, throughput
from bench.record import Values, percentiles
from bench.started import FirstMoments, first_moments, started
from bench.system import System


@dataclass(frozen=True, slots=True)
class Round:
    """What one round found; `ranked` are the rows found for each question."""

    figures: dict[Quantity, Values]
    ranked: list[list[int]]
    failed: int


def measure_round(system: System, questions: list[str], texts: int, folder: Path, load_seconds: int) -> Round:
    """Measure every quantity of a system once.

    Parameters
    ----------
    questions
        What is asked, the same of every system and in the same order.
    texts
        How many passages there are to index.
    folder
        Where the bodies of the requests and what the server says go.
    load_seconds
        How long each number of clients asks.
    """
    bodies = system.write_bodies(questions, folder)
    log = folder / f"{system.name}.log"
    figures: dict[Quantity, Values] = {}
    failed = 0
    if system.without_page:
        with started(replace(system, environment={**system.environment, **system.without_page}), log) as server:
            figures[Quantity.READY_BARE] = Values(median=server.ready_seconds)
    with started(system, log) as server:
        figures |= dict(_of_start(first_moments(system, server, questions)))
        for path, file in bodies.items():
            for clients in CLIENTS:
                load = put_load(server.url + system.doors[path].path, file, clients, load_seconds)
                failed += load.failed
                figures[latency(path, clients)] = Values(median=load.p50, p95=load.p95, p99=load.p99)
                figures[throughput(path, clients)] = Values(median=load.per_second)
        figures[Quantity.MEMORY] = Values(median=server.megabytes())
        inside = system.inside(server.client)
    figures[Quantity.ENCODER] = percentiles(inside.encoder_ms)
    figures[Quantity.SEARCH_INSIDE] = percentiles(inside.search_ms)
    if inside.answer_ms:
        figures[Quantity.ANSWER_INSIDE] = percentiles(inside.answer_ms)
    figures[Quantity.INGEST] = Values(median=texts / inside.ingest_seconds)
    return Round(figures, inside.ranked, failed)


def _of_start(moments: FirstMoments) -> Iterator[tuple[Quantity, Values]]:
    yield Quantity.READY, Values(median=moments.ready)
    yield Quantity.FIRST_ANSWER, Values(median=moments.answered)
    if moments.page is not None:
        yield Quantity.PAGE, Values(median=moments.page)
    yield Quantity.FIRST, Values(median=moments.first_ms)
    yield Quantity.TENTH, Values(median=moments.tenth_ms)
