"""Metadata files: dates in TOML's own form, and atomic writing."""

import subprocess
import sys
from pathlib import Path

import pytest

from ingest.errors import DocumentError
from ingest.metadata import read_facts, write_facts

WRITE = """
import resource, signal, sys
from pathlib import Path
from ingest.metadata import write_facts
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20, 20))  # as a disk that is full after twenty bytes
try:
    write_facts(Path(sys.argv[1]), {"title": "En titel, der er for lang til disken", "groups": ["ledelsen"]})
except OSError as error:
    print(error.errno)
"""


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("2025-06-01", "2025-06-01"),
        ("2025-06-01T23:30:00", "2025-06-01"),
        ("2025-06-01T23:30:00+02:00", "2025-06-01"),
        ("2025", "2025"),
        ('"2025-06"', "2025-06"),
    ],
)
def test_published_is_understood_as_a_date_of_tomls_own_and_as_text(
    tmp_path: Path, written: str, published: str
) -> None:
    facts = tmp_path / "plan.toml"
    facts.write_text(f"published = {written}\n", encoding="utf-8")
    assert read_facts(facts).published == published


@pytest.mark.parametrize("written", ["07:30:00", "true", "[2025]", '"i går"', "20250601"])
def test_published_that_is_no_date_is_refused_by_name(tmp_path: Path, written: str) -> None:
    facts = tmp_path / "plan.toml"
    facts.write_text(f"published = {written}\n", encoding="utf-8")
    with pytest.raises(DocumentError, match=r"(?s)plan\.toml.*published"):
        read_facts(facts)


def test_a_date_of_tomls_own_stays_as_it_is_until_another_is_written(tmp_path: Path) -> None:
    facts = tmp_path / "plan.toml"
    facts.write_text("published = 2025-06-01 # vedtaget\n", encoding="utf-8")
    write_facts(facts, {"published": "2025-06-01", "title": "Planen"})
    assert facts.read_text(encoding="utf-8") == 'published = 2025-06-01 # vedtaget\ntitle = "Planen"\n'
    write_facts(facts, {"published": "2026-01"})
    assert read_facts(facts).published == "2026-01"
    write_facts(facts, {"published": ""})
    assert facts.read_text(encoding="utf-8") == 'title = "Planen"\n'


@pytest.mark.parametrize("broken", [b"title = ", b"title = '\xff'\n"])
def test_facts_that_cannot_be_read_are_not_written_over(tmp_path: Path, broken: bytes) -> None:
    facts = tmp_path / "plan.toml"
    facts.write_bytes(broken)
    with pytest.raises(DocumentError, match=r"plan\.toml"):
        write_facts(facts, {"title": "Planen"})
    assert facts.read_bytes() == broken


def test_where_facts_cannot_be_written_whole_the_old_ones_stay(tmp_path: Path) -> None:
    facts = tmp_path / "plan.toml"
    facts.write_text('groups = ["hr"]\n', encoding="utf-8")
    told = subprocess.run([sys.executable, "-c", WRITE, str(facts)], capture_output=True, text=True, check=True)  # noqa: S603
    assert told.stdout
    assert facts.read_text(encoding="utf-8") == 'groups = ["hr"]\n'
    assert [path.name for path in tmp_path.iterdir()] == ["plan.toml"]
