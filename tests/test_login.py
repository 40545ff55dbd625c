"""Login by OpenID Connect over real sockets, with a provider that can lie."""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from itsdangerous import TimestampSigner
from starlette.routing import Router

from api.access.login.sessions import COOKIE, LIFE_SECONDS, PERSON
from index.storage.store import PassageStore
from tests.api_fakes import make_store, serving
from tests.guarded import QUESTION, guarded_app, make_key
from tests.oidc_provider import CLIENT, CLIENT_SECRET, Provider

SECRET = "en hemmelighed på mere end toogtredive tegn"  # noqa: S105  a made-up one
A_PAGE = {"Accept": "text/html,application/xhtml+xml"}
DOCUMENT = "/documents/whitepaper?fra=2"
"""The status of an admitted request: the app of these tests has no page."""


@dataclass(frozen=True)
class House:
    """A server and its OpenID Connect provider."""

    url: str
    provider: Provider

    def reader(self) -> httpx.Client:
        return httpx.Client(base_url=self.url, headers=A_PAGE, follow_redirects=True)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> PassageStore:
    return make_store(tmp_path_factory.mktemp("store"))


def settings_for(issuer: str) -> dict[str, Any]:
    return {"oidc_issuer": issuer, "oidc_client_id": CLIENT, "oidc_client_secret": CLIENT_SECRET, "secret": SECRET}


@pytest.fixture(scope="module")
def running(store: PassageStore, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    provider = Provider()
    with ExitStack() as stack:
        provider.url = stack.enter_context(serving(provider.app()))
        app = guarded_app(store, tmp_path_factory.mktemp("login"), **settings_for(provider.url))
        yield House(stack.enter_context(serving(Router(default=app))), provider)  # as `LiveServer` has it


@pytest.fixture
def house(running: House) -> House:
    running.provider.honest()
    return running


def refused(response: httpx.Response, status: int = 403) -> None:
    assert response.status_code == status
    assert response.headers["content-type"].startswith("text/html")
    assert "Prøv" in response.text
    assert '<p lang="en">' in response.text
    assert "Traceback" not in response.text
    assert "<script" not in response.text


def test_who_logs_in_comes_to_the_page_that_was_wanted_and_may_ask(house: House) -> None:
    with house.reader() as reader:
        assert reader.post("/api/v1/answer", json=QUESTION).status_code == 401
        opened = reader.get(DOCUMENT)
        assert [step.url.path for step in opened.history] == [
            "/documents/whitepaper", "/login", "/authorize", "/login/done"
        ]  # fmt: skip
        assert str(opened.url) == house.url + DOCUMENT
        assert opened.status_code == 404
        assert reader.post("/api/v1/answer", json=QUESTION).status_code == 200
        assert reader.get("/metrics").status_code == 403


def test_the_cookie_is_out_of_reach_for_scripts_and_other_sites_and_tells_no_name(house: House) -> None:
    with house.reader() as reader:
        set_cookie = reader.get(DOCUMENT).history[-1].headers["set-cookie"].lower()
        for flag in (f"{COOKIE}=", "httponly", "samesite=lax", "path=/", f"max-age={LIFE_SECONDS}"):
            assert flag in set_cookie
        assert "secure" not in set_cookie
        held = json.loads(b64decode(reader.cookies[COOKIE].split(".")[0]))  # signed, and readable
        assert held.keys() == {PERSON}
        assert house.provider.person not in held[PERSON]


def test_behind_tls_the_cookie_stays_on_tls(store: PassageStore, house: House, tmp_path: Path) -> None:
    app = guarded_app(store, tmp_path, trusted_proxies=("127.0.0.1",), **settings_for(house.provider.url))
    with serving(app, root_path="/rundbord") as url:
        led = httpx.get(f"{url}/login", headers=A_PAGE | {"X-Forwarded-Proto": "https", "Host": "intra.example.dk"})
    assert "secure" in led.headers["set-cookie"].lower()
    asked = parse_qs(urlsplit(led.headers["location"]).query)
    assert asked["redirect_uri"] == ["https://intra.example.dk/rundbord/login/done"]


def test_who_logs_out_is_out(house: House) -> None:
    with house.reader() as reader:
        reader.get(DOCUMENT)
        left = reader.get("/logout")
        assert left.status_code == 200
        assert "Du er logget ud" in left.text
        assert COOKIE not in reader.cookies
        assert reader.post("/api/v1/answer", json=QUESTION).status_code == 401


def test_only_a_browser_that_wants_a_page_is_led_to_the_login(house: House) -> None:
    for path, accept in (("/", "*/*"), ("/", "application/json"), ("/api/v1/documents", "text/html")):
        answer = httpx.get(house.url + path, headers={"Accept": accept})
        assert answer.status_code == 401
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["www-authenticate"] == "Bearer"
        assert "set-cookie" not in answer.headers
    assert httpx.post(house.url + "/gradio_api/queue/join", headers=A_PAGE).status_code == 401


def test_a_login_that_did_not_begin_in_this_browser_is_refused(house: House) -> None:
    with house.reader() as attacker, house.reader() as victim:
        led = attacker.get("/login", follow_redirects=False)
        back = httpx.get(led.headers["location"]).headers["location"]
        refused(victim.get(back))
        victim.get("/login", follow_redirects=False)
        refused(victim.get(back))
        refused(victim.get("/login/done"))
        assert victim.post("/api/v1/answer", json=QUESTION).status_code == 401
        assert "/token" not in house.provider.asked


@pytest.mark.parametrize(
    "wanted",
    ["https://evil.example/", "//evil.example/", "/\\evil.example/", "\\\\evil.example", "javascript:alert(1)",
     "/%0d\n//evil.example", "/\t/evil.example", "evil", " /x", "/" + "x" * 3000],
)  # fmt: skip
def test_nobody_is_led_to_another_site_after_the_login(house: House, wanted: str) -> None:
    with house.reader() as reader:
        opened = reader.get("/login", params={"next": wanted})
        assert opened.history[-1].headers["location"] == "/"
        assert str(opened.url) == f"{house.url}/"


@pytest.mark.parametrize(
    "lies",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"aud": "another"},
        {"aud": "another", "azp": CLIENT},
        {"aud": None},
        {"iss": "https://evil.example"},
        {"exp": 1_000_000},
        {"sub": None},
        {"sub": ""},
    ],
    ids=str,
)
def test_a_token_for_somebody_or_something_else_opens_nothing(house: House, lies: dict[str, object]) -> None:
    house.provider.lies = lies
    with house.reader() as reader:
        refused(reader.get(DOCUMENT))
        assert reader.post("/api/v1/answer", json=QUESTION).status_code == 401


@pytest.mark.parametrize("signed_with", ["HS256", "none"])
def test_a_token_that_the_provider_has_not_signed_opens_nothing(house: House, signed_with: str) -> None:
    house.provider.signed_with = signed_with
    with house.reader() as reader:
        refused(reader.get(DOCUMENT))
        assert reader.post("/api/v1/answer", json=QUESTION).status_code == 401


def test_whom_the_provider_refuses_is_told_so_without_the_providers_own_words(house: House) -> None:
    house.provider.refuses = True
    with house.reader() as reader:
        refused(reader.get(DOCUMENT))


class SignerOfThePast(TimestampSigner):
    """Signs like the server, one session's lifetime ago."""

    age = LIFE_SECONDS

    def get_timestamp(self) -> int:
        return super().get_timestamp() - self.age


def signed(secret: str, age: int) -> str:
    signer = SignerOfThePast(f"rundbord session {secret}")
    signer.age = age
    return signer.sign(b64encode(json.dumps({PERSON: "0" * 64}).encode())).decode()


def test_a_session_ends_after_a_working_day_and_one_that_we_did_not_sign_is_none(house: House) -> None:
    for secret, age, status in (
        (SECRET, LIFE_SECONDS - 60, 200),
        (SECRET, LIFE_SECONDS + 60, 401),
        ("en anden hemmelighed, lige så lang som den", 0, 401),
    ):
        cookies = {COOKIE: signed(secret, age)}
        assert httpx.post(f"{house.url}/api/v1/answer", json=QUESTION, cookies=cookies).status_code == status


def test_the_server_starts_without_the_provider_and_says_that_it_does_not_answer(
    store: PassageStore, tmp_path: Path
) -> None:
    provider = Provider()
    with serving(provider.app()) as gone:
        pass
    key = make_key(tmp_path, "answer")
    with serving(guarded_app(store, tmp_path, **settings_for(gone))) as url:
        refused(httpx.get(f"{url}/", headers=A_PAGE, follow_redirects=True), 502)
        asked = httpx.post(f"{url}/api/v1/answer", json=QUESTION, headers={"Authorization": f"Bearer {key}"})
        assert asked.status_code == 200


def test_a_provider_that_is_another_or_makes_no_sense_is_not_used_and_the_next_try_works(
    store: PassageStore, tmp_path: Path
) -> None:
    provider = Provider()
    with serving(provider.app()) as provider.url:
        app = guarded_app(store, tmp_path, **settings_for(provider.url))
        with serving(app) as url, httpx.Client(base_url=url, headers=A_PAGE, follow_redirects=True) as reader:
            assert provider.asked == []
            for issuer in ("https://evil.example", None, 7):
                provider.discovery = {"issuer": issuer}
                refused(reader.get("/"), 502)
            provider.discovery = {}
            assert reader.get("/").status_code == 404
            assert provider.asked.count("/.well-known/openid-configuration") == 4


def test_without_a_provider_there_is_no_login_and_no_cookie(store: PassageStore, tmp_path: Path) -> None:
    make_key(tmp_path, "answer")
    with serving(guarded_app(store, tmp_path)) as url, httpx.Client(base_url=url, headers=A_PAGE) as reader:
        for path, status in (("/", 401), ("/login", 404), ("/login/done", 404), ("/logout", 404)):
            answer = reader.get(path)
            assert answer.status_code == status
            assert "set-cookie" not in answer.headers
