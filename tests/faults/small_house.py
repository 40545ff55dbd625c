"""A folder of documents and one of indexes in which the real build takes a second: all that is dear is cached."""

import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from index.build.cache import KEPT
from index.storage.bundle import open_verified
from index.storage.history import CURRENT, used_bundles
from index.storage.manifest import FILE_NAME, SUM_NAME, read_manifest
from index.storage.publish import publish, staging
from tests.real_bundle import lend_encoder
from ui.cli.program import main

STAYING = 4
"""Bundles that a folder of indexes holds at most: the current one, the one before, and two more."""


@dataclass(frozen=True, slots=True)
class House:
    """The folders of the documents and the indexes."""

    corpus: Path
    index: Path

    def write(self, number: int) -> None:
        """Change the document, and who alone may read it."""
        (self.corpus / "plan.txt").write_text(f"Plan {number} er vedtaget af udvalget i maj.", encoding="utf-8")
        (self.corpus / "plan.toml").write_text(f'title = "Plan {number}"\ngroups = ["hr"]\n', encoding="utf-8")

    def build(self) -> None:
        """Build and publish as `rundbord ingest` does; raises SystemExit with its exit code where that is not 0."""
        sys.argv = ["rundbord", "ingest", str(self.corpus)]
        main()

    def published(self) -> int:
        """Open the current index, every file verified, and return the number of the document in it.

        Raises
        ------
        AssertionError
            If it is half of one index and half of another.
        IndexMismatchError
            If it is damaged.
        """
        bundle = (self.index / CURRENT).resolve()
        opened = open_verified(bundle)
        (document,) = (opened.store.document(name) for name in opened.store.document_ids())
        number = int(document.title.removeprefix("Plan "))
        assert document.pages[0].text == f"Plan {number} er vedtaget af udvalget i maj.", "half of two documents"
        assert read_manifest(bundle).documents[0].title == document.title
        return number

    def left_over(self) -> list[str]:
        """Name what lies beside the indexes that is unfinished or in nobody's use."""
        wanted = {KEPT, ".lock", "history", CURRENT, *(bundle.name for bundle in used_bundles(self.index))}
        beside = [path.name for path in self.index.iterdir() if path.name not in wanted]
        kept = [path.name for path in (self.index / KEPT).iterdir() if path.name.startswith("unfinished")]
        more = used_bundles(self.index)[STAYING:]
        return [*beside, *kept, *(bundle.name for bundle in more)]


def make_house(folder: Path) -> House:
    """Make it with one document, and build its index; the encoder comes from the project's own index if it fits."""
    house = House(folder / "corpus", folder / "index")
    house.corpus.mkdir(parents=True)
    lend_encoder(house.index)
    house.write(0)
    import_module("index.build.pipeline")  # here once, and not in every child
    environment = {**os.environ, "RUNDBORD_INDEX": str(house.index)}
    command = [sys.executable, "-m", "ui", "ingest", str(house.corpus)]
    subprocess.run(command, env=environment, check=True, capture_output=True)  # noqa: S603  our own program
    return house


class Building:
    """`rundbord ingest` after its document has changed, to the end."""

    name = "a build"
    share = 50

    def __init__(self, house: House) -> None:
        self._house = house
        self.folder = house.index
        self._number = self._before = house.published()

    def prepare(self) -> None:
        """Change the document."""
        self._before = self._house.published()
        self._number = self._before + 1
        self._house.write(self._number)

    def act(self) -> None:
        """Build."""
        self._house.build()

    def wrong_after_kill(self) -> list[str]:
        """Tell of an index that is neither the one before nor the new one."""
        number = self._house.published()
        return [] if number in {self._before, self._number} else [f"document {number} is published"]

    def wrong_in_the_end(self) -> list[str]:
        """Tell also of what is left over."""
        number = self._house.published()
        wrong = [] if number == self._number else [f"document {number} is published, not {self._number}"]
        return [*wrong, *(f"{name} is left over" for name in self._house.left_over())]


class Publishing:
    """The same bundle published anew, under another name."""

    name = "a publishing"
    share = 20

    def __init__(self, house: House) -> None:
        self._house = house
        self.folder = house.index
        self._number = house.published()

    def prepare(self) -> None:
        """Leave all as it is."""

    def act(self) -> None:
        """Publish what is published already."""
        current = (self._house.index / CURRENT).resolve()
        manifest = read_manifest(current)
        with staging(self._house.index) as folder:
            for file in current.rglob("*"):
                target = folder / file.relative_to(current)
                if file.is_dir():
                    target.mkdir()
                elif file.name not in {FILE_NAME, SUM_NAME}:
                    target.hardlink_to(file)
            created = datetime.now(UTC).isoformat(timespec="milliseconds")
            publish(self._house.index, folder, manifest.model_copy(update={"created": created}))

    def wrong_after_kill(self) -> list[str]:
        """Tell of an index that cannot be used; it always has the same document."""
        return [] if self._house.published() == self._number else ["another document is published"]

    def wrong_in_the_end(self) -> list[str]:
        """Tell also of what is left over."""
        return [*self.wrong_after_kill(), *(f"{name} is left over" for name in self._house.left_over())]
