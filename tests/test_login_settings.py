"""Checks of the login's settings at the start of the server."""

from pathlib import Path

import pytest

from api.access.configure import check_start
from api.settings import Settings, load_settings
from ingest.errors import SettingsError
from tests.guarded import EVERYWHERE
from tests.oidc_provider import CLIENT


def test_a_login_protects_a_server_that_others_reach(tmp_path: Path) -> None:
    given = {"oidc_issuer": "https://login.example.dk", "oidc_client_id": CLIENT}
    check_start(Settings(keys_db=tmp_path / "keys.db", host=EVERYWHERE, **given))  # type: ignore[arg-type]
    for half in ("oidc_issuer", "oidc_client_id"):
        with pytest.raises(SettingsError, match="RUNDBORD_OIDC_CLIENT_ID"):
            check_start(Settings(keys_db=tmp_path / "keys.db", **{half: given[half]}))  # type: ignore[arg-type]


@pytest.mark.parametrize("issuer", ["http://login.example.dk", "login.example.dk", "https://", "https://a@b.dk"])
def test_an_issuer_that_could_be_overheard_stops_the_start(monkeypatch: pytest.MonkeyPatch, issuer: str) -> None:
    monkeypatch.setenv("RUNDBORD_OIDC_ISSUER", issuer)
    with pytest.raises(SettingsError, match="RUNDBORD_OIDC_ISSUER"):
        load_settings()


def test_a_clients_secret_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUNDBORD_OIDC_CLIENT_SECRET", "hemmelig-hos-udbyderen")
    assert "hemmelig" not in repr(load_settings())
