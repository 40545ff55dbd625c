"""The language model's endpoint: errors, redirects and the requests sent to it."""

import json
import os
import socket
import subprocess
from pathlib import Path
from subprocess import PIPE
from threading import Event
from typing import Any

import pytest

from ingest.errors import ServiceError, SettingsError
from tests.chat_server import Reply, chat_server, completion
from tests.question_corpus import RUNDBORD, questions, write_corpus
from tests.question_drafts import draft_from, useful
from ui.cli.questions.draft_questions import draft


def test_the_owner_is_told_what_goes_where_before_anything_is_sent(tmp_path: Path) -> None:
    file, told = write_corpus(tmp_path), Event()

    def answer_once_told(_: dict[str, Any]) -> Reply:
        return Reply(b"{}", 400 if told.wait(20) else 500)

    with chat_server(answer_once_told) as server:
        command = [RUNDBORD, "questions", "draft", "plan", "--url", server.url, "--model", "lille"]
        environment = {**os.environ, "RUNDBORD_CORPUS": str(file.parent)}
        run = subprocess.Popen(command, env=environment, stdout=PIPE, stderr=PIPE, text=True)  # noqa: S603
        assert run.stdout is not None
        line = run.stdout.readline()
        told.set()
        _, errors = run.communicate(timeout=60)
        assert line.startswith("Nu sendes 3 afsnit")
        assert f"{server.url} (lille)" in line
    assert "answered 400" in errors


def test_nothing_is_sent_to_an_endpoint_that_nobody_named(tmp_path: Path) -> None:
    write_corpus(tmp_path)
    with chat_server(useful) as server:
        run = questions(tmp_path, "draft", "plan", "--model", "x", OPENAI_BASE_URL=server.url, OPENAI_API_KEY="k")
        assert server.heard == []
    assert run.returncode == 1
    assert "RUNDBORD_LLM_URL" in run.stderr


def test_the_variables_of_another_program_are_not_passed_on(tmp_path: Path) -> None:
    write_corpus(tmp_path)
    with chat_server(useful) as server:
        environment = {"OPENAI_API_KEY": "fremmed", "OPENAI_ORG_ID": "fremmed", "OPENAI_PROJECT_ID": "fremmed"}
        assert draft_from(tmp_path, server, **environment).returncode == 0
        assert "fremmed" not in json.dumps(server.headers)


def test_a_redirect_is_not_followed(tmp_path: Path) -> None:
    write_corpus(tmp_path)
    with chat_server(useful) as elsewhere:
        moved = Reply(b"", 307, {"Location": f"{elsewhere.url}/chat/completions"})
        with chat_server(lambda _: moved) as server:
            run = draft_from(tmp_path, server)
        assert elsewhere.heard == []
    assert run.returncode == 1
    assert "Name that address" in run.stderr


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Reply(b'{"error": {"message": "wrong key"}}', 401), "RUNDBORD_LLM_KEY"),
        (Reply(b'{"error": {"message": "no such model"}}', 404), "RUNDBORD_LLM_MODEL"),
        (Reply(b"overloaded", 503), "answered 503"),
        (Reply(b"<html>Velkommen</html>", headers={"Content-Type": "text/html"}), "did not answer as a chat model"),
        (Reply(b"{not json"), "did not answer as a chat model"),
        (Reply(b'{"choices": []}'), "did not answer as a chat model"),
        (Reply(b"[]"), "did not answer as a chat model"),
        (completion(None), "empty reply"),
    ],
)
def test_an_endpoint_that_fails_is_a_sentence(tmp_path: Path, reply: Reply, said: str) -> None:
    file = write_corpus(tmp_path)
    with chat_server(lambda _: reply) as server, pytest.raises(ServiceError, match=said):
        draft(file, server.url, "lille")


def test_silence_ends_in_time_and_says_so(tmp_path: Path) -> None:
    write_corpus(tmp_path)
    with chat_server(lambda _: None) as server:
        run = draft_from(tmp_path, server, RUNDBORD_LLM_TIMEOUT_SECONDS="0.3")
    assert run.returncode == 1
    assert "did not answer within 0.3 seconds" in run.stderr


def test_nobody_there_is_a_sentence(tmp_path: Path) -> None:
    write_corpus(tmp_path)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
        run = questions(tmp_path, "draft", "plan", "--url", url, "--model", "lille")
    assert run.returncode == 1
    assert "cannot be reached" in run.stderr


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("RUNDBORD_LLM_URL", "file:///etc/passwd"),
        ("RUNDBORD_LLM_URL", "https://me:secret@llm.example.dk/v1"),
        ("RUNDBORD_LLM_TIMEOUT_SECONDS", "0"),
    ],
)
def test_a_bad_setting_is_named_and_not_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    file = write_corpus(tmp_path)
    good = {"RUNDBORD_LLM_URL": "http://127.0.0.1:9/v1", "RUNDBORD_LLM_MODEL": "lille"}
    for name, content in {**good, variable: value}.items():
        monkeypatch.setenv(name, content)
    with pytest.raises(SettingsError, match=variable) as error:
        draft(file, None, None)
    assert "secret" not in str(error.value)
