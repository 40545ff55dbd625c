"""Answers, streams, citations and errors of a real server by OpenAI's own Python client."""

from collections.abc import Iterator

import httpx
import openai
import pytest
from fastapi import FastAPI

from answer.types import Turn
from index.filters import SearchFilter
from tests.api_fakes import REFUSED, make_app, serving

ASKED = "Hvad er digital ledelse?"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    return make_app(tmp_path_factory.mktemp("api"))


@pytest.fixture(scope="module")
def url(app: FastAPI) -> Iterator[str]:
    with serving(app) as address:
        yield address


@pytest.fixture(scope="module")
def client(url: str) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=f"{url}/v1", api_key="ingen", max_retries=0) as client:
        yield client


def test_the_client_finds_the_one_model(client: openai.OpenAI) -> None:
    assert [model.id for model in client.models.list()] == ["rundbord"]
    assert client.models.retrieve("rundbord").id == "rundbord"


def test_an_answer_carries_its_citations_and_says_where_they_are(client: openai.OpenAI, url: str) -> None:
    completion = client.chat.completions.create(model="rundbord", messages=[{"role": "user", "content": ASKED}])
    whole = httpx.post(f"{url}/api/v1/answer", json={"question": ASKED}).json()
    extension = completion.model_extra or {}
    assert extension["citations"] == whole["citations"]
    assert {**extension["rundbord"], "took_ms": 0, "id": ""} == {**whole, "took_ms": 0, "id": ""}
    assert completion.id == f"chatcmpl-{extension['rundbord']['id']}"
    (choice,) = completion.choices
    assert (choice.finish_reason, choice.message.role) == ("stop", "assistant")
    content = choice.message.content or ""
    assert content.startswith(whole["answer"] + "\n\nKilder:")
    for citation in whole["citations"]:
        assert f"[{citation['number']}] [{citation['document_title']}, side {citation['page_label']}]" in content
        assert f"({url}{citation['url']})" in content


def test_a_stream_says_the_same_piece_by_piece(client: openai.OpenAI) -> None:
    whole = client.chat.completions.create(model="rundbord", messages=[{"role": "user", "content": ASKED}])
    chunks = list(
        client.chat.completions.create(model="rundbord", messages=[{"role": "user", "content": ASKED}], stream=True)
    )
    assert len(chunks) > 3
    assert len({chunk.id for chunk in chunks}) == 1
    assert "".join(chunk.choices[0].delta.content or "" for chunk in chunks) == whole.choices[0].message.content
    assert [chunk.choices[0].finish_reason for chunk in chunks] == [None] * (len(chunks) - 1) + ["stop"]
    assert (chunks[-1].model_extra or {})["citations"] == (whole.model_extra or {})["citations"]
    assert not any("citations" in (chunk.model_extra or {}) for chunk in chunks[:-1])


def test_a_refusal_says_so_and_quotes_the_nearest_passages(client: openai.OpenAI) -> None:
    completion = client.chat.completions.create(
        model="rundbord", messages=[{"role": "user", "content": "Hvordan bliver vejret?"}]
    )
    first, *nearest = (completion.choices[0].message.content or "").split("\n\n")
    assert first == REFUSED
    assert len(nearest) == 2
    assert (completion.model_extra or {})["citations"] == []


def test_earlier_messages_are_the_history(client: openai.OpenAI, app: FastAPI) -> None:
    client.chat.completions.create(
        model="rundbord",
        temperature=0.2,
        messages=[
            {"role": "system", "content": "Svar kort."},
            {"role": "assistant", "content": "Hej, hvad kan jeg gøre?"},
            {"role": "user", "content": "x" * 1001},
            {"role": "assistant", "content": "For langt."},
            {"role": "user", "content": "Hvad var 1990'erne?"},
            {"role": "assistant", "content": "Edb. [1]"},
            {"role": "user", "content": [{"type": "text", "text": "Og 2000'erne?"}]},
        ],
    )
    asked = app.state.current.serving.answerer.measured.asked[-1]
    assert asked.text == "Og 2000'erne?"
    assert asked.history == (Turn("Hvad var 1990'erne?", "Edb. [1]"),)


def test_only_the_last_ten_turns_of_a_long_chat_count(client: openai.OpenAI, app: FastAPI) -> None:
    client.chat.completions.create(
        model="rundbord", messages=[{"role": "user", "content": f"Spørgsmål {n}"} for n in range(30)]
    )
    asked = app.state.current.serving.answerer.measured.asked[-1]
    assert [turn.question for turn in asked.history] == [f"Spørgsmål {n}" for n in range(19, 29)]


@pytest.mark.parametrize(
    ("model", "messages", "error", "code"),
    [
        ("gpt-5", [{"role": "user", "content": ASKED}], openai.NotFoundError, "unknown-model"),
        ("rundbord", [], openai.UnprocessableEntityError, "invalid-request"),
        ("rundbord", [{"role": "system", "content": "Hej"}], openai.UnprocessableEntityError, "question-refused"),
        ("rundbord", [{"role": "user", "content": " "}], openai.UnprocessableEntityError, "question-refused"),
        ("rundbord", [{"role": "user", "content": "x" * 1001}], openai.UnprocessableEntityError, "question-refused"),
        ("rundbord", [{"role": "user", "content": "bombe"}], openai.InternalServerError, "unexpected"),
        ("rundbord", [{"role": "user", "content": "beskadiget"}], openai.InternalServerError, "index-unavailable"),
        ("rundbord", [{"role": "user", "content": "x" * 70_000}], openai.APIStatusError, "body-too-large"),
    ],
)
def test_an_error_is_one_that_the_client_understands(
    client: openai.OpenAI, model: str, messages: list[object], error: type[openai.APIStatusError], code: str
) -> None:
    with pytest.raises(error) as raised:
        client.chat.completions.create(model=model, messages=messages)  # type: ignore[arg-type]
    assert raised.value.code == code
    assert " / " in raised.value.message
    assert "hemmelig" not in raised.value.message


def test_an_error_in_a_stream_is_raised_by_the_client(client: openai.OpenAI) -> None:
    stream = client.chat.completions.create(
        model="rundbord", messages=[{"role": "user", "content": "bombe"}], stream=True
    )
    with pytest.raises(openai.APIError) as raised:
        list(stream)
    assert raised.value.code == "unexpected"


def test_what_is_not_there_and_foreign_origins_get_errors_in_the_same_form(url: str) -> None:
    for response in (
        httpx.get(f"{url}/v1/embeddings"),
        httpx.get(f"{url}/v1/models", headers={"Origin": "https://evil.example"}),
        httpx.post(f"{url}/v1/chat/completions", content=b"{", headers={"Content-Type": "application/json"}),
    ):
        assert response.status_code in {404, 403, 400}
        assert response.headers["content-type"] == "application/json"
        assert response.json()["error"].keys() == {"message", "type", "param", "code"}
        assert response.headers["x-content-type-options"] == "nosniff"


def test_the_extension_says_where_to_look_and_takes_nothing_else(client: openai.OpenAI, app: FastAPI) -> None:
    limits = {"documents": ["whitepaper"], "publisher": "IT", "year": 2024, "section": "Nutid", "on": "2024-05-01"}
    for stream in (False, True):
        client.chat.completions.create(
            model="rundbord",
            messages=[{"role": "user", "content": ASKED}],
            stream=stream,
            extra_body={"rundbord": limits},
        )
    asked = app.state.current.serving.answerer.measured.asked[-1]
    assert (asked.documents, asked.search_filter) == ({"whitepaper"}, SearchFilter("IT", 2024, "Nutid", "2024-05-01"))
    with pytest.raises(openai.UnprocessableEntityError):
        client.chat.completions.create(
            model="rundbord", messages=[{"role": "user", "content": ASKED}], extra_body={"rundbord": {"aar": 2024}}
        )
