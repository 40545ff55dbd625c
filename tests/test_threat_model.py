"""The threat model names the test that holds each line of it, and those tests are there."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODEL = (ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8")
STRIDE = set("STRIDE")


def lines_of_tables() -> list[list[str]]:
    """Read the tables' lines as their cells, without their heads."""
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in MODEL.splitlines() if "|" in line]
    return [row for row in rows if row[0] in STRIDE]


def existing_tests() -> set[str]:
    return {
        node.name
        for file in (ROOT / "tests").glob("test_*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_")
    }


def test_every_line_names_its_threat_its_defence_and_tests_that_are_there() -> None:
    there = existing_tests()
    assert len(lines_of_tables()) > 40
    for letter, threat, defence, held in lines_of_tables():
        named = re.findall(r"`(test_\w+)`", held)
        assert threat, letter
        assert defence, threat
        assert named, threat
        assert set(named) <= there, set(named) - there


@pytest.mark.parametrize("page", ["privacy.md"])
def test_a_test_that_another_page_names_is_there(page: str) -> None:
    named = set(re.findall(r"`(test_\w+)`", (ROOT / "docs" / page).read_text(encoding="utf-8")))
    assert named
    assert named <= existing_tests(), named - existing_tests()


def test_each_kind_of_threat_is_thought_of() -> None:
    assert {row[0] for row in lines_of_tables()} == STRIDE


@pytest.mark.parametrize("named", re.findall(r"\]\(([\w./-]+\.md)\)", MODEL))
def test_what_it_points_to_is_there(named: str) -> None:
    assert (ROOT / "docs" / named).is_file()
