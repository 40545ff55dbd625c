"""Prometheus metrics: requests by interface, refusals and stages, without contents of questions."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families

from api.settings import Settings
from api.wiring import make_app as make_real_app
from tests.api_fakes import VERSION, admin, make_app, serving
from tests.real_bundle import real_bundle

WORD = "zebrastribet"


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    with serving(make_app(tmp_path)) as address:
        yield address


def _samples(text: str) -> dict[tuple[str, ...], float]:
    families = text_string_to_metric_families(text)
    return {
        (s.name, *(s.labels[label] for label in sorted(s.labels))): s.value
        for family in families
        for s in family.samples
    }


def test_every_way_in_is_counted_and_a_refusal_is_told_from_an_answer(url: str, tmp_path: Path) -> None:
    chat = {"model": "rundbord", "messages": [{"role": "user", "content": f"Hvad er {WORD}?"}]}
    with httpx.Client(base_url=url) as http:
        for question in (f"Hvad er {WORD}?", "Hvordan bliver vejret?", "bombe"):
            http.post("/api/v1/answer", json={"question": question})
        http.get("/api/v1/search", params={"query": WORD})
        http.post("/v1/chat/completions", json=chat)
        http.get(f"/api/v1/documents/{WORD}")
        http.get(f"/{WORD}")
        response = http.get("/metrics", headers=admin(tmp_path))
    assert response.headers["content-type"].startswith("text/plain")
    assert WORD not in response.text
    told = _samples(response.text)
    assert told["rundbord_requests_total", "200", "answer"] == 2
    assert told["rundbord_requests_total", "500", "answer"] == 1
    for counted in (("200", "search"), ("200", "chat"), ("404", "documents"), ("404", "page")):
        assert told["rundbord_requests_total", *counted] == 1
    assert told["rundbord_request_seconds_count", "answer"] == 3
    assert told["rundbord_answers_total", "full"] == 2
    assert told["rundbord_answers_total", "none"] == 1
    assert told["rundbord_stage_seconds_count", "answer"] == 4
    assert told["rundbord_index_info", VERSION] == 1
    assert told["rundbord_requests_in_flight",] == 1  # the one that asks
    assert told["rundbord_requests_queued",] == 0


def test_two_servers_in_one_process_count_apart(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    servers = {name: TestClient(make_app(tmp_path / name)) for name in ("a", "b")}
    servers["a"].post("/api/v1/answer", json={"question": "Hvad?"})
    told = [_samples(http.get("/metrics", headers=admin(tmp_path / name)).text) for name, http in servers.items()]
    assert [samples["rundbord_answers_total", "full"] for samples in told] == [1, 0]


@pytest.mark.model
def test_each_stage_of_a_real_answer_is_timed(tmp_path: Path) -> None:
    settings = Settings(feedback_db=tmp_path / "feedback.db", keys_db=tmp_path / "keys.db")
    http = TestClient(make_real_app(real_bundle(), settings, None), "http://127.0.0.1", client=("127.0.0.1", 9))
    http.post("/api/v1/answer", json={"question": "Hvem er formand for udvalget?"})
    told = _samples(http.get("/metrics", headers=admin(tmp_path)).text)
    seconds = [told["rundbord_stage_seconds_sum", stage] for stage in ("encode", "search", "answer")]
    assert 0 < seconds[0] < seconds[1]
    counts = [told["rundbord_stage_seconds_count", stage] for stage in ("encode", "search", "answer")]
    assert counts == [2, 2, 1]  # the first of the searches is the one that warms the server
    assert told["rundbord_index_info", real_bundle().version] == 1
