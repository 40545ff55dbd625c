"""A document restricted to one group: visible to its members everywhere, and undetectable for others."""

import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import httpx2
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from answer.answerer import DocumentAnswerer
from answer.types import Question
from api.access.keys import KeyStore
from api.settings import Settings
from index.filters import OWNER, SearchFilter
from index.storage.bundle import Bundle
from index.storage.store import PassageStore
from ingest.metadata import read_facts
from tests.api_fakes import serving
from tests.every_request import GRADIO, HIDDEN, every_request, sent
from tests.guarded import FRIEND, PROXY, bearer, guarded_app, make_key
from tests.oidc_provider import Provider
from tests.restricted_bundle import (
    ASKED,
    GROUP,
    NEWER,
    SAID,
    SUGGESTED,
    TITLE,
    TOLD_TO_NOBODY_ELSE,
    open_corpus,
    write_corpus,
)  # fmt: skip
from tests.test_login import A_PAGE, settings_for
from ui.cli.program import app as terminal
from ui.page import mount as page_mount  # noqa: F401  Gradio warns when it is first imported, which must not be in another thread
from ui.page.exchange import Exchange, keep
from ui.server import make_server

ANSWER, SEARCH = "/api/v1/answer", "/api/v1/search"


@dataclass(frozen=True)
class House:
    """A protected server over a bundle, with requests from the proxy's address."""

    app: FastAPI
    bundle: Bundle
    client: TestClient
    folder: Path

    def named(self, *groups: str) -> Mapping[bytes, bytes]:
        return {b"X-User": b"aase", b"X-Groups": ", ".join(groups).encode(), b"Host": b"localhost"}


def house(folder: Path, *, restricted: bool) -> House:
    bundle = open_corpus(write_corpus(folder / "corpus", restricted=restricted), folder / "index")
    settings = Settings(
        keys_db=folder / "keys.db", feedback_db=folder / "feedback.db", trusted_proxies=(PROXY,), user_header="X-User",
        groups_header="X-Groups", allowed_origins=(FRIEND,), rate_limit="off",
    )  # fmt: skip
    app = make_server(bundle, settings)
    return House(app, bundle, TestClient(app, client=(PROXY, 5000)), folder)


@pytest.fixture(scope="module")
def houses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, House]]:
    """Serve the documents, and the same without the restricted ones."""
    with ExitStack() as stack:
        made = [house(tmp_path_factory.mktemp("house"), restricted=restricted) for restricted in (True, False)]
        yield tuple(stack.enter_context(each.client) and each for each in made)  # type: ignore[misc]


@pytest.fixture
def here(houses: tuple[House, House]) -> House:
    return houses[0]


def ask(there: House, method: str, path: str, body: object, headers: Mapping[Any, Any]) -> httpx2.Response:
    accept = "text/html" if path in {"/", "/en/"} else "application/json, text/event-stream"
    return there.client.request(method, path, json=body, headers=[*sent(headers), (b"Accept", accept.encode())])


def told(response: httpx2.Response) -> tuple[int, str]:
    """Reduce a response to the parts that must be equal: no random ids and times, no figures over all documents."""
    text = re.sub(r'\\?"(took_ms|score|confidence|created|dense|lexical|questions)\\?": ?[\d.e-]+', "", response.text)
    text = re.sub(r'\\?"(request_id|token|id)\\?": ?\\?"?[\w:.-]*\\?"?', "", text)
    return response.status_code, text


@pytest.mark.parametrize("outsider", ["another group", "no group", "key without", "key with another", "widget"])
def test_every_route_tells_an_outsider_what_it_would_if_the_document_did_not_exist(
    houses: tuple[House, House], outsider: str
) -> None:
    here, without = houses
    count = 0
    for method, path, body in every_request(here.app):
        ask(here, method, path, body, here.named(GROUP))  # so that whatever is kept for the next asker is there
        answers = [ask(each, method, path, body, _outsider(each, outsider)) for each in (here, without)]
        for secret in TOLD_TO_NOBODY_ELSE:
            assert secret not in answers[0].text, (method, path, body)
            assert secret not in str(answers[0].headers), (method, path, body)
        if path not in {*GRADIO, "/metrics"}:  # which hold figures and names that are others each time
            assert told(answers[0]) == told(answers[1]), (method, path, body)
        assert answers[0].status_code < 500 or path == "/readyz"
        count += 1
    assert count > 30


def _outsider(there: House, kind: str) -> Mapping[Any, Any]:
    match kind:
        case "another group":
            return there.named("økonomi", f"{GROUP}er", GROUP.upper())
        case "no group":
            return there.named()
        case "key without":
            return bearer(make_key(there.folder, "answer", "search", "feedback", "admin"), Host="localhost")
        case "key with another":
            keys = KeyStore(there.folder / "keys.db")
            secret = keys.create("prøve", ["answer", "search"], groups=["økonomi"])[1]  # type: ignore[list-item]
            return bearer(secret, **{"X-User": "aase", "X-Groups": GROUP})  # the key's groups count, nobody else's
        case _:
            token = there.client.post("/api/v1/token", headers={"Origin": FRIEND}).json()["token"]
            return bearer(token, Origin=FRIEND, **{"X-User": "aase", "X-Groups": GROUP})


def test_somebody_in_the_group_gets_it_in_every_way(here: House) -> None:
    mine, get = here.named("drift", GROUP), here.client.get
    assert {d["id"] for d in get("/api/v1/documents", headers=mine).json()["documents"]} == {"aabent", HIDDEN, "nyt"}
    answer = ask(here, "post", ANSWER, {"question": ASKED}, mine).json()
    assert SAID in {citation["quote"] for citation in answer["citations"]}
    assert SUGGESTED in answer["related"]
    assert NEWER in ask(here, "post", SEARCH, {"query": "frokostpausen"}, mine).text
    for path in ("/pages/1", "/pages/1/print?start=0&end=9", "/pages/1/print.png", "/file", ""):
        assert get(f"/documents/{HIDDEN}{path}", headers=mine).status_code == 200
    assert TITLE in get(f"/documents/{HIDDEN}", headers=mine).text
    assert get(f"/api/v1/documents/{HIDDEN}/file", headers=mine).content.startswith(b"%PDF")
    said = [ask(here, method, path, body, mine).text for method, path, body in every_request(here.app)]
    assert sum("Falkenstjerne" in text for text in said) > 10  # chat, MCP and the rest


def test_a_key_has_the_groups_that_it_was_made_with(here: House) -> None:
    keys = KeyStore(here.folder / "keys.db")
    secret = keys.create("intra", ["answer"], groups=[GROUP])[1]  # type: ignore[list-item]
    assert SAID in ask(here, "post", ANSWER, {"question": ASKED}, bearer(secret, Host="localhost")).text
    assert keys.listed()[0].groups == {GROUP}


def test_nobody_but_the_proxy_says_which_groups_and_only_once(here: House) -> None:
    stranger = TestClient(here.app, client=("192.0.2.7", 5000))
    key = [*sent(bearer(make_key(here.folder, "answer"))), *here.named(GROUP).items()]
    refused = stranger.post(ANSWER, json={"question": ASKED}, headers=key)
    assert (refused.status_code, SAID in refused.text) == (200, False)
    twice = [("X-User", "mig"), ("X-Groups", "drift"), ("X-Groups", GROUP), ("Content-Type", "application/json")]
    answer = here.client.post(ANSWER, json={"question": ASKED}, headers=twice)
    assert (answer.status_code, SAID in answer.text) == (200, False)
    nobody = here.client.post(ANSWER, json={"question": ASKED}, headers={"X-Groups": GROUP})
    assert nobody.status_code == 401


def test_a_misspelt_word_is_mended_by_what_the_asker_may_read_only(here: House) -> None:
    for groups, understood in (((GROUP,), "Hvad er falkenstjerne?"), ((), "Hvad er falkenstjerme?")):
        body = {"query": "Hvad er falkenstjerme?"}
        assert ask(here, "post", SEARCH, body, here.named(*groups)).json()["understood"] == understood


def test_nobody_learns_from_feedback_that_the_group_has_asked(here: House) -> None:
    mine = here.named(GROUP)
    first, second = (ask(here, "post", ANSWER, {"question": ASKED}, mine).json()["id"] for _ in range(2))
    assert first != second  # so that no one can work out the id of another reader's answer
    assert ask(here, "post", "/api/v1/feedback", {"answer_id": first, "useful": True}, mine).status_code == 201


def test_no_guess_about_the_text_is_confirmed_by_a_kept_conversation(here: House) -> None:
    mine = here.named(GROUP)
    answer = DocumentAnswerer(here.bundle).answer(Question(ASKED, search_filter=OWNER))
    body = f"[{keep(Exchange(ASKED, answer, 'x'))}]"
    pages = [
        here.client.post(f"/conversation{kind}", content=body, headers=who).content
        for who in (mine, here.named())
        for kind in ("", "/markdown")
    ]
    assert [b"Falkenstjerne sammen" in page and b"documents/fusion/pages" in page for page in pages] == [
        True, True, False, False
    ]  # fmt: skip


def test_the_owner_says_who_may_read_a_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = write_corpus(tmp_path / "corpus", restricted=False)
    monkeypatch.setenv("RUNDBORD_CORPUS", str(corpus))
    facts = corpus / "aabent.toml"
    run = CliRunner().invoke(terminal, ["documents", "set", "aabent", "--group", "ledelsen", "--group", "drift"])
    assert run.exit_code == 0, run.output
    assert read_facts(facts).groups == ("ledelsen", "drift")
    assert CliRunner().invoke(terminal, ["documents", "set", "aabent", "--group", ""]).exit_code == 0
    assert read_facts(facts).groups == ()
    assert CliRunner().invoke(terminal, ["documents", "set", "aabent", "--group", "a,b"]).exception


def test_a_bundle_and_a_file_of_keys_of_before_there_were_groups_are_still_read(tmp_path: Path) -> None:
    bundle = open_corpus(write_corpus(tmp_path / "corpus", restricted=False), tmp_path / "index")
    keys = KeyStore(tmp_path / "keys.db")
    secret = keys.create("prøve", ["answer"])[1]  # type: ignore[list-item]
    for file, table in ((tmp_path / "index" / "passages.db", "readers"), (tmp_path / "keys.db", "key_groups")):
        with sqlite3.connect(file) as connection:
            connection.execute(f"DROP TABLE {table}")
            connection.execute("PRAGMA user_version = 1") if table == "key_groups" else None
        connection.close()
    assert PassageStore(tmp_path / "index" / "passages.db").matching_rows(None, SearchFilter()) is None
    assert keys.open_with(secret) is not None
    assert keys.create("ny", ["answer"], groups=["a"])[0].groups == {"a"}  # type: ignore[list-item]
    assert bundle.store.groups() == frozenset()


def test_the_page_answers_each_reader_from_what_is_hers(here: House) -> None:
    for session, groups in enumerate(((GROUP,), ("drift",))):
        mine, name = here.named(*groups), f"laeser{session}"
        steps = here.client.get("/config", headers=mine).json()["dependencies"]
        step = next(step["id"] for step in steps if len(step["inputs"]) == len(("question", "earlier", "limits")))
        asked = {"data": [ASKED, "[]", "{}"], "fn_index": step, "session_hash": name}
        assert here.client.post("/gradio_api/queue/join", json=asked, headers=mine).status_code == 200
        shown = here.client.get(f"/gradio_api/queue/data?session_hash={name}", headers=mine).text
        assert "process_completed" in shown
        assert (SAID in shown) is (GROUP in groups)


@pytest.mark.parametrize(("claim", "sees"), [([GROUP, "drift"], True), (GROUP, True), (["drift"], False), ({}, False)])
def test_who_logs_in_has_the_groups_that_the_providers_token_names(
    tmp_path: Path, claim: object, *, sees: bool
) -> None:
    bundle = open_corpus(write_corpus(tmp_path / "corpus", restricted=True), tmp_path / "index")
    provider = Provider(lies={"groups": [*claim, "x" * 5000] if isinstance(claim, list) else claim})
    with serving(provider.app()) as provider.url:
        app = guarded_app(bundle.store, tmp_path, **settings_for(provider.url))
        with serving(app) as url, httpx.Client(base_url=url, headers=A_PAGE, follow_redirects=True) as reader:
            reader.get("/documents/x")
            assert (TITLE in reader.get("/api/v1/documents").text) is sees
            assert reader.get(f"/api/v1/documents/{HIDDEN}").status_code == (200 if sees else 404)
