"""The API's responses over a real socket, whose field names users' scripts depend on."""

import json
from collections.abc import Iterator, Mapping

import httpx
import pytest

from answer.types import Question, Turn
from api.client import HttpAnswerer
from ingest.errors import QuestionError, ServiceError
from tests.api_fakes import CORPUS, REFUSED, VERSION, make_app, serving

PLACE = {"document_id", "document_title", "section", "page", "page_label", "start", "end", "url"}
PASSAGE = PLACE | {"id", "kind", "text"}
CITATION = PLACE | {"number", "quote", "passage_id"}
STAMP = {"index_version", "took_ms"}
VERDICT = {"id", "question", "understood", "notice", "answered", "coverage", "confidence"}
ANSWER = STAMP | VERDICT | {"answer", "parts", "citations", "nearest", "related"}


@pytest.fixture(scope="module")
def http(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    with serving(make_app(tmp_path_factory.mktemp("api"))) as url, httpx.Client(base_url=url) as client:
        yield client


def test_search_gives_ranked_passages_with_their_places(http: httpx.Client) -> None:
    found = http.post("/api/v1/search", json={"query": " digitalt mindset ", "k": 2}).json()
    assert found.keys() == {"query", "understood", "hits", "index_version", "took_ms"}
    assert (found["query"], found["index_version"]) == ("digitalt mindset", VERSION)
    assert [hit["rank"] for hit in found["hits"]] == [1, 2]
    assert all(hit.keys() == {"rank", "score", "passage"} for hit in found["hits"])
    passage = found["hits"][0]["passage"]
    assert passage.keys() == PASSAGE
    page = http.get(f"/api/v1/documents/{passage['document_id']}/pages/{passage['page']}").json()
    assert page["text"][passage["start"] : passage["end"]] == passage["text"]
    assert passage["page_label"] == page["label"]


def test_search_by_address_gives_five_passages_and_explains_on_request(http: httpx.Client) -> None:
    plain = http.get("/api/v1/search", params={"query": "ledelse", "documents": "whitepaper"}).json()
    explained = http.get("/api/v1/search", params={"query": "ledelse", "explain": "true"}).json()
    assert len(plain["hits"]) == 5
    assert "explanation" not in plain["hits"][0]
    assert explained["hits"][0]["explanation"] == {"dense": 1, "lexical": None, "questions": 2}


def test_an_answer_is_made_of_quotes_that_stand_on_their_pages(http: httpx.Client) -> None:
    answer = http.post("/api/v1/answer", json={"question": "Hvad er digital ledelse?", "mode": "extractive"}).json()
    assert answer.keys() == ANSWER
    assert (answer["answered"], answer["coverage"]) == (True, "full")
    assert [citation["number"] for citation in answer["citations"]] == [1, 2, 3]
    for citation in answer["citations"]:
        assert citation.keys() == CITATION
        page = http.get(f"/api/v1/documents/{citation['document_id']}/pages/{citation['page']}").json()
        assert page["text"][citation["start"] : citation["end"]] == citation["quote"]
        assert citation["url"].startswith("/documents/whitepaper/pages/")
    assert all(part.keys() == {"text", "kind", "citations"} for part in answer["parts"])
    assert answer["answer"].endswith("[3]")


def test_a_refusal_says_so_and_shows_the_nearest_passages(http: httpx.Client) -> None:
    refusal = http.post("/api/v1/answer", json={"question": "Hvordan bliver vejret?"}).json()
    assert (refusal["answered"], refusal["coverage"], refusal["citations"]) == (False, "none", [])
    assert refusal["answer"] == REFUSED
    assert refusal["nearest"][0].keys() == {"rank", "score", "passage"}


def test_the_same_question_has_the_same_answer_under_another_id_each_time(http: httpx.Client) -> None:
    body = {"question": "Hvad er ledelse?"}
    first, second = (http.post("/api/v1/answer", json=body).json() for _ in range(2))
    assert {**first, "took_ms": 0, "id": ""} == {**second, "took_ms": 0, "id": ""}
    assert first["id"] != second["id"]


def test_events_carry_the_same_answer(http: httpx.Client) -> None:
    body = {"question": "Hvad er digital ledelse?"}
    whole = http.post("/api/v1/answer", json=body).json()
    events = _events(http, body)
    assert [name for name, _ in events] == ["part", "citation"] * 3 + ["done"]
    assert [data for name, data in events if name == "part"] == whole["parts"]
    assert [data for name, data in events if name == "citation"] == whole["citations"]
    assert {**events[-1][1], "took_ms": 0, "id": ""} == {**whole, "took_ms": 0, "id": ""}


@pytest.mark.parametrize(
    ("body", "status"), [({"question": "bombe"}, 500), ({"question": "?", "documents": ["intet"]}, 422)]
)
def test_an_error_in_the_stream_is_an_event(http: httpx.Client, body: dict[str, object], status: int) -> None:
    ((name, data),) = _events(http, body)
    assert (name, data["status"]) == ("error", status)
    assert "hemmelig" not in json.dumps(data)


def test_json_is_sent_when_a_client_names_it_first(http: httpx.Client) -> None:
    for accept in ("*/*", "application/json, text/event-stream", "text/html"):
        response = http.post("/api/v1/answer", json={"question": "Hvad?"}, headers={"Accept": accept})
        assert response.headers["content-type"] == "application/json"


def test_the_documents_can_be_browsed_to_the_original(http: httpx.Client) -> None:
    (listed,) = http.get("/api/v1/documents").json()["documents"]
    document = http.get(listed["url"]).json()
    assert (document["id"], document["paged"], document["page_count"]) == ("whitepaper", True, 17)
    assert [page["number"] for page in document["pages"]] == list(range(2, 19))
    page = http.get(document["pages"][9]["url"]).json()
    assert (page["number"], page["label"]) == (11, "11")
    heading = page["blocks"][0]
    assert heading.keys() == {"kind", "start", "end", "section"}
    assert page["text"][heading["start"] : heading["end"]].startswith("Hvordan skabes digitalt mindset")
    original = http.get(document["file_url"])
    assert original.content == (CORPUS / "whitepaper.txt").read_bytes()
    assert original.headers["content-type"] == "text/plain; charset=utf-8"
    assert original.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "../../../etc/passwd",
        "..%2f..%2f..%2fetc%2fpasswd",
        "%2e%2e/%2e%2e/pyproject.toml",
        "%00",
        "....//",
        "whitepaper.txt",
    ],
)
def test_no_path_leads_out_of_the_documents(http: httpx.Client, path: str) -> None:
    for suffix in ("", "/file", "/pages/2"):
        request = http.build_request("GET", "/")
        request.url = request.url.copy_with(raw_path=f"/api/v1/documents/{path}{suffix}".encode())
        response = http.send(request)
        assert response.status_code == 404
        assert response.headers["content-type"] == "application/problem+json"


def test_the_server_says_that_it_runs_and_that_it_can_answer(http: httpx.Client) -> None:
    assert http.get("/healthz").json() == {"status": "ok"}
    assert http.get("/readyz").json() == {"status": "ready", "index_version": VERSION}


def test_the_docs_load_nothing_from_elsewhere(http: httpx.Client) -> None:
    page = http.get("/docs").text
    assert "https://" not in page
    assert "http://" not in page
    for asset in ("swagger-ui-bundle.js", "swagger-ui.css"):
        assert f'"/docs/assets/{asset}"' in page
        assert http.get(f"/docs/assets/{asset}").status_code == 200
    assert http.get("/openapi.json").json()["info"]["title"] == "Rundbord"


def test_below_a_path_every_url_is_below_it(tmp_path_factory: pytest.TempPathFactory) -> None:
    app = make_app(tmp_path_factory.mktemp("api"))
    with serving(app, root_path="/rundbord") as url, httpx.Client(base_url=url) as http:
        answer = http.post("/api/v1/answer", json={"question": "Hvad?"}).json()
        assert answer["citations"][0]["url"].startswith("/rundbord/documents/")
        (document,) = http.get("/api/v1/documents").json()["documents"]
        assert document["file_url"] == "/rundbord/api/v1/documents/whitepaper/file"
        assert '"/rundbord/docs/assets/swagger-ui.css"' in http.get("/docs").text
        assert http.post("/api/v1/answer", content=bytes(70_000)).status_code == 413


def test_the_client_gives_what_the_answerer_behind_the_server_gives(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("api")
    app = make_app(folder)
    near = app.state.current.serving.answerer.measured
    with serving(app) as url, httpx.Client() as client:
        far = HttpAnswerer(url + "/", client)
        asked = Question("Hvad nu?", (Turn("Hvad?", "Det."), Turn("Hvorfor?")), frozenset({"whitepaper"}))
        for question in (asked, Question("Hvordan bliver vejret?")):
            assert far.answer(question) == near.answer(question)
            assert near.asked[-1] == near.asked[-2]
        assert far.search(asked, 7) == near.search(asked, 7)
        with pytest.raises(QuestionError, match="no document"):
            far.answer(Question("Hvad?", (), frozenset({"intet"})))
        with pytest.raises(QuestionError, match="at most 1000"):
            far.answer(Question("a" * 1001))
        with pytest.raises(ServiceError, match="answered 503"):
            far.search(Question("beskadiget"), 1)
    with httpx.Client() as client, pytest.raises(ServiceError, match="cannot be reached"):
        HttpAnswerer(url, client).answer(Question("Hvad?"))


def test_the_client_refuses_what_is_no_answer() -> None:
    transport = httpx.MockTransport(lambda _: httpx.Response(200, json={"answered": True}))
    with httpx.Client(transport=transport) as client, pytest.raises(ServiceError, match="no Rundbord server"):
        HttpAnswerer("http://example.dk/rundbord", client).answer(Question("Hvad?"))


def _events(http: httpx.Client, body: Mapping[str, object]) -> list[tuple[str, dict[str, object]]]:
    response = http.post("/api/v1/answer", json=body, headers={"Accept": "text/event-stream"})
    assert response.headers["content-type"].startswith("text/event-stream")
    blocks = [block for block in response.text.replace("\r\n", "\n").split("\n\n") if block]
    lines = [dict(line.split(": ", 1) for line in block.split("\n")) for block in blocks]
    return [(event["event"], json.loads(event["data"])) for event in lines]
