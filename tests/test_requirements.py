"""Requirements are pinned with hashes, in the versions of all measurements."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = {"serving": (), "building": ("ingest",), "developing": tuple(PROJECT["optional-dependencies"])}
_PIN = re.compile(r"^([A-Za-z0-9][\w.-]*)(?:\[[^]]*\])?==([^\s;\\]+)", re.MULTILINE)


def name_of(requirement: str) -> str:
    found = re.match(r"[\w.-]+", requirement)
    assert found, requirement
    return re.sub(r"[-_.]+", "-", found[0]).lower()


def pins(text: str) -> dict[str, str]:
    return {name_of(name): version for name, version in _PIN.findall(text)}


@pytest.fixture(params=EXTRAS)
def locked(request: pytest.FixtureRequest) -> tuple[str, str]:
    """One of the files of requirements, and its name."""
    return request.param, (ROOT / "requirements" / f"{request.param}.txt").read_text(encoding="utf-8")


def test_every_requirement_has_a_hash(locked: tuple[str, str]) -> None:
    for entry in re.split(r"^(?=[A-Za-z0-9])", locked[1], flags=re.MULTILINE):
        assert not entry.strip() or re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry


def test_all_that_the_project_names_is_among_them_but_torch(locked: tuple[str, str]) -> None:
    name, text = locked
    named = [
        *PROJECT["dependencies"],
        *(each for extra in EXTRAS[name] for each in PROJECT["optional-dependencies"][extra]),
    ]
    assert {name_of(each) for each in named} - {"torch"} <= pins(text).keys()
    assert "torch" not in pins(text)
    assert not [each for each in pins(text) if each.startswith(("nvidia", "triton", "cuda"))]


def test_their_versions_are_those_of_the_constraints(locked: tuple[str, str]) -> None:
    constrained = pins((ROOT / "constraints.txt").read_text(encoding="utf-8"))
    here = pins(locked[1])
    assert {name: version for name, version in here.items() if constrained.get(name, version) != version} == {}
    assert {"fastapi", "numpy", "pydantic", "hatchling"} <= here.keys() & constrained.keys()


def test_other_processors_and_systems_have_their_own_wheels_among_the_hashes(locked: tuple[str, str]) -> None:
    entry = next(
        part for part in re.split(r"^(?=[A-Za-z0-9])", locked[1], flags=re.MULTILINE) if part.startswith("numpy==")
    )
    assert entry.count("--hash=") > 20
