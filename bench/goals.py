"""The figures that are to be reached, as ratios within one run, and how near they are."""

from collections.abc import Iterator
from dataclasses import dataclass

from bench.others import NAMES
from bench.quantities import Quantity
from bench.record import Record, SystemRecord


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal, what was measured of it, and its bound: at most, or at least where `at_least`."""

    danish: str
    english: str
    value: float
    bound: float
    at_least: bool = False

    @property
    def reached(self) -> bool:
        """Whether the value keeps to the bound."""
        return self.value >= self.bound if self.at_least else self.value <= self.bound


def goals(record: Record) -> Iterator[Goal]:
    """Measure every goal that the run has figures for."""
    ours = record.systems[0]
    rival = next((system for system in record.systems if system.name == NAMES["faiss"]), None)
    if rival:
        yield from _beside(ours, rival)
    yield Goal(
        "Søgning over HTTP / sprogmodellen alene",
        "Search over HTTP / encoder alone",
        _of(ours, Quantity.SEARCH_1) / _of(ours, Quantity.ENCODER),
        1.4,
    )
    yield Goal(
        "Svar over HTTP / sprogmodellen alene",
        "Answer over HTTP / encoder alone",
        _of(ours, Quantity.ANSWER_1) / _of(ours, Quantity.ENCODER),
        2.0,
    )
    yield Goal("p99 / p50 ved 32 klienter", "p99 / p50 at 32 clients", _tail(ours, Quantity.SEARCH_32), 8.0)
    yield Goal("Fra start til klar, sekunder", "Start to ready, seconds", _of(ours, Quantity.READY), 3.0)
    yield Goal("Fra start til siden, sekunder", "Start to the page, seconds", _of(ours, Quantity.PAGE), 3.0)
    if Quantity.READY_BARE in ours.figures:
        yield Goal(
            "Fra start til klar uden siden, sekunder",
            "Start to ready without the page, seconds",
            _of(ours, Quantity.READY_BARE),
            1.5,
        )
    first = _of(ours, Quantity.FIRST) / _of(ours, Quantity.TENTH)
    yield Goal("Det første svar / det tiende", "First answer / tenth", first, 1.0)
    yield Goal("Hukommelse, MB", "Resident memory, MB", _of(ours, Quantity.MEMORY), 450.0)


def _beside(ours: SystemRecord, rival: SystemRecord) -> Iterator[Goal]:
    yield Goal(
        "Sprogmodellen / sentence-transformers",
        "Encoder / sentence-transformers'",
        _of(ours, Quantity.ENCODER) / _of(rival, Quantity.ENCODER),
        0.25,
    )
    yield Goal(
        "Gennemløb ved 32 klienter / FAISS + sentence-transformers",
        "Throughput at 32 clients / FAISS + sentence-transformers'",
        _of(ours, Quantity.SEARCH_RATE_32) / _of(rival, Quantity.SEARCH_RATE_32),
        4.0,
        at_least=True,
    )
    yield Goal(
        "Indlejring og indeksering / FAISS + sentence-transformers",
        "Encoding and indexing / FAISS + sentence-transformers'",
        _of(ours, Quantity.INGEST) / _of(rival, Quantity.INGEST),
        2.0,
        at_least=True,
    )


def _of(system: SystemRecord, quantity: Quantity) -> float:
    return system.figures[quantity].median


def _tail(system: SystemRecord, quantity: Quantity) -> float:
    spread = system.figures[quantity]
    return (spread.p99 or spread.median) / spread.median
