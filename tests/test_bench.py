"""The benchmark: percentiles, what moved since a kept run, the page, and one short run of the real thing."""

import ast
import json
import re
import sys
from pathlib import Path

import pytest

from bench.comparison import changes
from bench.goals import goals
from bench.page import write_page
from bench.quantities import MEANINGS, Quantity, latency, throughput
from bench.record import (
    BenchmarkError,
    Machine,
    Record,
    Spread,
    SystemRecord,
    Values,
    over_rounds,
    percentiles,
    read_record,
    write_record,
)
from bench.run import Plan, run_benchmark
from bench.tables import tables
from tests.real_bundle import INDEX, ROOT
from tests.test_program import ROOMS


def test_percentiles_of_a_hundred_values_are_those_between_them() -> None:
    values = percentiles([float(value) for value in range(101)])
    assert (values.median, values.p95, values.p99) == (50, 95, 99)


def test_one_value_has_no_high_percentiles() -> None:
    assert percentiles([3.0]) == Values(median=3.0)


def test_over_the_rounds_each_figure_is_its_own_median() -> None:
    rounds = [Values(median=1, p95=9, p99=20), Values(median=5, p95=6, p99=30), Values(median=2, p95=7, p99=10)]
    assert over_rounds(rounds) == Spread(median=2, p95=7, p99=20, rounds=(1, 5, 2))


def test_every_quantity_has_a_name_and_every_load_its_quantities() -> None:
    assert set(MEANINGS) == set(Quantity)
    assert latency("search", 32) is Quantity.SEARCH_32
    assert throughput("answer", 1) is Quantity.ANSWER_RATE_1


def _record(recall: float = 0.9, **medians: tuple[float, ...]) -> Record:
    """Make a run of Rundbord and one other; each quantity that is not named has the same in both and in every run."""
    same = {quantity: over_rounds([Values(median=10.0), Values(median=11.0)]) for quantity in Quantity}
    named = {Quantity(name): over_rounds([Values(median=v) for v in rounds]) for name, rounds in medians.items()}
    return Record(
        made="2026-11-25T02:00:00+00:00",
        commit="abc",
        machine=Machine(system="Linux", processor="x", cores=2, memory_gigabytes=8, python="3.11"),
        load_tool="wrk",
        rounds=2,
        passages=52,
        questions=10,
        index_version="i",
        systems=(
            SystemRecord(name="Rundbord", recall_at_5=recall, figures=same | named),
            SystemRecord(name="FAISS + sentence-transformers", recall_at_5=0.7, figures=same),
        ),
    )


def test_slower_beyond_the_rounds_range_is_reported_as_worse() -> None:
    (change,) = changes(_record(), _record(encoder_ms=(13.0, 14.0)))
    assert (change.system, change.quantity, change.worse) == ("Rundbord", Quantity.ENCODER, True)
    assert change.change == pytest.approx(13.5 / 10.5 - 1)


def test_what_lies_within_the_rounds_range_is_not_reported() -> None:
    assert not list(changes(_record(), _record(encoder_ms=(10.9, 19.0))))


def test_more_throughput_is_better_and_less_recall_is_worse() -> None:
    found = list(changes(_record(), _record(recall=0.85, search_32_clients_per_second=(20.0, 21.0))))
    assert [(change.quantity, change.worse) for change in found] == [(None, True), (Quantity.SEARCH_RATE_32, False)]


def test_a_goal_at_least_and_a_goal_at_most_are_told_apart() -> None:
    record = _record(encoder_ms=(2.0, 2.2), search_32_clients_per_second=(30.0, 31.0))
    reached = {goal.english: goal.reached for goal in goals(record)}
    assert reached["Encoder / sentence-transformers'"]
    assert not reached["Throughput at 32 clients / FAISS + sentence-transformers'"]


def test_a_kept_run_is_read_as_it_was_written(tmp_path: Path) -> None:
    write_record(_record(), tmp_path / "bench.json")
    assert read_record(tmp_path / "bench.json") == _record()
    assert read_record(tmp_path / "none.json") is None


def test_a_run_of_another_version_is_read_for_what_both_know(tmp_path: Path) -> None:
    kept = json.loads(_record().model_dump_json())
    for system in kept["systems"]:
        system["figures"] = {"encoder_ms": system["figures"]["encoder_ms"], "unknown_ms": {"anything": 1}}
        del system["failed"]
    kept["new_field"] = "x"
    (tmp_path / "bench.json").write_text(json.dumps(kept), encoding="utf-8")
    read = read_record(tmp_path / "bench.json")
    assert read is not None
    assert set(read.systems[0].figures) == {Quantity.ENCODER}
    assert not list(changes(read, _record()))


def test_a_file_that_is_no_run_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "bench.json").write_text("{}", encoding="utf-8")
    with pytest.raises(BenchmarkError, match=r"bench\.json"):
        read_record(tmp_path / "bench.json")


def test_the_page_asks_nobody_and_shows_the_recall_beside_the_speed(tmp_path: Path) -> None:
    write_page(_record(), tmp_path / "bench.html")
    page = (tmp_path / "bench.html").read_text(encoding="utf-8")
    assert not re.search(r'(src|href)="(?!#)', page)
    assert page.count("<svg") == 4
    assert "recall@5 0,900" in page


def test_the_others_and_ours_import_nothing_of_each_other() -> None:
    for file in (ROOT / "bench" / "peers").glob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
        names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        assert not {name.partition(".")[0] for name in names} & set(ROOMS), file
    assert not [name for name in sys.modules if name.startswith("bench.peers")]


@pytest.mark.model
def test_a_short_run_measures_every_quantity_of_ours(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from rich.console import Console  # noqa: PLC0415

    plan = Plan(rounds=1, load_seconds=1, limit=3)
    record = run_benchmark(INDEX, ROOT / "corpus", tmp_path, Console(stderr=True), plan)
    (ours,) = record.systems
    assert set(ours.figures) == set(Quantity) - {Quantity.BUILD}
    assert all(spread.median > 0 for spread in ours.figures.values())
    assert 0 < ours.recall_at_5 <= 1
    assert ours.figures[Quantity.READY].median < ours.figures[Quantity.FIRST_ANSWER].median
    shown = Console(width=200)
    for table in tables(record, before=_record()):
        shown.print(table)
    assert "recall@5" in capsys.readouterr().out
