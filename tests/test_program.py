import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
RUNDBORD = str(Path(sys.executable).with_name("rundbord"))
ROOMS = ("ingest", "index", "answer", "api", "ui", "eval")


def rundbord(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run the command as a user would, in the project's folder."""
    import os  # noqa: PLC0415

    return subprocess.run(  # noqa: S603
        [RUNDBORD, *arguments],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "100", **environment},
        timeout=120,
        check=False,
    )


def test_no_dependency_claims_one_of_our_names() -> None:
    owners = packages_distributions()
    for room in ROOMS:
        assert set(owners.get(room, ["rundbord"])) == {"rundbord"}


@pytest.mark.model
def test_serving_imports_neither_torch_nor_sentence_transformers() -> None:
    script = (
        "import sys\nimport ui.cli.program\nfrom api.settings import Settings\n"
        "from index.storage.bundle import open_bundle\n"
        "from ui.server import make_server\nmake_server(open_bundle(Settings().index), Settings())\n"
        "heavy = {'torch', 'sentence_transformers', 'transformers', 'sklearn'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    run = subprocess.run(  # noqa: S603
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, timeout=120, check=False
    )
    assert run.returncode == 0, run.stderr


def test_help_is_in_danish_and_names_every_command() -> None:
    shown = rundbord("--help").stdout
    for command in ("ingest", "serve", "ask", "search", "evaluate", "bench", "status"):
        assert command in shown
    assert "Stil et spørgsmål" in shown
    serving = rundbord("serve", "--help").stdout
    assert all(name in serving for name in ("RUNDBORD_ALLOWED_ORIGINS", "RUNDBORD_OWNER", "RUNDBORD_CONTACT"))


@pytest.mark.model
def test_ask_answers_with_page_numbers_and_exit_code_0() -> None:
    run = rundbord("ask", "Hvad gik digitalisering ud på i 1990'erne?")
    assert run.returncode == 0
    assert "side 3" in run.stdout
    assert "[1]" in run.stdout


@pytest.mark.model
def test_a_refusal_has_exit_code_3() -> None:
    run = rundbord("ask", "Hvad er opskriften på boller i karry?")
    assert run.returncode == 3
    assert "svarer dokumentet ikke" in run.stdout


@pytest.mark.model
def test_search_shows_as_many_hits_as_asked_for() -> None:
    run = rundbord("search", "MitID", "-k", "2")
    assert run.returncode == 0
    assert "1. Side" in run.stdout
    assert "3. Side" not in run.stdout


@pytest.mark.model
def test_a_second_ingest_says_that_nothing_has_changed_and_does_nothing() -> None:
    run = rundbord("ingest")
    assert run.returncode == 0
    assert "Intet er ændret" in run.stdout


@pytest.mark.model
def test_status_verifies_the_index() -> None:
    run = rundbord("status")
    assert run.returncode == 0
    assert "Verificeret" in run.stdout
    assert "whitepaper" in run.stdout


@pytest.mark.parametrize("command", [("status",), ("ask", "Hvad?"), ("serve",)])
def test_without_an_index_every_command_says_what_to_run(tmp_path: Path, command: tuple[str, ...]) -> None:
    run = rundbord(*command, RUNDBORD_INDEX=str(tmp_path / "none"))
    assert run.returncode == 1
    assert "rundbord ingest" in run.stderr
    assert "Traceback" not in run.stderr


def test_a_document_that_does_not_exist_is_named(tmp_path: Path) -> None:
    run = rundbord("ingest", str(tmp_path / "findes-ikke.txt"))
    assert run.returncode == 1
    assert "findes-ikke.txt" in run.stderr.replace("\n", "")


@pytest.mark.parametrize(
    ("variable", "value"), [("RUNDBORD_PORT", "hundrede"), ("RUNDBORD_ALLOWED_ORIGINS", "intra.example.dk")]
)
def test_a_bad_setting_stops_the_start_and_says_what_it_accepts(variable: str, value: str) -> None:
    run = rundbord("serve", **{variable: value})
    assert run.returncode == 1
    assert variable in run.stderr
    assert "accepts" in run.stderr
