"""The OpenAPI document says what the API does: schemathesis makes up requests from it, right ones and wrong ones."""

import subprocess
import sys
from pathlib import Path

from tests.api_fakes import make_app, serving

SCHEMATHESIS = Path(sys.executable).parent / "schemathesis"
OPTIONS = (
    "--max-examples=50",
    "--generation-deterministic",
    "--suppress-health-check=all",
    # A schema cannot say which documents exist, nor that a blank question is none: those are refused.
    "--exclude-checks=positive_data_acceptance",
    "--no-color",
)


def test_every_response_is_one_that_the_document_promises(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    operations = sum(len(methods) for methods in app.openapi()["paths"].values())
    with serving(app) as url:
        command = [str(SCHEMATHESIS), "run", f"{url}/openapi.json", *OPTIONS]
        run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)  # noqa: S603  our own tool
    assert run.returncode == 0, run.stdout[-5_000:] + run.stderr
    assert operations > 10
    assert f"{operations} selected / {operations} total" in run.stdout
