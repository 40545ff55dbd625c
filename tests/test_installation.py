"""The README's first command installs enough to serve and build: neither needs a developer's packages."""

import re
import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, packages_distributions, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent

# Run apart, with whatever those extras do not bring gone.
SCRIPT = """
import sys

class Gone:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in GONE:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Gone())
"""
SERVES = "import ui.cli.program, ui.server, ui.page.mount, api.mcp.tools"
BUILDS = "import index.build.pipeline, ingest.corpus, ingest.danish_words, index.build.answerability_fit"


@pytest.mark.parametrize(("extras", "statement"), [((), SERVES), (("ingest",), f"{SERVES}; {BUILDS}")])
def test_what_is_installed_is_enough(extras: tuple[str, ...], statement: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = [*project["dependencies"], *(line for extra in extras for line in project["optional-dependencies"][extra])]
    installed = _closure(named)
    others = {
        _plain(Requirement(line).name) for lines in project["optional-dependencies"].values() for line in lines
    } - installed
    # Not what those bring in turn: libraries ask in their own ways whether such a thing is there.
    gone = {module for module, names in packages_distributions().items() if {_plain(name) for name in names} & others}
    assert {"pytest", "hypothesis", "openai"} <= gone
    script = f"GONE = {sorted(gone)!r}\n{SCRIPT}\n{statement}\n"
    run = subprocess.run(  # noqa: S603
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, timeout=120, check=False
    )
    assert run.returncode == 0, run.stderr[-2000:]


def _closure(lines: list[str]) -> set[str]:
    """Name what these requirements bring, what those require in turn, and so on."""
    seen: set[tuple[str, frozenset[str]]] = set()
    waiting = [_wanted(Requirement(line)) for line in lines]
    while waiting:
        name, extras = asked = waiting.pop()
        if asked in seen:
            continue
        seen.add(asked)
        for requirement in map(Requirement, _required(name)):
            marker = requirement.marker
            if marker is None or any(marker.evaluate({"extra": extra}) for extra in ("", *extras)):
                waiting.append(_wanted(requirement))
    return {name for name, _ in seen}


def _wanted(requirement: Requirement) -> tuple[str, frozenset[str]]:
    return _plain(requirement.name), frozenset(requirement.extras)


def _required(name: str) -> list[str]:
    try:
        return requires(name) or []
    except PackageNotFoundError:  # for another system than this
        return []


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
