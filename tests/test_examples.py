"""The examples that integrators copy are run as they stand, against a real server."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.api_fakes import REFUSED, make_app, serving

EXAMPLES = Path(__file__).parent.parent / "examples"
ASKED = "Hvad er digital ledelse?"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(make_app(tmp_path_factory.mktemp("api"))) as address:
        yield address


def _run(example: str, url: str, words: str) -> "subprocess.CompletedProcess[str]":
    file = str(EXAMPLES / example)
    command = [file, words] if example.endswith(".sh") else [sys.executable, file, words]
    environment = {**os.environ, "RUNDBORD_URL": url}
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)  # noqa: S603  our own


@pytest.mark.parametrize("example", ["ask.py", "ask.sh"])
def test_a_script_prints_the_answer_and_where_each_quote_stands(url: str, example: str) -> None:
    run = _run(example, url, ASKED)
    assert run.returncode == 0, run.stderr
    answer = httpx.post(f"{url}/api/v1/answer", json={"question": ASKED}).json()
    assert run.stdout.startswith(answer["answer"])
    for citation in answer["citations"]:
        assert f"[{citation['number']}]" in run.stdout
        assert f"{url}{citation['url']}" in run.stdout


def test_the_python_script_tells_a_refusal_and_an_error_by_its_exit_code(url: str) -> None:
    refused = _run("ask.py", url, "Hvordan bliver vejret?")
    assert (refused.returncode, refused.stdout.strip()) == (3, REFUSED)
    failed = _run("ask.py", url, " ")
    assert failed.returncode == 1
    assert "question" in failed.stderr
    assert _run("ask.py", "http://127.0.0.1:9", ASKED).returncode == 1


@pytest.mark.parametrize("example", ["langchain_retriever.py", "llamaindex_retriever.py"])
def test_a_retriever_finds_what_rest_finds(url: str, example: str) -> None:
    run = _run(example, url, "digitalt mindset")
    assert run.returncode == 0, run.stderr
    hits = httpx.get(f"{url}/api/v1/search", params={"query": "digitalt mindset"}).json()["hits"]
    assert len(hits) == 5
    printed = run.stdout.splitlines()
    assert [line.strip() for line in printed if line.strip().startswith(url)] == [
        url + hit["passage"]["url"] for hit in hits
    ]
