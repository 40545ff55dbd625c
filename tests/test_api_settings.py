"""Unusable settings, which stop the start with an error that names them."""

from pathlib import Path

import pytest

from api.accepted_values import ACCEPTED
from api.settings import Settings, load_settings
from ingest.errors import SettingsError


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"RUNDBORD_{name.upper()}", raising=False)


def test_the_defaults_serve_this_machine_only() -> None:
    settings = load_settings()
    assert (settings.index, settings.host, settings.port) == (Path(".rundbord/index"), "127.0.0.1", 8000)
    assert (settings.allowed_origins, settings.root_path) == ((), "")


def test_origins_are_read_as_browsers_send_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(
        "RUNDBORD_ALLOWED_ORIGINS", " https://Intra.Example.dk/ ,http://localhost:8080,https://spørg.dk,"
    )
    expected = ("https://intra.example.dk", "http://localhost:8080", "https://xn--sprg-hra.dk")
    assert load_settings().allowed_origins == expected


def test_a_root_path_loses_its_last_slash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUNDBORD_ROOT_PATH", "/it/rundbord/")
    assert load_settings().root_path == "/it/rundbord"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "nitten"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("HOST", ""),
        ("ALLOWED_ORIGINS", "*"),
        ("ALLOWED_ORIGINS", "https://*.example.dk"),
        ("ALLOWED_ORIGINS", "intra.example.dk"),
        ("ALLOWED_ORIGINS", "https://intra.example.dk/side"),
        ("ALLOWED_ORIGINS", "https://intra.example.dk:havn"),
        ("ALLOWED_ORIGINS", "file:///tmp"),
        ("ALLOWED_ORIGINS", "null"),
        ("TRUSTED_PROXIES", "proxy.example.dk"),
        ("TRUSTED_PROXIES", "10.0.0.1/8"),
        ("USER_HEADER", "X-User: a"),
        ("RATE_LIMIT", "many"),
        ("RATE_LIMIT", "0/minute"),
        ("OPEN", "maybe"),
        ("ROOT_PATH", "rundbord"),
        ("ROOT_PATH", "/rundbord?x"),
    ],
)
def test_a_bad_value_is_named_with_what_is_accepted(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"RUNDBORD_{name}", value)
    with pytest.raises(SettingsError, match=f"RUNDBORD_{name} has the value .*; it accepts "):
        load_settings()


def test_a_secret_that_is_too_short_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUNDBORD_SECRET", "hemmeligt")
    with pytest.raises(SettingsError, match="RUNDBORD_SECRET has a value that is not shown; it accepts at least 32"):
        load_settings()
    monkeypatch.setenv("RUNDBORD_SECRET", "hemmeligt" * 4)
    assert "hemmeligt" not in repr(load_settings())


def test_every_setting_says_what_it_accepts() -> None:
    assert ACCEPTED.keys() == Settings.model_fields.keys()
