"""`make sbom` writes what the product is made of, by name, version and licence, without asking anybody."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_the_bill_names_what_serves_and_what_it_is_licensed_under(tmp_path: Path) -> None:
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    run = subprocess.run(  # noqa: S603  our own
        [str(ROOT / "tools" / "sbom"), str(tmp_path)],
        env=environment, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    bill = json.loads((tmp_path / "python.cdx.json").read_text(encoding="utf-8"))
    assert bill["bomFormat"] == "CycloneDX"
    assert bill["metadata"]["component"]["name"] == "rundbord"
    parts = {part["name"]: part for part in bill["components"]}
    for name in ("fastapi", "faiss-cpu", "onnxruntime", "mcp"):
        assert parts[name]["version"]
        assert parts[name]["purl"].startswith("pkg:pypi/")
    assert parts["fastapi"]["licenses"]
    widget = json.loads((tmp_path / "widget.cdx.json").read_text(encoding="utf-8"))
    assert widget["bomFormat"] == "CycloneDX"
