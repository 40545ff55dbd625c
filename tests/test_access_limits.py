"""Rate limits of questions and of wrong keys."""

from pathlib import Path

import httpx
import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from api.access.access import Access
from api.access.configure import make_access
from api.access.limits import ORIGIN_FACTOR
from api.problems.problems import ProblemError
from api.settings import Settings
from index.storage.store import PassageStore
from tests.api_fakes import make_store, serving
from tests.guarded import FRIEND, PROXY, QUESTION, STRANGER, bearer, client_at, guarded_app, make_key

ANSWER = "/api/v1/answer"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> PassageStore:
    return make_store(tmp_path_factory.mktemp("store"))


def ask(client: TestClient | httpx.Client, **headers: str) -> Response | httpx.Response:
    return client.post(ANSWER, json=QUESTION, headers=headers)


def check_too_many(response: Response | httpx.Response, longest_seconds: int = 60) -> None:
    assert response.status_code == 429
    assert response.headers["content-type"] == "application/problem+json"
    assert 1 <= int(response.headers["retry-after"]) <= longest_seconds
    assert response.headers["retry-after"] in response.json()["detail_en"]


def test_an_address_that_asks_too_often_is_told_when_to_return(store: PassageStore, tmp_path: Path) -> None:
    app = guarded_app(store, tmp_path, open=True, rate_limit="3/minute")
    client = client_at(app)
    assert [ask(client).status_code for _ in range(3)] == [200] * 3
    check_too_many(ask(client))
    assert client.get("/healthz").status_code == 200
    assert ask(client_at(app, "192.0.2.8")).status_code == 200


def test_one_house_is_one_address_however_many_it_has(store: PassageStore, tmp_path: Path) -> None:
    app = guarded_app(store, tmp_path, open=True, rate_limit="2/minute")
    assert ask(client_at(app, "2001:db8:1:2::1")).status_code == 200
    assert ask(client_at(app, "2001:db8:1:2:ffff::9")).status_code == 200
    check_too_many(ask(client_at(app, "2001:db8:1:2::3")))
    assert ask(client_at(app, "2001:db8:1:3::1")).status_code == 200


def test_a_limit_that_is_set_holds_on_this_machine_too(store: PassageStore, tmp_path: Path) -> None:
    client = client_at(guarded_app(store, tmp_path, rate_limit="2/minute"), "127.0.0.1")
    statuses = [ask(client, Host="localhost").status_code for _ in range(3)]
    assert statuses == [200, 200, 429]


def admit(access: Access, path: str, address: str, headers: dict[str, str] | None = None) -> int:
    """Ask the rules alone, so that 121 requests take far less than a minute; return the status."""
    sent = [(name.lower().encode(), value.encode()) for name, value in {"Host": "localhost", **(headers or {})}.items()]
    try:
        access.admit({"type": "http", "method": "GET", "path": path, "client": (address, 5000), "headers": sent})
    except ProblemError as refused:
        return refused.problem.status
    return 200


QUESTIONS = (
    "/api/v1/answer", "/api/v1/search", "/api/v1/documents", "/v1/chat/completions", "/mcp", "/gradio_api/queue/join",
)  # fmt: skip
OTHERS = ("/api/v1/feedback", "/api/v1/token", "/conversation/word", "/documents/whitepaper/pages/8/print.png")


@pytest.mark.parametrize("path", [*QUESTIONS, *OTHERS])
def test_by_default_only_questions_to_an_unprotected_server_are_not_counted(tmp_path: Path, path: str) -> None:
    access = make_access(Settings(keys_db=tmp_path / "keys.db"))
    statuses = [admit(access, path, "127.0.0.1") for _ in range(200)]
    assert statuses == ([200] * 200 if path in QUESTIONS else [200] * 120 + [429] * 80)


@pytest.mark.parametrize("address", ["127.0.0.1", STRANGER])
def test_whoever_comes_by_a_proxy_that_nobody_named_is_counted(tmp_path: Path, address: str) -> None:
    keys_db = tmp_path / "keys.db"
    opened = make_access(Settings(keys_db=keys_db, open=True))
    assert [admit(opened, "/api/v1/search", address) for _ in range(121)] == [200] * 120 + [429]
    key = bearer(make_key(tmp_path, "search"))
    keyed = make_access(Settings(keys_db=keys_db))
    assert [admit(keyed, "/api/v1/search", address, key) for _ in range(121)] == [200] * 120 + [429]


def test_each_key_has_its_own_count(store: PassageStore, tmp_path: Path) -> None:
    keys = [make_key(tmp_path, "answer") for _ in range(2)]
    client = client_at(guarded_app(store, tmp_path, rate_limit="2/minute"))
    for key in keys:
        assert [ask(client, **bearer(key)).status_code for _ in range(3)] == [200, 200, 429]


def get_token(client: TestClient | httpx.Client, **headers: str) -> dict[str, str]:
    given = client.post("/api/v1/token", headers={"Origin": FRIEND, **headers})
    return bearer(given.json()["token"], Origin=FRIEND, **headers) if given.status_code == 200 else {}


def test_a_widgets_readers_have_their_own_count_and_their_site_one_for_all(store: PassageStore, tmp_path: Path) -> None:
    make_key(tmp_path, "admin")
    app = guarded_app(store, tmp_path, allowed_origins=(FRIEND,), rate_limit="3/hour")
    statuses = []
    for reader in range(ORIGIN_FACTOR * 3 // 2):
        client = client_at(app, f"192.0.2.{reader}")
        token = get_token(client)  # the first of three
        statuses += [ask(client, **token).status_code for _ in range(3)]
    assert statuses == [200, 200, 429] * (ORIGIN_FACTOR * 3 // 2)
    client = client_at(app, "192.0.2.200")
    refused = ask(client, **get_token(client))
    check_too_many(refused, 3600)
    assert refused.headers["access-control-allow-origin"] == FRIEND


def test_one_address_with_many_tokens_has_one_count_and_leaves_the_sites_to_the_others(
    store: PassageStore, tmp_path: Path
) -> None:
    make_key(tmp_path, "admin")
    app = guarded_app(store, tmp_path, allowed_origins=(FRIEND,), rate_limit="20/hour", trusted_proxies=("127.0.0.1",))
    with serving(app) as url, httpx.Client(base_url=url) as proxy:  # a named one, so that each has its own address
        hoarder, reader = {"X-Forwarded-For": "198.51.100.1"}, {"X-Forwarded-For": "198.51.100.2"}
        tokens = [token for _ in range(30) if (token := get_token(proxy, **hoarder))]
        assert len(tokens) == 20
        assert {ask(proxy, **token).status_code for token in tokens} == {429}
        others = [get_token(proxy, **{"X-Forwarded-For": f"198.51.100.{n}"}) for n in range(3, 33)]
        used_from_one_address = [ask(proxy, **(token | reader)).status_code for token in others]
        assert used_from_one_address == [200] * 20 + [429] * 10  # whoever fetched them
        assert ask(proxy, **others[0]).status_code == 200  # the site is far from its limit


def test_behind_a_named_proxy_the_address_is_the_clients(store: PassageStore, tmp_path: Path) -> None:
    app = guarded_app(store, tmp_path, open=True, trusted_proxies=("10.0.0.0/24",), rate_limit="1/minute")
    proxy = client_at(app, PROXY)
    assert ask(proxy, **{"X-Forwarded-For": "198.51.100.1"}).status_code == 200
    assert ask(proxy, **{"X-Forwarded-For": "198.51.100.2"}).status_code == 200
    check_too_many(ask(proxy, **{"X-Forwarded-For": "203.0.113.9, 198.51.100.2"}))  # the first is the client's own word


def test_a_stranger_cannot_escape_the_count_by_naming_other_addresses(store: PassageStore, tmp_path: Path) -> None:
    client = client_at(guarded_app(store, tmp_path, open=True, rate_limit="1/minute"))
    statuses = [ask(client, **{"X-Forwarded-For": f"198.51.100.{n}"}).status_code for n in range(3)]
    assert statuses == [200, 429, 429]


def test_a_hundred_wrong_keys_run_out_while_the_right_one_still_opens(store: PassageStore, tmp_path: Path) -> None:
    right = make_key(tmp_path, "answer")
    wrong = [f"{right[:12]}{n:043d}" for n in range(100)]
    client = client_at(guarded_app(store, tmp_path, rate_limit="off"))
    responses = [ask(client, **bearer(key)) for key in wrong]
    assert [response.status_code for response in responses] == [401] * 10 + [429] * 90
    check_too_many(responses[-1])
    assert ask(client, **bearer(right)).status_code == 200
    assert ask(client_at(client.app, "192.0.2.8"), **bearer(wrong[0])).status_code == 401  # type: ignore[arg-type]
    assert STRANGER not in responses[-1].text
