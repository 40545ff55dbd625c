"""Access by scope on a protected server, and the refusal to serve other machines without protection."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from api.access.caller import Scope
from api.access.configure import check_start
from api.access.keys import KeyStore
from api.settings import Settings
from index.storage.store import PassageStore
from ingest.errors import SettingsError
from tests.api_fakes import make_store
from tests.guarded import EVERYWHERE, PROXY, QUESTION, STRANGER, bearer, client_at, guarded_app, make_key
from tests.test_program import rundbord

ANSWER = "/api/v1/answer"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> PassageStore:
    return make_store(tmp_path_factory.mktemp("store"))


@pytest.fixture
def keyed(store: PassageStore, tmp_path: Path) -> TestClient:
    make_key(tmp_path, "admin")
    return client_at(guarded_app(store, tmp_path))


def test_a_server_that_nobody_has_set_up_serves_its_own_machine_as_before(store: PassageStore, tmp_path: Path) -> None:
    client = client_at(guarded_app(store, tmp_path), "127.0.0.1")
    for host in ("localhost:8000", "127.0.0.1:8000", "[::1]:8000"):
        for _ in range(50):
            assert client.post(ANSWER, json=QUESTION, headers={"Host": host}).status_code == 200
    assert not (tmp_path / "keys.db").exists()


@pytest.mark.parametrize("host", ["evil.example:8000", "127.0.0.1.evil.example", "10.0.0.1", "", "localhost@evil"])
def test_a_name_that_was_pointed_at_this_machine_opens_nothing(store: PassageStore, tmp_path: Path, host: str) -> None:
    response = client_at(guarded_app(store, tmp_path), "127.0.0.1").get("/api/v1/documents", headers={"Host": host})
    assert (response.status_code, response.json()["type"]) == (421, "urn:rundbord:problem:host-refused")


def test_a_server_that_nobody_has_set_up_is_not_opened_by_a_proxy_in_front(store: PassageStore, tmp_path: Path) -> None:
    named = guarded_app(store, tmp_path, trusted_proxies=("127.0.0.1",))
    headers = {"Host": "localhost", "X-Forwarded-For": STRANGER}
    assert client_at(named, "127.0.0.1").get("/api/v1/documents", headers=headers).status_code == 421
    assert client_at(named).get("/api/v1/documents", headers={"Host": "localhost"}).status_code == 421


def test_a_key_opens_what_its_scopes_name_and_nothing_else(keyed: TestClient, tmp_path: Path) -> None:
    requests: dict[str, Callable[[str], Response]] = {
        "search": lambda key: keyed.get("/api/v1/search?query=ledelse", headers=bearer(key)),
        "answer": lambda key: keyed.post(ANSWER, json=QUESTION, headers=bearer(key)),
        "feedback": lambda key: keyed.post(
            "/api/v1/feedback", json={"answer_id": "x", "useful": True}, headers=bearer(key)
        ),
        "admin": lambda key: keyed.get("/metrics", headers=bearer(key)),
    }
    for scope in requests:
        key = make_key(tmp_path, scope)
        for asked, request in requests.items():
            response = request(key)
            if asked == scope:
                assert response.status_code in {200, 404}, (scope, asked)
            else:
                assert response.status_code == 403, (scope, asked)
                assert asked in response.json()["detail_da"]


@pytest.mark.parametrize(
    "path",
    ["/api/v1/search?query=a", "/api/v1/documents", "/api/v1/documents/whitepaper/file", "/api/v1/nothing", "/metrics",
     "/v1/models", "/mcp", "/", "/en/", "/conversation", "/documents/whitepaper", "/config", "/nobody/thought/of/this"],
)  # fmt: skip
def test_without_a_key_nothing_is_open(keyed: TestClient, path: str) -> None:
    response = keyed.get(path)
    assert response.status_code == 401
    assert response.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/openapi.json", "/docs"])
def test_what_is_the_same_for_everybody_is_open(keyed: TestClient, path: str) -> None:
    assert keyed.get(path).status_code == 200


@pytest.mark.parametrize("path", ["//healthz", "/healthz/../api/v1/documents", "/HEALTHZ/", "/page-assets/../config"])
def test_no_way_of_writing_a_path_gets_round_the_gate(keyed: TestClient, path: str) -> None:
    assert keyed.get(path).status_code in {401, 404}


def test_a_key_ends_and_is_revoked_at_once(store: PassageStore, tmp_path: Path) -> None:
    moment = [datetime(2026, 11, 24, tzinfo=UTC)]
    keys = KeyStore(tmp_path / "keys.db", now=lambda: moment[0])
    key, secret = keys.create("prøve", [Scope.SEARCH], days=30)
    assert keys.open_with(secret) is not None
    moment[0] += timedelta(days=30)
    assert keys.open_with(secret) is None
    other, still = keys.create("prøve", [Scope.SEARCH])
    assert keys.open_with(still) is not None
    assert keys.revoke(other.id)
    assert not keys.revoke(other.id)
    assert keys.open_with(still) is None
    assert [known.id for known in keys.listed()] == [other.id, key.id]


def test_a_server_whose_last_key_is_revoked_stays_closed(store: PassageStore, tmp_path: Path) -> None:
    make_key(tmp_path, "answer")
    keys = KeyStore(tmp_path / "keys.db")
    keys.revoke(keys.listed()[0].id)
    assert client_at(guarded_app(store, tmp_path), "127.0.0.1").post(ANSWER, json=QUESTION).status_code == 401


def test_keys_are_stored_as_hashes_that_only_the_owner_can_read(tmp_path: Path) -> None:
    secret = make_key(tmp_path, "answer")
    for file in tmp_path.iterdir():
        assert secret.encode() not in file.read_bytes()
        assert secret[12:].encode() not in file.read_bytes()
        assert file.stat().st_mode & 0o077 == 0


def test_a_user_whom_a_named_proxy_names_may_ask_and_open_pages(store: PassageStore, tmp_path: Path) -> None:
    app = guarded_app(store, tmp_path, trusted_proxies=(PROXY,), user_header="X-Remote-User")
    named = {"X-Remote-User": "aase", "X-Forwarded-For": STRANGER}
    by_proxy = client_at(app, PROXY)
    assert by_proxy.post(ANSWER, json=QUESTION, headers=named).status_code == 200
    assert by_proxy.get("/documents/whitepaper", headers=named).status_code == 404  # no page is mounted in this app
    assert by_proxy.get("/metrics", headers=named).status_code == 403
    assert by_proxy.post(ANSWER, json=QUESTION).status_code == 401


def test_nobody_else_can_name_a_user(store: PassageStore, tmp_path: Path) -> None:
    app = guarded_app(store, tmp_path, trusted_proxies=(PROXY,), user_header="X-Remote-User")
    named = {"X-Remote-User": "aase"}
    assert client_at(app).post(ANSWER, json=QUESTION, headers=named).status_code == 401
    assert client_at(app, "127.0.0.1").post(ANSWER, json=QUESTION, headers=named).status_code == 401
    spoofed = {**named, "X-Forwarded-For": PROXY, "Forwarded": f"for={PROXY}"}
    assert client_at(app).post(ANSWER, json=QUESTION, headers=spoofed).status_code == 401
    twice = [("X-Remote-User", "chef"), ("X-Remote-User", "mig"), ("Content-Type", "application/json")]
    assert client_at(app, PROXY).post(ANSWER, json=QUESTION, headers=twice).status_code == 401


@pytest.mark.parametrize(
    "given",
    [
        {"host": "127.0.0.1"},
        {"host": "localhost"},
        {"host": "::1"},
        {"host": EVERYWHERE, "open": True},
        {"host": EVERYWHERE, "trusted_proxies": (PROXY,), "user_header": "X-Remote-User"},
    ],
)
def test_a_server_starts_where_it_is_safe(tmp_path: Path, given: dict[str, object]) -> None:
    check_start(Settings(keys_db=tmp_path / "keys.db", **given))  # type: ignore[arg-type]


@pytest.mark.parametrize("given", [{}, {"trusted_proxies": (PROXY,)}, {"allowed_origins": ("https://a.example",)}])
@pytest.mark.parametrize("host", [EVERYWHERE, "::", "10.0.0.1", "rundbord.example.dk"])
def test_a_server_without_protection_serves_no_other_machine(
    tmp_path: Path, host: str, given: dict[str, object]
) -> None:
    settings = Settings(host=host, keys_db=tmp_path / "keys.db", **given)  # type: ignore[arg-type]
    with pytest.raises(SettingsError, match=r"rundbord keys create.* / .*RUNDBORD_OPEN=on"):
        check_start(settings)
    make_key(tmp_path, "answer")
    check_start(settings)


def test_a_users_header_without_a_proxy_to_believe_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="RUNDBORD_TRUSTED_PROXIES"):
        check_start(Settings(keys_db=tmp_path / "keys.db", user_header="X-Remote-User"))


def test_the_command_says_so_before_it_reads_an_index(tmp_path: Path) -> None:
    run = rundbord("serve", "--host", EVERYWHERE, RUNDBORD_KEYS_DB=str(tmp_path / "keys.db"))
    assert run.returncode == 1
    assert "Lav en nøgle" in run.stderr
    assert "Make a key" in run.stderr


def test_keys_are_made_listed_and_revoked_in_the_terminal(tmp_path: Path) -> None:
    place = {"RUNDBORD_KEYS_DB": str(tmp_path / "keys.db")}
    made = rundbord("keys", "create", "Intra \x1b[31m", "--scope", "search", "--days", "30", **place)
    secret = made.stdout.strip()
    assert KeyStore(tmp_path / "keys.db").open_with(secret) is not None
    listed = rundbord("keys", "list", **place)
    assert secret.split("_")[1] in listed.stdout
    assert "search" in listed.stdout
    assert "\x1b[31m" not in listed.stdout
    assert secret not in listed.stdout
    assert rundbord("keys", "revoke", secret.split("_")[1], **place).returncode == 0
    assert rundbord("keys", "revoke", secret.split("_")[1], **place).returncode == 1
    assert KeyStore(tmp_path / "keys.db").open_with(secret) is None
