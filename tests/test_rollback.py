"""The way back leads to the bundle that was in use before, if it is whole."""

from pathlib import Path

import pytest

from index.build.cache import link
from index.storage.bundle import current_bundle
from index.storage.history import bundles
from index.storage.manifest import FILE_NAME, SUM_NAME, read_manifest
from index.storage.publish import publish, staging
from index.storage.rollback import roll_back
from ingest.errors import IndexMismatchError, IndexMissingError
from tests.real_bundle import INDEX

pytestmark = pytest.mark.model


def publish_copy(root: Path, created: str) -> Path:
    """Publish a copy of the project's own bundle as one that was built at another time."""
    original = current_bundle(INDEX)
    with staging(root) as folder:
        bring(original, folder)
        return publish(root, folder, read_manifest(original).model_copy(update={"created": created}))


def bring(original: Path, folder: Path) -> None:
    for path in sorted(original.rglob("*")):
        target = folder / path.relative_to(original)
        if path.is_dir():
            target.mkdir()
        elif path.name not in {FILE_NAME, SUM_NAME}:
            link(path, target)


def damage(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.unlink()  # the copies share their files
    file.write_bytes(content)


def test_it_leads_back_one_by_one_and_then_says_that_there_is_no_more(tmp_path: Path) -> None:
    published = [publish_copy(tmp_path, f"2026-01-0{day}T00:00:00+00:00") for day in range(1, 6)]
    assert bundles(tmp_path) == published[:0:-1]
    assert [roll_back(tmp_path) for _ in range(3)] == [published[3], published[2], published[1]]
    with pytest.raises(IndexMissingError, match="har været i brug før dette"):
        roll_back(tmp_path)
    assert current_bundle(tmp_path) == published[1]


def test_it_leads_to_what_was_in_use_before_though_the_clock_went_back(tmp_path: Path) -> None:
    first = publish_copy(tmp_path, "2026-02-01T00:00:00+00:00")
    publish_copy(tmp_path, "2026-01-01T00:00:00+00:00")
    assert roll_back(tmp_path) == current_bundle(tmp_path) == first


def test_it_does_not_lead_to_a_bundle_that_was_given_up_or_never_in_use(tmp_path: Path) -> None:
    first = publish_copy(tmp_path, "2026-01-01T00:00:00+00:00")
    given_up = publish_copy(tmp_path, "2026-01-02T00:00:00+00:00")
    roll_back(tmp_path)
    given_up.rename(tmp_path / "20260103-never-in-use")
    publish_copy(tmp_path, "2026-01-04T00:00:00+00:00")
    assert roll_back(tmp_path) == first


@pytest.mark.parametrize("name", ["sentences.faiss", FILE_NAME, SUM_NAME])
def test_a_damaged_one_is_refused_and_the_current_one_stays(tmp_path: Path, name: str) -> None:
    first = publish_copy(tmp_path, "2026-01-01T00:00:00+00:00")
    second = publish_copy(tmp_path, "2026-01-02T00:00:00+00:00")
    damage(first / name)
    with pytest.raises(IndexMismatchError, match="det nuværende er stadig i brug") as refused:
        roll_back(tmp_path)
    assert "the current one is still in use" in str(refused.value)
    assert current_bundle(tmp_path) == second
