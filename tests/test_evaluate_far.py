"""`rundbord evaluate --url` measures a server that asks for a key."""

from pathlib import Path

from tests.api_fakes import VERSION, make_store, serving
from tests.guarded import guarded_app, make_key
from tests.test_eval_cases import ANSWERED, REFUSED, written
from tests.test_program import rundbord


def test_a_closed_server_is_evaluated_with_the_key_of_the_environment(tmp_path: Path) -> None:
    key = make_key(tmp_path, "search", "answer")
    exam = written(tmp_path, ANSWERED, REFUSED)
    with serving(guarded_app(make_store(tmp_path), tmp_path)) as url:
        told = rundbord("evaluate", "--url", url, "--questions", str(exam), RUNDBORD_KEY=key)
        without = rundbord("evaluate", "--url", url, "--questions", str(exam))
    assert told.returncode == 0, told.stderr
    assert f"Index {VERSION}" in told.stdout
    assert without.returncode != 0
    assert "answered 401" in without.stderr
