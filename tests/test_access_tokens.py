"""The widget's token: valid for its allowed origin, for a few minutes."""

from pathlib import Path
from time import time

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from itsdangerous import TimestampSigner

from api.access.tokens import LIFE_SECONDS, OriginTokens
from index.storage.store import PassageStore
from tests.api_fakes import make_store
from tests.guarded import FRIEND, QUESTION, bearer, client_at, guarded_app, make_key

ANSWER = "/api/v1/answer"
OTHER = "https://www.example.dk"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    folder = tmp_path_factory.mktemp("tokens")
    store: PassageStore = make_store(folder)
    make_key(folder, "admin")
    return guarded_app(store, folder, allowed_origins=(FRIEND, OTHER), rate_limit="off")


@pytest.fixture
def client(app: FastAPI) -> TestClient:
    return client_at(app)


def exchange(client: TestClient, origin: str = FRIEND) -> str:
    response = client.post("/api/v1/token", headers={"Origin": origin})
    assert response.status_code == 200
    assert response.headers["cache-control"] == "no-store"
    assert response.json()["expires_in"] == LIFE_SECONDS
    return str(response.json()["token"])


def ask(client: TestClient, token: str, origin: str | None = FRIEND) -> int:
    headers = bearer(token) if origin is None else bearer(token, Origin=origin)
    return client.post(ANSWER, json=QUESTION, headers=headers).status_code


def test_a_listed_origin_gets_a_token_that_lets_it_ask_read_and_judge(client: TestClient) -> None:
    token = exchange(client)
    assert ask(client, token) == 200
    headers = bearer(token, Origin=FRIEND)
    assert client.get("/api/v1/documents/whitepaper/pages/8", headers=headers).status_code == 200
    given = client.post("/api/v1/feedback", json={"answer_id": "x", "useful": True}, headers=headers)
    assert given.json()["type"].endswith("unknown-answer")
    assert client.get("/metrics", headers=headers).status_code == 403


def test_the_browser_is_told_that_it_may_send_the_token_and_read_how_long_to_wait(client: TestClient) -> None:
    asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization,content-type"}
    preflight = client.options(ANSWER, headers={"Origin": FRIEND, **asked})
    assert preflight.status_code == 200
    assert "authorization" in preflight.headers["access-control-allow-headers"].lower()
    refused = client.post(ANSWER, json=QUESTION, headers={"Origin": FRIEND})
    assert refused.status_code == 401
    assert refused.headers["access-control-allow-origin"] == FRIEND
    assert refused.headers["access-control-expose-headers"] == "Retry-After"


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "http://intra.example.dk", FRIEND + ":444", FRIEND + "/", "null", ""]
)
def test_another_origin_gets_no_token(client: TestClient, origin: str) -> None:
    assert client.post("/api/v1/token", headers={"Origin": origin}).status_code == 403


def test_who_names_no_origin_gets_no_token(client: TestClient) -> None:
    assert client.post("/api/v1/token").status_code == 403


def test_where_no_origin_is_allowed_the_servers_own_gets_none_either(tmp_path: Path) -> None:
    make_key(tmp_path, "admin")
    closed = client_at(guarded_app(make_store(tmp_path), tmp_path))
    assert closed.post("/api/v1/token", headers={"Origin": "http://testserver"}).status_code == 403


def test_the_page_for_frames_asks_from_the_servers_own_origin_which_browsers_leave_out_when_reading(
    client: TestClient,
) -> None:
    token = exchange(client, "https://testserver")
    assert ask(client, token, "https://testserver") == 200
    assert client.get("/api/v1/documents", headers=bearer(token)).status_code == 200


def test_a_token_replayed_from_another_place_opens_nothing(client: TestClient) -> None:
    token = exchange(client)
    assert ask(client, token, OTHER) == 401
    assert ask(client, token, "https://evil.example") == 403
    assert ask(client, token, None) == 401


def test_a_token_replayed_after_its_time_opens_nothing(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    token = exchange(client)
    now = time()
    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda _: int(now + LIFE_SECONDS))
    assert ask(client, token) == 200
    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda _: int(now + LIFE_SECONDS + 2))
    assert ask(client, token) == 401


def test_a_forged_token_opens_nothing(client: TestClient) -> None:
    token = exchange(client)
    payload, moment, signature = token.split(".")
    others = OriginTokens("x" * 32).sign(FRIEND)
    forged = [
        others,
        f"{payload}.{moment}.{signature[:-4]}AAAA",
        f"{payload}.{moment}.",
        f"{payload}.zzzzzz.{signature}",
        f"{payload[:-2]}AA.{moment}.{signature}",
        f"{payload}.{moment}",
        "." * 50,
        "a" * 5_000,
        "none",
    ]
    for token in forged:
        assert ask(client, token) == 401, token


def test_a_secret_makes_tokens_outlive_a_restart_and_without_one_they_do_not() -> None:
    assert OriginTokens("s" * 32).is_for(OriginTokens("s" * 32).sign(FRIEND), FRIEND)
    assert not OriginTokens().is_for(OriginTokens().sign(FRIEND), FRIEND)
