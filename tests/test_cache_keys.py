"""A cached result is computed again after a change of any source file that may affect it."""

import os
import subprocess
import sys
from pathlib import Path
from shutil import copytree, ignore_patterns

ROOT = Path(__file__).parent.parent
BUILD = """
import sys
from contextlib import closing
from pathlib import Path
from index.build.cache import BuildCache
from ingest.corpus import fingerprint
from ingest.readers.isolated import read_all
from index.build.encoding import BuildEncoder
from index.build.reading import read_changed

folder = Path(sys.argv[1])
class Exporting(BuildEncoder):
    def _export(self, target):
        print("exported")
        target.mkdir()
        (target / "weights").write_bytes(b"weights")

def read(files):
    print("read", len(files))
    return read_all(files)

with closing(BuildCache(folder / "index")) as kept:
    list(read_changed((folder / "plan.txt",), kept, read))
    Exporting(None, kept, lambda _: None).revision
print(fingerprint((folder / "plan.txt",), "model"))
"""


def build(code: Path, folder: Path) -> list[str]:
    """Use the caches as a build with this code does, and return the recomputed parts and the fingerprint."""
    environment = {**os.environ, "PYTHONPATH": str(code)}
    done = subprocess.run(  # noqa: S603  our own program
        [sys.executable, "-c", BUILD, str(folder)],
        cwd=code,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()


def test_a_source_file_in_a_new_subfolder_stales_readings_the_encoder_and_the_fingerprint(tmp_path: Path) -> None:
    code = tmp_path / "code"
    for package in ("ingest", "index", "answer", "ui"):
        copytree(ROOT / package, code / package, ignore=ignore_patterns("node_modules", "__pycache__", "widget"))
    (tmp_path / "plan.txt").write_text("Planen er vedtaget af udvalget.", encoding="utf-8")
    read, exported, before = build(code, tmp_path)
    assert (read, exported) == ("read 1", "exported")
    assert build(code, tmp_path) == ["read 0", before]
    (code / "ingest" / "readers" / "odt").mkdir()
    (code / "ingest" / "readers" / "odt" / "lines.py").write_text("LONGEST = 80\n", encoding="utf-8")
    read, exported, after = build(code, tmp_path)
    assert (read, exported) == ("read 1", "exported")
    assert after != before
