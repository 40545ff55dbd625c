"""The speed benchmark: one short real run, and the independence of the peers."""

import ast
import json
from itertools import cycle
from pathlib import Path

import pytest
from rich.console import Console

from eval.speed.benchmark import Plan, run_benchmark, speed_table, write_json
from eval.speed.made_documents import make_document
from eval.speed.systems import PEERS
from ingest.document import Kind
from ingest.readers.read import read
from tests.real_bundle import INDEX, ROOT
from tests.test_program import ROOMS

PARAGRAPHS = [f"Sag {n} er afgjort af udvalget på mødet i maj. Den blev vedtaget enstemmigt." for n in range(50)]


@pytest.mark.model
def test_a_short_run_measures_time_start_and_memory(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = Plan(rounds=1, load_seconds=1, limit=3)
    found = run_benchmark(INDEX, ROOT / "corpus", tmp_path, Console(stderr=True), plan)
    (ours,) = found
    assert {"encoder_in_process_ms", "search_32_per_second", "answer_1_ms", "page_seconds"} <= set(ours.medians)
    assert all(value > 0 for value in ours.medians.values())
    assert 0 < ours.recall_at_5 <= 1
    assert ours.failed == 0
    assert ours.medians["ready_seconds"] < ours.medians["first_answer_seconds"]
    Console(width=200).print(speed_table(found))
    assert "recall@5" in capsys.readouterr().out
    write_json(found, tmp_path / "bench.json")
    assert json.loads((tmp_path / "bench.json").read_text(encoding="utf-8"))["systems"][0]["medians"] == ours.medians


def test_a_made_document_has_its_pages_and_headings_and_is_the_same_each_time(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    make_document(path, cycle(PARAGRAPHS), 3)
    first = path.read_bytes()
    document = read(path).document
    assert [page.label for page in document.pages] == ["1", "2", "3"]
    headings = [document.page(b.page).text[b.start : b.end] for b in document.blocks if b.kind is Kind.HEADING]
    assert "Sag 6 er afgjort af" in headings
    make_document(path, cycle(PARAGRAPHS), 3)
    assert path.read_bytes() == first


def test_the_peers_import_nothing_of_rundbord() -> None:
    for file in PEERS.glob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
        names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        assert not {name.partition(".")[0] for name in names} & set(ROOMS), file
