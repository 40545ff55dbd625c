"""Hours of light use, with an exchange of the index every few minutes: `python -m tests.faults.soak --hours 8`.

It writes its samples to `samples.csv`, plots them in `soak.svg`, and prints the slope of the memory after the warm-up.
It ends with 1 if that is too steep, or if a request failed.
"""

import argparse
import asyncio
import csv
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import astuple, dataclass, fields
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

import matplotlib as mpl
import numpy as np
import psutil

from tests.faults.base_bundle import build_base
from tests.faults.bundles import Bundles
from tests.faults.load import Load, put_load, report, served
from tests.faults.ways_in import Seen

mpl.use("svg")
from matplotlib import pyplot

MOST_MEGABYTES_AN_HOUR = 2.0
SAMPLES = 720
"""Samples of a whole run, but at least ten seconds apart."""
_MILLION = 1e6


@dataclass(frozen=True, slots=True)
class Sample:
    """One look at the server: hours since the start, megabytes, handles, and milliseconds since the last look."""

    hours: float
    rss: float
    own: float
    files: int
    connections: int
    threads: int
    p50: float
    p99: float
    answered: int
    failed: int
    full: int
    exchanges: int


def main() -> None:
    """Soak a server of its own."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--hours", type=float, default=8)
    options.add_argument("--clients", type=int, default=4)
    options.add_argument("--pause-seconds", type=float, default=1.0, help="between two requests of a client")
    options.add_argument("--exchange-minutes", type=float, default=5)
    options.add_argument("--warm-up-minutes", type=float, default=15)
    options.add_argument("--report", type=Path, default=Path("artifacts/soak"))
    given = options.parse_args()
    given.report.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="rundbord-soak-") as folder:
        bundles = Bundles(Path(folder) / "index", build_base(Path(folder) / "base"))
        with served(bundles, Path(folder)) as server:
            seen = Seen()
            samples = Samples(given.report / "samples.csv", server.process, bundles, seen)
            load = Load(given.clients, given.hours * 3600, given.exchange_minutes * 60, given.pause_seconds)
            asyncio.run(_soak(load, server.url, bundles.publish, samples, seen))
    slope = slope_of(samples, given.warm_up_minutes / 60)
    draw(samples, given.report / "soak.svg", slope)
    print(report(seen, bundles.number))  # noqa: T201  a program's output
    print(f"memory after the warm-up: {slope:+.2f} MB an hour (of its own, least squares)")  # noqa: T201
    sys.exit(seen.failed.total() > 0 or slope > MOST_MEGABYTES_AN_HOUR)


class Samples(list[Sample]):
    """The samples so far, each written to a file as soon as it is taken."""

    def __init__(self, file: Path, process: psutil.Process, bundles: Bundles, seen: Seen) -> None:
        super().__init__()
        self._file = file
        self._look = partial(look, process, bundles, seen)
        with file.open("w", encoding="utf-8", newline="") as written:
            csv.writer(written).writerow(each.name for each in fields(Sample))

    async def keep_taking(self, pause_seconds: float) -> None:
        """Take one after each pause, until cancelled."""
        began = monotonic()
        while True:
            await asyncio.sleep(pause_seconds)
            self.append(self._look((monotonic() - began) / 3600))
            with self._file.open("a", encoding="utf-8", newline="") as written:
                csv.writer(written).writerow(astuple(self[-1]))


async def _soak(load: Load, url: str, exchange: Callable[[], object], samples: Samples, seen: Seen) -> None:
    taking = asyncio.create_task(samples.keep_taking(max(10.0, load.seconds / SAMPLES)))
    await put_load(load, url, exchange, seen)
    taking.cancel()
    with suppress(asyncio.CancelledError):
        await taking


def look(process: psutil.Process, bundles: Bundles, seen: Seen, hours: float) -> Sample:
    """Measure the server, and take the times of the requests since the last look out of what was seen."""
    memory = process.memory_full_info()
    took = [1000 * seconds for times in seen.seconds.values() for seconds in times] or [0.0]
    for times in seen.seconds.values():
        times.clear()
    p50, p99 = np.percentile(took, [50, 99])
    return Sample(
        hours=round(hours, 5),
        rss=memory.rss / _MILLION,
        own=memory.uss / _MILLION,
        files=process.num_fds(),
        connections=len(process.net_connections()),
        threads=process.num_threads(),
        p50=round(float(p50), 1),
        p99=round(float(p99), 1),
        answered=seen.whole.total(),
        failed=seen.failed.total(),
        full=seen.full.total(),
        exchanges=bundles.number,
    )


def slope_of(samples: Sequence[Sample], warm_up_hours: float) -> float:
    """Return the megabytes an hour by which the memory grows after the warm-up, by least squares."""
    warm = [sample for sample in samples if sample.hours >= warm_up_hours]
    if len(warm) < 2:
        raise ValueError(f"{len(warm)} samples after the warm-up: soak longer, or warm up for less.")
    slope, _ = np.polyfit([sample.hours for sample in warm], [sample.own for sample in warm], 1)
    return float(slope)


def draw(samples: Sequence[Sample], file: Path, slope: float) -> None:
    """Plot memory, handles and latency over the hours."""
    figure, (memory, handles, latency) = pyplot.subplots(3, 1, sharex=True, figsize=(10, 9), layout="constrained")
    for axes, names, label in (
        (memory, ("rss", "own"), f"MB ({slope:+.2f} MB an hour)"),
        (handles, ("files", "connections", "threads", "exchanges"), "number"),
        (latency, ("p50", "p99"), "milliseconds"),
    ):
        for name in names:
            axes.plot([sample.hours for sample in samples], [getattr(sample, name) for sample in samples], label=name)
        axes.set_ylabel(label)
        axes.set_ylim(bottom=0)
        axes.legend(loc="lower right")
    latency.set_xlabel("hours")
    figure.savefig(file)


if __name__ == "__main__":
    main()
