"""One process at a time builds: another is told so, and what a killed one left is removed, in containers too."""

import signal
import subprocess
from pathlib import Path

import pytest

from index.storage.bundle import current_bundle
from index.storage.publish import staging
from index.storage.rollback import roll_back
from ingest.errors import IndexBusyError
from tests.process_namespaces import start

BUILD = """
import os, sys, time
from pathlib import Path
from index.storage.publish import staging
with staging(Path(sys.argv[1])) as folder:
    assert os.getpid() == 1 or "apart" not in sys.argv
    (folder / "half").touch()
    print("ready", flush=True)
    time.sleep(float(sys.argv[2]))
"""


def unfinished(root: Path) -> list[Path]:
    return list(root.glob(".unfinished-*"))


def end(process: "subprocess.Popen[str]") -> None:
    process.send_signal(signal.SIGKILL)
    process.communicate()


@pytest.mark.parametrize("apart", [False, True])
def test_while_one_builds_another_stops_with_a_sentence_and_leaves_its_folder(tmp_path: Path, *, apart: bool) -> None:
    first = start(BUILD, str(tmp_path), "60", apart=apart)
    (folder,) = unfinished(tmp_path)
    with (
        pytest.raises(IndexBusyError, match=r"Vent, til det er færdigt.+ / .+Wait until it is done"),
        staging(tmp_path),
    ):
        pass
    assert (folder / "half").exists()
    end(first)
    with staging(tmp_path) as own:
        assert unfinished(tmp_path) == [own]


def test_a_build_killed_in_a_container_is_no_obstacle_to_the_next_which_is_process_1_too(tmp_path: Path) -> None:
    end(start(BUILD, str(tmp_path), "60", "apart"))
    assert len(unfinished(tmp_path)) == 1
    _, told = start(BUILD, str(tmp_path), "0", "apart").communicate()
    assert (told, unfinished(tmp_path)) == ("", [])


def test_what_is_current_is_not_changed_while_another_builds(tmp_path: Path) -> None:
    for name in ("20260101-old", "20260102-new"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "manifest.json").touch()
    (tmp_path / "current").symlink_to("20260102-new")
    first = start(BUILD, str(tmp_path), "60")
    with pytest.raises(IndexBusyError):
        roll_back(tmp_path)
    end(first)
    assert current_bundle(tmp_path).name == "20260102-new"
    (tmp_path / "current.0123").symlink_to("20260101-old")  # as a publishing leaves it that is killed just then
    with staging(tmp_path):
        assert not (tmp_path / "current.0123").is_symlink()
