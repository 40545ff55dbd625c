"""The whole benchmark: every system once a round, the rounds' orders shuffled."""

import random
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from bench.environment import installed_versions, prepare_environment
from bench.exam import Exam, read_exam
from bench.load import load_tool
from bench.machine import our_versions, this_commit, this_machine
from bench.others import NAMES, Others, their_model
from bench.ours import build_ours, our_system
from bench.quantities import Quantity
from bench.record import Record, SystemRecord, Values, over_rounds
from bench.rounds import Round, measure_round
from bench.system import System
from index.bundle import Bundle, open_bundle

_SEED = 7


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is measured.

    Attributes
    ----------
    load_seconds
        How long each number of clients asks, in each round.
    beside
        Whether the others are measured too.
    torch
        What pip is given to install torch for the others.
    limit
        How many of the questions to ask; None asks all.
    """

    rounds: int = 5
    load_seconds: int = 2
    beside: bool = False
    torch: str = "torch==2.13.0"
    limit: int | None = None


def run_benchmark(index: Path, corpus: Path, folder: Path, console: Console, plan: Plan) -> Record:
    """Measure Rundbord, and the others beside it if told so.

    Parameters
    ----------
    index
        The folder of bundles, of which the current one is measured.
    corpus
        The documents that it was built from, to build an index anew where the others build theirs.
    folder
        Where the others' environment and indexes and the servers' logs lie; it is made if it is missing.

    Raises
    ------
    BenchmarkError, CorpusError, IndexMissingError
        If a system cannot be measured, or there are no questions or no index.
    """
    folder.mkdir(parents=True, exist_ok=True)
    bundle = open_bundle(index)
    exam = read_exam(bundle.store, limit=plan.limit)
    systems = {"": our_system(index, folder, plan.limit)}
    built: dict[str, float] = {}
    versions = {"": our_versions()}
    if plan.beside:
        console.print("Gør de andre klar … / Preparing the others …")
        others = _prepare(bundle, exam, folder, plan.torch)
        built[""] = build_ours(corpus, folder)
        for name in NAMES:
            built[name], systems[name] = others.build(name), others.system(name)
            versions[name] = installed_versions(folder / "venv" / "bin" / "python")
    measured = _measure(systems, exam, folder, console, plan)
    return Record(
        made=datetime.now(UTC).isoformat(timespec="seconds"),
        commit=this_commit(),
        machine=this_machine(),
        load_tool=load_tool(),
        rounds=plan.rounds,
        passages=len(exam.texts),
        questions=len(exam.cases),
        index_version=bundle.version,
        systems=tuple(
            _summary(system.name, measured[key], exam, versions[key], built.get(key)) for key, system in systems.items()
        ),
    )


def _prepare(bundle: Bundle, exam: Exam, folder: Path, torch: str) -> Others:
    python = prepare_environment(folder / "venv", torch)
    return Others(python, their_model(bundle.manifest.model.name), exam.texts, folder, exam.questions)


def _measure(
    systems: dict[str, System], exam: Exam, folder: Path, console: Console, plan: Plan
) -> dict[str, list[Round]]:
    """Measure round by round, so that a busy moment of the machine hits all alike."""
    shuffled = random.Random(_SEED)  # noqa: S311  no secret
    measured: dict[str, list[Round]] = {key: [] for key in systems}
    for number in range(1, plan.rounds + 1):
        order = shuffled.sample(list(systems), len(systems))
        for key in order:
            console.print(f"Runde {number} af {plan.rounds}: {systems[key].name}", highlight=False)
            measured[key].append(
                measure_round(systems[key], exam.questions, len(exam.texts), folder, plan.load_seconds)
            )
    return measured


def _summary(name: str, rounds: list[Round], exam: Exam, versions: dict[str, str], built: float | None) -> SystemRecord:
    figures = {quantity: over_rounds([each.figures[quantity] for each in rounds]) for quantity in rounds[0].figures}
    if built is not None:
        figures[Quantity.BUILD] = over_rounds([Values(median=built)])
    return SystemRecord(
        name=name,
        recall_at_5=exam.recall(rounds[0].ranked),
        failed=sum(each.failed for each in rounds),
        versions=versions,
        figures=figures,
    )
