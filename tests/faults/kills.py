"""Kill a build, a publishing, feedback and the owner's folder at file operations, and look at what is there then.

python -m tests.faults.kills                200 kills, spread over all file operations; 1 if one cost anything
python -m tests.faults.kills --apart        the same, each run as process 1 of a PID namespace, as in a container
python -m tests.faults.kills --count 8      fewer
"""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from tests.faults.feedback_house import FeedbackHouse
from tests.faults.injection import Place, kill_at, operations, run, spread
from tests.faults.owners_folder import OwnersFolder
from tests.faults.small_house import Building, Publishing, make_house

KILLED = -9


class Scene(Protocol):
    """Something that is done to files, and what must hold however it ends."""

    name: str
    folder: Path
    share: int
    """Of a hundred kills, how many are this one's."""

    def prepare(self) -> None:
        """Make ready for one run."""

    def act(self) -> None:
        """Do it, in a child process."""

    def wrong_after_kill(self) -> list[str]:
        """Name what is lost or half, when a run was killed."""

    def wrong_in_the_end(self) -> list[str]:
        """Name what is lost, half or left over, when the next run went well."""


@dataclass(frozen=True, slots=True)
class Found:
    """The result of the kills: their number, and a sentence for each fault."""

    kills: int
    wrong: tuple[str, ...]


def kill_scene(scene: Scene, count: int, *, apart: bool) -> Found:
    """Kill a scene so many times, and let it run to its end after each."""
    scene.prepare()
    places = operations(scene.act, scene.folder)
    kills, wrong = 0, list[str]()
    for place in spread(places, count):
        scene.prepare()
        ended = run(scene.act, *kill_at(place), apart=apart)
        if ended.code not in {KILLED, 0}:
            wrong.append(f"{_at(scene, place)}: ended with {ended.code}: {ended.said[-500:]}")
        kills += ended.code == KILLED
        wrong += [f"{_at(scene, place)}: {said}" for said in found_by(scene.wrong_after_kill)]
        again = run(scene.act, apart=apart)
        if again.code != 0:
            wrong.append(f"{_at(scene, place)}: the next run ended with {again.code}: {again.said[-500:]}")
        wrong += [f"{_at(scene, place)}, after the next run: {said}" for said in found_by(scene.wrong_in_the_end)]
    return Found(kills, tuple(wrong))


def scenes(folder: Path) -> Iterator[Scene]:
    """Make the four scenes in a new folder."""
    house = make_house(folder / "house")
    os.environ["RUNDBORD_INDEX"] = str(house.index)
    yield Building(house)
    yield Publishing(house)
    yield FeedbackHouse(folder / "feedback")
    yield OwnersFolder(folder / "owner")


def main() -> None:
    """Kill, print what was found, and end with 1 if anything was lost, half or left over."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.kills")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--apart", action="store_true")
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="rundbord-kills-"))
    kills, wrong = 0, list[str]()
    try:
        for scene in scenes(folder):
            found = kill_scene(scene, max(1, given.count * scene.share // 100), apart=given.apart)
            kills += found.kills
            wrong += found.wrong
            print(f"{scene.name}: {found.kills} kills, {len(found.wrong)} wrong", flush=True)  # noqa: T201
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print("\n".join([*wrong, f"{kills} kills, {len(wrong)} lost, half or left over"]))  # noqa: T201
    sys.exit(1 if wrong or not kills else 0)


def found_by(look: Callable[[], list[str]]) -> list[str]:
    """Look, and name an exception as a thing that is wrong."""
    try:
        return look()
    except Exception as error:
        return [f"{type(error).__name__}: {error}"]


def _at(scene: Scene, place: Place) -> str:
    return f"{scene.name}, killed at {place.call} {place.number}"


if __name__ == "__main__":
    main()
