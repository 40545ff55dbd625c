"""What a benchmark found, as it is kept in JSON: the systems' figures, and on what they were measured."""

from pathlib import Path
from typing import Annotated

import numpy as np
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from bench.quantities import Quantity
from ingest.errors import RundbordError

SCHEMA = 1


class BenchmarkError(RundbordError):
    """A benchmark could not be run, or a kept one not be read; the message says what mends it."""


class _Kept(BaseModel):
    # What a later version adds is passed over, what an earlier one lacked has a default.
    model_config = ConfigDict(frozen=True, extra="ignore")


class Spread(_Kept):
    """One quantity over the rounds.

    Attributes
    ----------
    median
        The median over the rounds of each round's median.
    p95, p99
        The median over the rounds of each round's percentile; None where a round has one value only.
    rounds
        Each round's median, in the order they were run.
    """

    median: float
    p95: float | None = None
    p99: float | None = None
    rounds: tuple[float, ...]


def _known(figures: object) -> object:
    """Pass over quantities that this version does not know."""
    if not isinstance(figures, dict):
        return figures
    return {name: value for name, value in figures.items() if name in set(Quantity)}


class SystemRecord(_Kept):
    """What one system reached; `failed` counts the requests that it did not answer with a success."""

    name: str
    recall_at_5: float
    failed: int = 0
    versions: dict[str, str] = {}
    figures: Annotated[dict[Quantity, Spread], BeforeValidator(_known)]


class Machine(_Kept):
    """Where it was measured."""

    system: str
    processor: str
    cores: int
    memory_gigabytes: float
    python: str


class Record(_Kept):
    """One run of the benchmark, Rundbord first."""

    schema_version: int = SCHEMA
    made: str
    commit: str
    machine: Machine
    load_tool: str
    rounds: int
    passages: int
    questions: int
    index_version: str
    systems: tuple[SystemRecord, ...]


class Values(BaseModel):
    """One round's values of one quantity."""

    model_config = ConfigDict(frozen=True)

    median: float
    p95: float | None = None
    p99: float | None = None


def percentiles(values: list[float]) -> Values:
    """Give the median and the high percentiles, interpolated; one value is its own median and has no others."""
    if len(values) == 1:
        return Values(median=values[0])
    p50, p95, p99 = (float(value) for value in np.percentile(values, [50, 95, 99]))
    return Values(median=p50, p95=p95, p99=p99)


def over_rounds(rounds: list[Values]) -> Spread:
    """Give the median of each figure over the rounds."""
    return Spread(
        median=float(np.median([each.median for each in rounds])),
        p95=_median([each.p95 for each in rounds]),
        p99=_median([each.p99 for each in rounds]),
        rounds=tuple(each.median for each in rounds),
    )


def _median(values: list[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return float(np.median(known)) if known else None


def read_record(path: Path) -> Record | None:
    """Read a kept record; None if there is no such file.

    Raises
    ------
    BenchmarkError
        If the file is not a record.
    """
    if not path.exists():
        return None
    try:
        return Record.model_validate_json(path.read_bytes())
    except ValidationError as error:
        raise BenchmarkError(
            f"{path} er ikke en måling, som rundbord bench har skrevet; slet den, eller giv en anden med --against. / "
            f"{path} is not a record of rundbord bench; delete it, or name another with --against. {error}"
        ) from error


def write_record(record: Record, path: Path) -> None:
    """Write a record, a line a figure, so that git shows what moved."""
    path.write_text(record.model_dump_json(indent=1, exclude_none=True) + "\n", encoding="utf-8")
