"""Have the disk be full or fail at file operations of a build, of feedback, of the owner's page and of a backup.

python -m tests.faults.disk                 every file operation once full (ENOSPC) and once failing (EIO)
python -m tests.faults.disk --count 8       so many operations of each only
"""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.faults.feedback_house import FeedbackHouse
from tests.faults.injection import Ended, Place, fail_at, operations, run, spread
from tests.faults.kills import Scene, found_by
from tests.faults.owners_page import BackingUp, OwnersPage
from tests.faults.small_house import Building, make_house
from tests.faults.told import check_sentence

_ENOSPC = {"write", "pwrite64", "writev", "ftruncate", "copy_file_range", "sendfile", "mkdir", "symlink", "link",
           "openat", "rename", "fsync", "fdatasync"}  # fmt: skip
"""System calls that fail on a full disk; freeing space succeeds on one."""


def fail_scene(scene: Scene, count: int) -> tuple[int, list[str]]:
    """Have so many operations fail, one a run, each with a good run after it; return how many, and what is wrong."""
    scene.prepare()
    places = operations(scene.act, scene.folder)
    faults, wrong = 0, list[str]()
    for place in spread(places, min(count, len(places))):
        for error in ("ENOSPC", "EIO"):
            if error == "EIO" or place.call in _ENOSPC:
                faults += 1
                wrong += _fail(scene, place, error)
    return faults, wrong


def scenes(folder: Path) -> Iterator[Scene]:
    """Make the scenes in a new folder."""
    house = make_house(folder / "house")
    os.environ["RUNDBORD_INDEX"] = str(house.index)
    yield Building(house)
    yield FeedbackHouse(folder / "feedback")
    yield OwnersPage(folder / "owner")
    yield BackingUp(folder / "backup")


def main() -> None:
    """Fail, print what was found, and end with 1 if anything was half, left over or not told in a sentence."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.disk")
    parser.add_argument("--count", type=int, default=sys.maxsize)
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="rundbord-disk-"))
    faults, wrong = 0, list[str]()
    try:
        for scene in scenes(folder):
            count, found = fail_scene(scene, given.count)
            faults += count
            wrong += found
            print(f"{scene.name}: {count} faults, {len(found)} wrong", flush=True)  # noqa: T201
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print("\n".join([*wrong, f"{faults} faults, {len(wrong)} half, left over or not told"]))  # noqa: T201
    sys.exit(1 if wrong or not faults else 0)


def _fail(scene: Scene, place: Place, error: str) -> list[str]:
    at = f"{scene.name}, {error} at {place.call} {place.number}"
    scene.prepare()
    ended = run(scene.act, *fail_at(place, error))
    wrong = [*found_by(lambda: _untold(ended)), *found_by(scene.wrong_after_kill)]
    again = run(scene.act)
    if again.code != 0:
        wrong.append(f"the next run ended with {again.code}: {again.said[-500:]}")
    return [f"{at}: {said}" for said in [*wrong, *found_by(scene.wrong_in_the_end)]]


def _untold(ended: Ended) -> list[str]:
    if ended.code not in {0, 1}:
        return [f"ended with {ended.code}: {ended.said[-1500:]}"]
    if ended.code == 1:
        check_sentence(ended.said)
    return []


if __name__ == "__main__":
    main()
