"""`make fuzz-api`: thousands of schemathesis requests to the real answerer."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from api.settings import Settings
from api.wiring import make_app
from tests.real_bundle import real_bundle
from tests.test_api_schema import fuzz

if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        settings = Settings(feedback_db=Path(folder) / "feedback.db", keys_db=Path(folder) / "keys.db")
        print(fuzz(make_app(real_bundle(), settings, None), Path(folder), int(sys.argv[1])))  # noqa: T201
