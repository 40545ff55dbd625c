"""Backup of the server's files while it serves, and restore, which refuses a damaged copy."""

import stat
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.access.keys import KeyStore
from api.feedback.backup import back_up, restore, sqlite_files
from api.settings import Settings
from ingest.errors import SettingsError
from ui.cli.program import app as terminal


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(keys_db=tmp_path / "kept" / "keys.db", feedback_db=tmp_path / "kept" / "feedback.db")


def _names(settings: Settings) -> list[str]:
    return [key.name for key in reversed(KeyStore(settings.keys_db).listed())]


def _make(settings: Settings, name: str) -> None:
    KeyStore(settings.keys_db).create(name, ("search",), None)  # type: ignore[arg-type]


def test_every_file_that_the_server_keeps_is_among_them(settings: Settings) -> None:
    files = sqlite_files(settings)
    assert files["keys.db"] == settings.keys_db
    assert files["feedback.db"] == settings.feedback_db
    assert len(files) == sum(name.endswith("_db") for name in Settings.model_fields)


def test_a_backup_is_put_back_as_it_was(settings: Settings, tmp_path: Path) -> None:
    _make(settings, "før")
    assert back_up(sqlite_files(settings), tmp_path / "copy") == ["keys.db"]
    copy = tmp_path / "copy" / "keys.db"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700
    _make(settings, "efter")
    with pytest.raises(SettingsError, match="--replace"):
        restore(sqlite_files(settings), tmp_path / "copy", replace=False)
    assert _names(settings) == ["før", "efter"]
    assert restore(sqlite_files(settings), tmp_path / "copy", replace=True) == ["keys.db"]
    assert _names(settings) == ["før"]
    assert stat.S_IMODE(settings.keys_db.stat().st_mode) == 0o600


def test_what_is_not_yet_on_the_disk_but_in_the_write_ahead_log_is_copied_too(
    settings: Settings, tmp_path: Path
) -> None:
    _make(settings, "først")
    with KeyStore(settings.keys_db)._file.look() as reader:  # holds the log open, as a server does
        reader.execute("SELECT count(*) FROM sqlite_master").fetchone()
        _make(settings, "siden")
        back_up(sqlite_files(settings), tmp_path / "copy")
    settings.keys_db.unlink()
    restore(sqlite_files(settings), tmp_path / "copy", replace=False)
    assert _names(settings) == ["først", "siden"]


def test_a_damaged_copy_is_refused_before_anything_is_written(settings: Settings, tmp_path: Path) -> None:
    _make(settings, "før")
    back_up(sqlite_files(settings), tmp_path / "copy")
    (tmp_path / "copy" / "keys.db").write_bytes(b"SQLite format 3\0" + b"?" * 5_000)
    with pytest.raises(SettingsError, match="damaged"):
        restore(sqlite_files(settings), tmp_path / "copy", replace=True)
    assert _names(settings) == ["før"]


def test_the_terminal_says_what_it_did_and_what_is_in_the_way(settings: Settings, tmp_path: Path) -> None:
    _make(settings, "før")
    environment = {"RUNDBORD_KEYS_DB": str(settings.keys_db), "RUNDBORD_FEEDBACK_DB": str(settings.feedback_db)}
    run = CliRunner(env=environment)
    copied = run.invoke(terminal, ["backup", str(tmp_path / "copy")])
    assert (copied.exit_code, "keys.db" in copied.output) == (0, True)
    assert isinstance(run.invoke(terminal, ["backup", str(tmp_path / "copy")]).exception, SettingsError)
    assert isinstance(run.invoke(terminal, ["restore", str(tmp_path / "none")]).exception, SettingsError)
    assert run.invoke(terminal, ["restore", str(tmp_path / "copy"), "--replace"]).exit_code == 0
