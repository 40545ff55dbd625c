"""The owner's page: who may use it, from where, and what it makes of whatever is sent to it."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response

from api.access.configure import check_start
from api.settings import Settings
from index.storage.store import PassageStore
from ingest.errors import DocumentError, SettingsError
from ingest.metadata import read_facts
from ingest.readers.read import read
from tests.api_fakes import facts_over, make_store
from tests.guarded import FRIEND, PROXY, basic, bearer, client_at, guarded_app, make_key, redeem_code
from ui.owner.lazy_routes import add_lazy_owner_routes
from ui.owner.service import OwnerService, make_owner_service
from ui.page.page_routes import add_page_routes

OWN = {"Origin": "http://localhost"}
JSON = {**OWN, "Accept": "application/json"}
TEXT = "# Kantinen\n\nFrokosten koster 35 kroner om dagen. Kantinen lukker klokken 14.\n"
HOSTILE = '# <script>alert(1)</script>\n\nEn sætning med "><img src=x onerror=alert(1)> og {{ 7*7 }} i sig.\n'


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> PassageStore:
    return make_store(tmp_path_factory.mktemp("store"))


@pytest.fixture
def service(tmp_path: Path) -> OwnerService:
    (tmp_path / "corpus").mkdir()
    return make_owner_service(tmp_path / "corpus", tmp_path / "index")


Serve = Callable[..., TestClient]


@pytest.fixture
def serve(store: PassageStore, service: OwnerService, tmp_path: Path) -> Serve:
    def make(address: str = "127.0.0.1", *, redeem: bool = True, **given: Any) -> TestClient:
        app = guarded_app(store, tmp_path, **given)
        facts = facts_over(store)
        add_page_routes(app, facts.shown_to)
        add_lazy_owner_routes(app, lambda: service, facts.shown_to)
        client = client_at(app, address)
        client.headers["Host"] = "localhost"
        if redeem and app.state.access.owner_code is not None:
            redeem_code(client, app.state.access, "http://localhost")
        return client

    return make


def send(client: TestClient, *files: tuple[str, str | bytes], **headers: str) -> Response:
    return client.post("/ejer/upload", files=[("files", file) for file in files], headers={**JSON, **headers})


def test_only_a_key_of_scope_admin_opens_the_owners_page(serve: Serve, tmp_path: Path) -> None:
    admin, other = make_key(tmp_path, "admin"), make_key(tmp_path, "search", "answer", "feedback")
    client = serve()
    for path in ("/ejer", "/en/owner", "/ejer/documents/plan", "/ejer/progress"):
        refused = client.get(path)
        assert refused.status_code == 401, path
        assert refused.headers["WWW-Authenticate"].startswith("Basic ")
        assert client.get(path, headers=bearer(other)).status_code == 403, path
        assert client.get(path, headers=basic(other)).status_code == 403, path
        assert client.get(path, headers=basic("rb_00000000_" + "a" * 43)).status_code == 401, path
    assert client.get("/ejer", headers=bearer(admin)).status_code == 200
    assert client.get("/ejer", headers=basic(admin)).status_code == 200
    assert client.get("/api/v1/documents", headers=basic(admin)).status_code == 401  # elsewhere it is nobody's word
    for path in ("/ejer/upload", "/ejer/publish", "/ejer/rollback", "/ejer/documents/plan/facts"):
        assert client.post(path, headers=OWN).status_code == 401, path


def test_of_those_who_log_in_only_the_named_owners_may_use_it(serve: Serve) -> None:
    client = serve(PROXY, trusted_proxies=(PROXY,), user_header="X-Remote-User", owners=("anna",))
    assert client.get("/ejer", headers={"X-Remote-User": "anna"}).status_code == 200
    refused = client.get("/ejer", headers={"X-Remote-User": "bo"})
    assert refused.status_code == 403
    assert "bo" in refused.json()["detail_da"]
    assert client.get("/ejer").status_code == 401
    with pytest.raises(SettingsError, match="RUNDBORD_OWNERS"):
        check_start(Settings(owners=("anna",)))


def test_a_browser_that_is_refused_is_shown_a_page_and_a_program_is_not(serve: Serve, tmp_path: Path) -> None:
    make_key(tmp_path, "admin")
    client = serve()
    page = client.get("/ejer/documents/plan", headers={"Accept": "text/html"})
    assert (page.status_code, page.headers["content-type"]) == (401, "text/html; charset=utf-8")
    assert page.headers["WWW-Authenticate"].startswith("Basic ")
    assert "Siden er ikke åben for dig" in page.text
    assert 'href="../../page-assets/plain.css"' in page.text
    assert 'lang="en"' in client.get("/en/owner", headers={"Accept": "text/html"}).text
    named = serve(PROXY, trusted_proxies=(PROXY,), user_header="X-Remote-User", owners=("anna",))
    hostile = named.get("/ejer", headers={"X-Remote-User": "<b>bo", "Accept": "text/html"})
    assert hostile.status_code == 403
    assert "&lt;b&gt;bo" in hostile.text
    assert client.get("/ejer").headers["content-type"] == "application/problem+json"


def test_where_everybody_is_let_in_the_owner_is_not_everybody(serve: Serve, tmp_path: Path) -> None:
    client = serve("192.0.2.7", open=True)
    assert client.get("/ejer").status_code == 401
    assert client.get("/ejer", headers=bearer(make_key(tmp_path, "admin"))).status_code == 200


def test_no_other_page_changes_anything_in_the_owners_name(serve: Serve, service: OwnerService, tmp_path: Path) -> None:
    client = serve(allowed_origins=(FRIEND,))
    key = make_key(tmp_path, "admin")
    for origin in ("https://evil.example", FRIEND, "null"):  # an origin that may have the widget is no exception
        assert client.post("/ejer/publish", headers={"Origin": origin}).status_code == 403, origin
        assert client.get("/ejer", headers={"Origin": origin}).status_code == 403, origin
        assert send(client, ("plan.md", TEXT), Origin=origin).status_code == 403, origin
    assert client.post("/ejer/publish").status_code == 403
    assert client.post("/ejer/publish", headers=basic(key)).status_code == 403  # a browser's remembered password
    assert service.workspace.entries() == []
    assert service.publishing.run is None


@pytest.mark.parametrize("secret", ["x", "", "rb_00000000_" + "a" * 43])
def test_a_bearer_that_opens_nothing_does_not_stand_in_for_the_origin(
    serve: Serve, service: OwnerService, tmp_path: Path, secret: str
) -> None:
    owner = serve()
    for path in ("/ejer/publish", "/ejer/rollback", "/ejer/documents/plan/facts"):
        assert owner.post(path, headers=bearer(secret)).status_code == 403, path  # with the owner's cookie beside it
    named = serve(PROXY, trusted_proxies=(PROXY,), user_header="X-Remote-User", owners=("anna",))
    assert named.post("/ejer/publish", headers={"X-Remote-User": "anna", **bearer(secret)}).status_code == 403
    assert owner.post("/ejer/rollback", headers=bearer(make_key(tmp_path, "admin"))).status_code == 409
    assert service.publishing.run is None


def test_a_named_owner_owns_where_everybody_is_let_in_too(serve: Serve) -> None:
    client = serve(PROXY, open=True, trusted_proxies=(PROXY,), user_header="X-Remote-User", owners=("anna",))
    assert client.get("/ejer", headers={"X-Remote-User": "anna"}).status_code == 200
    assert client.get("/ejer", headers={"X-Remote-User": "bo"}).status_code == 403
    assert client.get("/ejer").status_code == 401
    assert client.get("/api/v1/documents").status_code == 200


def test_bad_files_get_a_line_each_and_the_others_go_on(serve: Serve, service: OwnerService) -> None:
    client = serve()
    sent = send(
        client,
        ("../../ud.md", TEXT),
        ("..\\ud.md", TEXT),
        ("regneark.xlsx", b"PK"),
        ("forklædt.pdf", "ikke en PDF"),
        (".skjult.md", TEXT),
        ("tom.md", ""),
        ("blåbærgrød på ø.md", TEXT),
    )
    lines = sent.json()
    assert [line["taken"] for line in lines] == [False] * 6 + [True], lines
    assert "sti" in lines[0]["line"]
    assert ".xlsx" in lines[2]["line"]
    assert "indholdet" in lines[3]["line"]
    assert [entry.id for entry in service.workspace.entries()] == ["blåbærgrød på ø"]
    assert {p.name for p in service.workspace.waiting.iterdir()} == {".lock", "blåbærgrød på ø.md"}
    assert list(service.workspace.corpus.glob("*")) == [service.workspace.waiting]
    assert not list(service.workspace.corpus.parent.glob("ud.md"))


def test_facts_and_questions_come_with_their_document_or_wait_for_it(serve: Serve, service: OwnerService) -> None:
    client, beside = serve(), service.workspace.waiting / "plan.md"
    question = '{"question": "Hvad er prisen?", "quotes": ["Frokosten koster 35 kroner om dagen."]}\n'
    sent = send(client, ("plan.md", TEXT), ("plan.toml", 'title = "Planen"\n'), ("plan.questions.jsonl", question))
    lines = [line["line"] for line in sent.json()]
    assert [line["taken"] for line in sent.json()] == [True] * 3
    assert "venter på dokumentet plan" in lines[0]
    assert "forstået" in lines[2]
    assert "Planen" in client.get("/ejer").text
    assert "Hvad er prisen?" in client.get("/ejer/documents/plan").text

    again = send(client, ("plan.toml", 'title = "Den nye plan"\n')).json()
    assert "gemt ved siden af" in again[0]["line"]
    assert read_facts(beside.with_suffix(".toml")).title == "Den nye plan"
    bad = send(
        client, ("plan.toml", "title = 7\n"), ("plan.questions.jsonl", "{"), ("../ud.toml", 'title = "x"\n')
    ).json()
    assert [line["taken"] for line in bad] == [False] * 3
    assert "plan.toml" in bad[0]["line"]
    assert str(service.workspace.waiting) not in bad[0]["line"] + bad[1]["line"]
    assert read_facts(beside.with_suffix(".toml")).title == "Den nye plan"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,<script>alert(1)</script>"])
def test_sent_facts_whose_address_runs_a_script_are_refused_and_nothing_leads_to_it(
    serve: Serve, service: OwnerService, address: str
) -> None:
    client, hostile = serve(), f'title = "Planen"\nsource_url = "{address}"\n'
    for _ in range(2):  # before its document, and after it
        (line,) = send(client, ("plan.toml", hostile)).json()
        assert line["taken"] is False
        assert "source_url" in line["line"]
        send(client, ("plan.md", TEXT))
    assert not (service.workspace.waiting / "plan.toml").exists()
    (service.workspace.waiting / "plan.toml").write_text(hostile, encoding="utf-8")  # as it may lie from before
    for page in ("/ejer", "/ejer/documents/plan"):
        shown = client.get(page)
        assert shown.status_code in {200, 422}, page
        assert f'href="{address[:5]}' not in shown.text
    with pytest.raises(DocumentError, match="https://"):
        read(service.workspace.waiting / "plan.md")


def test_a_file_that_is_too_large_is_refused_by_itself(
    serve: Serve, service: OwnerService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.owner.service.LARGEST_FILE", 100)
    lines = send(serve(), ("stor.md", TEXT * 10), ("lille.md", TEXT)).json()
    assert [line["taken"] for line in lines] == [False, True]
    assert "for stor" in lines[0]["line"]
    assert [entry.id for entry in service.workspace.entries()] == ["lille"]


def test_what_a_document_says_is_shown_as_text(serve: Serve) -> None:
    client = serve()
    send(client, ("ondt.txt", HOSTILE))
    for page in (client.get("/ejer").text, client.get("/ejer/documents/ondt").text):
        assert "<script>alert" not in page
        assert "<img src=x" not in page
    assert "&lt;script&gt;" in client.get("/en/owner/documents/ondt").text
    policy = client.get("/ejer/documents/ondt").headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


def change(client: TestClient, action: str, **fields: object) -> Response:
    return client.post(f"/ejer/documents/plan/{action}", data=fields, headers=OWN, follow_redirects=False)


def test_facts_questions_and_drafts_are_written_beside_the_document(serve: Serve, service: OwnerService) -> None:
    client = serve()
    send(client, ("plan.md", TEXT))
    beside = service.workspace.waiting / "plan.md"
    assert change(client, "facts", title="Planen", published="2024-03-01").status_code == 303
    facts = read_facts(beside.with_suffix(".toml"))
    assert (facts.title, facts.published) == ("Planen", "2024-03-01")
    refused = change(client, "facts", published="i går")
    assert refused.status_code == 422
    assert 'action="../../../ejer/documents/plan/facts"' in refused.text  # from where the refusal stands
    assert client.get("/ejer/documents/plan/facts").url.path == "/ejer/documents/plan"
    assert change(client, "facts", source_url="javascript:alert(1)").status_code == 422
    assert read_facts(beside.with_suffix(".toml")) == facts

    passage = service.readings.sure(beside).passages[0]
    asked = {"question": "Hvad er prisen?", "passage": passage.id}
    assert change(client, "question", **asked).status_code == 422
    assert change(client, "question", **asked, sentence="Frokosten koster 35 kroner om dagen.").status_code == 303
    written = [json.loads(line) for line in beside.with_suffix(".questions.jsonl").read_text().splitlines()]
    assert written == [{"question": "Hvad er prisen?", "quotes": ["Frokosten koster 35 kroner om dagen."]}]
    assert "Hvad er prisen?" in client.get("/ejer/documents/plan").text

    draft = {"question": "Hvornår er der lukket?", "quotes": ["Kantinen lukker klokken 14."]}
    line = json.dumps(draft, ensure_ascii=False)
    beside.with_suffix(".questions.draft.jsonl").write_text(line + "\n", encoding="utf-8")
    accepted = change(client, "draft", draft=line, choice="accept", question="Hvornår lukker I?")
    assert accepted.status_code == 303
    assert "Hvornår lukker I?" in beside.with_suffix(".questions.jsonl").read_text(encoding="utf-8")
    assert not beside.with_suffix(".questions.draft.jsonl").exists()
    assert change(client, "delete", question="Hvornår lukker I?").status_code == 303
    assert "lukker" not in beside.with_suffix(".questions.jsonl").read_text(encoding="utf-8")


def test_who_alone_may_read_a_document_is_set_shown_and_taken_away(serve: Serve, service: OwnerService) -> None:
    client = serve()
    send(client, ("plan.md", TEXT))
    beside = service.workspace.waiting / "plan.toml"
    assert change(client, "facts", groups=" ledelsen, hr ,").status_code == 303
    assert read_facts(beside).groups == ("ledelsen", "hr")
    page = client.get("/ejer/documents/plan").text
    assert 'value="ledelsen, hr"' in page
    assert "Kun for: ledelsen, hr" in page
    assert "Only for: ledelsen, hr" in client.get("/en/owner").text
    assert change(client, "facts", groups="").status_code == 303
    assert read_facts(beside).groups == ()
    assert "Kun for:" not in client.get("/ejer").text


def test_who_has_written_for_few_passages_only_is_told_what_that_does(serve: Serve, service: OwnerService) -> None:
    client = serve()
    sections = [f"## Emne {n}\n\nOm emne {n} gælder, at man spørger sin leder først.\n" for n in range(3)]
    send(client, ("plan.md", "# Planen\n\n" + "\n".join(sections)))
    questions = [f'{{"question": "Hvad gælder for {n}?", "quotes": ["Om emne {n} gælder"]}}\n' for n in range(3)]
    told = []
    for count in (0, 1, 3):
        send(client, ("plan.questions.jsonl", "".join(questions[:count])))
        told.append("Kun få afsnit har spørgsmål" in client.get("/ejer/documents/plan").text)
    assert told == [False, True, False]


def test_publishing_makes_the_corpus_what_was_built_and_loses_nothing(service: OwnerService, serve: Serve) -> None:
    client, corpus = serve(), service.workspace.corpus
    (corpus / "plan.txt").write_text("Den gamle plan.", encoding="utf-8")
    (corpus / "plan.toml").write_text('publisher = "Kommunen"\n', encoding="utf-8")
    (corpus / "gammel.md").write_text(TEXT, encoding="utf-8")
    send(client, ("plan.md", TEXT))
    client.post("/ejer/documents/gammel/remove", headers=OWN)
    assert [file.name for file in service.workspace.to_build()] == ["plan.md"]
    assert (corpus / "gammel.md").exists()
    service.workspace.settle()
    assert {file.name for file in corpus.iterdir() if file.is_file()} == {"plan.md", "plan.toml"}
    assert read_facts(corpus / "plan.toml").publisher == "Kommunen"
    assert {file.name for file in (corpus / ".removed").iterdir()} == {"plan.txt", "gammel.md"}


def test_while_one_publishes_nobody_else_does_and_nothing_changes(serve: Serve, service: OwnerService) -> None:
    client = serve()
    send(client, ("plan.md", TEXT))
    with service.workspace.changing(alone=True):
        told = client.post("/ejer/publish", headers=OWN)
        assert told.status_code == 409
        assert "Der udgives" in told.text
        assert send(client, ("ny.md", TEXT)).json()[0]["taken"] is False
        assert change(client, "remove").status_code == 422
    assert [entry.id for entry in service.workspace.entries()] == ["plan"]


def test_the_first_two_who_come_at_once_find_one_and_the_same_page(store: PassageStore, service: OwnerService) -> None:
    app = FastAPI()
    made: list[OwnerService] = []

    def make_once() -> OwnerService:
        made.append(service)
        return service

    add_lazy_owner_routes(app, make_once, facts_over(store).shown_to)
    assert made == []
    with TestClient(app) as client, ThreadPoolExecutor() as pool:
        statuses = list(
            pool.map(lambda path: client.get(path).status_code, ("/ejer", "/en/owner", "/ejer", "/ejer/progress"))
        )
    assert statuses == [200] * 4
    assert made == [service]
