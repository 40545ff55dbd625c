"""No state of the page has anything that pa11y objects to, by HTML CodeSniffer or by the axe-core that it brings."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

pytest_plugins = ["tests.page_fixtures"]
pytestmark = pytest.mark.browser

BROWSER = Path(__file__).parent / "browser"
STATES = BROWSER / "states.json"
NAMES = [state["name"] for state in json.loads(STATES.read_text(encoding="utf-8"))]


def run_pa11y(address: str, states: Path) -> dict[str, list[str]]:
    """Bring pages into the states of a file, and list what pa11y objects to in each."""
    chromium = shutil.which("chromium")
    if chromium is None or not (BROWSER / "node_modules" / "pa11y").exists():
        pytest.fail("pa11y or Chromium is missing: npm ci --prefix tests/browser; apt-get install chromium")
    run = subprocess.run(  # noqa: S603
        ["node", "pa11y-states.mjs", address, states],  # noqa: S607
        cwd=BROWSER,
        env=os.environ | {"CHROMIUM": chromium},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return dict(json.loads(run.stdout))


@pytest.fixture(scope="module")
def found(address: str) -> dict[str, list[str]]:
    """The faults that pa11y finds in each state."""
    return run_pa11y(address, STATES)


@pytest.mark.parametrize("name", NAMES)
def test_pa11y_objects_to_nothing(found: dict[str, list[str]], name: str) -> None:
    assert found[name] == []
