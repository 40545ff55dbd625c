"""The reference of the settings tells all of them, and is up to date."""

import re
from pathlib import Path

from ui.settings_reference import STAGES, reference

ROOT = Path(__file__).parent.parent
ROOMS = ("ingest", "index", "answer", "api", "ui", "eval")


def test_the_file_is_what_the_classes_say() -> None:
    written = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    assert written == reference(), "docs/configuration.md is out of date: make configuration"


def test_every_class_of_settings_is_told_with_every_field() -> None:
    sources = [file.read_text(encoding="utf-8") for room in ROOMS for file in (ROOT / room).rglob("*.py")]
    ours = {name for source in sources for name in re.findall(r"^class (\w+)\(BaseSettings\):", source, re.MULTILINE)}
    assert {which.__name__ for _, which, _ in STAGES} == ours
    for _, which, accepted in STAGES:
        assert accepted.keys() == which.model_fields.keys()
        prefix = which.model_config["env_prefix"]
        assert all(f"| `{prefix}{name.upper()}` |" in reference() for name in which.model_fields)
