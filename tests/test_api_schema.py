"""The OpenAPI document says what the API does: schemathesis makes up requests from it, right ones and wrong ones.

`make fuzz-api` asks far more, of the real answers.
"""

import re
import subprocess
import sys
from pathlib import Path

from fastapi import FastAPI

from api.access.caller import Scope
from api.access.keys import KeyStore
from tests.api_fakes import make_app, serving

SCHEMATHESIS = Path(sys.executable).parent / "schemathesis"
CONFIG = Path(__file__).parent / "schemathesis.toml"
FEW = 50
OPTIONS = (
    "--checks=all",
    # A schema cannot say which documents exist, nor that a blank question is none: those are refused.
    "--exclude-checks=positive_data_acceptance",
    "--max-response-time=60",  # how fast answers are is measured elsewhere; this machine may be busy
    "--request-timeout=60",
    "--generation-deterministic",
    "--suppress-health-check=all",
    "--no-color",
)


def fuzz(app: FastAPI, folder: Path, examples: int) -> str:
    """Let schemathesis ask with a key that opens everything, and return its report, which must find nothing."""
    secret = KeyStore(folder / "keys.db").create("schemathesis", list(Scope))[1]
    operations = sum(len(methods) for methods in app.openapi()["paths"].values())
    with serving(app) as url:
        command = [str(SCHEMATHESIS), f"--config-file={CONFIG}", "run", f"{url}/openapi.json", *OPTIONS]
        command += [f"--max-examples={examples}", f"--header=Authorization: Bearer {secret}"]
        run = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=3_600, check=False)  # noqa: S603  our own tool
    assert run.returncode == 0, run.stdout[run.stdout.find("FAILURES") :][:8_000] + run.stderr[-2_000:]
    assert operations > 10
    assert f"{operations} selected / {operations} total" in run.stdout
    return run.stdout


def test_every_response_is_one_that_the_document_promises(tmp_path: Path) -> None:
    assert _cases(fuzz(make_app(tmp_path), tmp_path, FEW)) > FEW


def _cases(report: str) -> int:
    found = re.search(r"(\d[\d,]*) generated", report)
    assert found, report[-2_000:]
    return int(found[1].replace(",", ""))
