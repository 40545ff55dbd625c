"""A seed of the damage that `make fault-damage` does to a bundle's files, closed and in use."""

import os
from collections.abc import Iterator
from pathlib import Path
from random import Random
from shutil import copyfile
from threading import Event

import httpx
import pytest
from typer.testing import CliRunner

from index.storage.bundle import CALIBRATION, DOCUMENTS, ENCODER, STORE, current_bundle, find_damage, open_bundle
from index.storage.checksums import Damage
from index.storage.manifest import FILE_NAME, read_manifest
from index.storage.soundness import Soundness
from tests.faults.damage import Fault, copied, damaged, flips, manifest_flips, try_all, whole_file_faults
from tests.faults.damage_serving import ask_everything, ready, serving_copy, wait_until
from tests.real_bundle import INDEX, lend_encoder, real_bundle
from ui.cli.program import app

pytestmark = pytest.mark.model


@pytest.fixture
def root() -> Iterator[Path]:
    with copied(current_bundle(INDEX)) as folder:
        yield folder


def test_damage_to_any_file_is_found_at_opening_and_by_verify_and_told_in_both_languages(root: Path) -> None:
    chance, folder = Random(13), current_bundle(root)  # noqa: S311  no secret
    faults = [*chance.sample(flips(folder, 40, chance), 15), *chance.sample(whole_file_faults(folder), 15)]
    faults.append(Fault("encoder/tokenizer.json", "added"))
    assert try_all(faults, root, faults[:1]) == {}


def test_a_flipped_bit_in_the_manifest_or_its_sum_is_found_wherever_it_is(root: Path) -> None:
    faults = manifest_flips(current_bundle(root), Random(13), step=97)  # noqa: S311  no secret
    assert len(faults) > 100
    assert try_all(faults, root) == {}


def test_a_server_whose_files_are_emptied_lives_says_so_and_answers_again_when_they_are_whole() -> None:
    with serving_copy() as (bundle, address, server):
        files = [path for path in bundle.rglob("*") if path.is_file()]
        whole = {file: file.read_bytes() for file in files}
        for file in files:
            os.truncate(file, 0)
        assert ask_everything(address) <= {200, 503}
        wait_until(lambda: ready(address) == httpx.codes.SERVICE_UNAVAILABLE)
        assert httpx.post(f"{address}/api/v1/answer", json={"question": "Hvem er formand?"}).status_code == 503
        told = httpx.get(f"{address}/readyz").json()
        assert STORE in told["detail_da"]
        assert "documents/…" in told["detail_en"]
        assert "whitepaper" not in told["detail"]  # a document may be for some readers only
        for file, content in whole.items():
            file.write_bytes(content)
        wait_until(lambda: ready(address) == httpx.codes.OK)
        assert ask_everything(address) == {200}
        assert server.poll() is None
        with Path(f"/proc/{server.pid}/maps").open(encoding="utf-8") as maps:
            assert not [line for line in maps if str(bundle) in line]


@pytest.mark.parametrize(
    ("name", "is_safe"),
    [(STORE, False), (f"{DOCUMENTS}/whitepaper.txt", True), (f"{ENCODER}/weights.bin", True), (CALIBRATION, True)],
)
def test_answers_go_on_where_what_they_read_lies_in_memory(root: Path, name: str, is_safe: bool) -> None:  # noqa: FBT001
    bundle = open_bundle(root, real_bundle())
    soundness = Soundness(bundle)
    with damaged(bundle.folder, Fault(name, "flipped", 80)):
        soundness.look()
        assert soundness.damage == {name: Damage.CHANGED}
        assert soundness.is_safe_to_answer is is_safe
    soundness.look()
    assert soundness.damage == {}


def test_damage_that_leaves_a_files_size_and_times_is_found_when_all_is_summed(root: Path) -> None:
    bundle = open_bundle(root, real_bundle())
    file = bundle.folder / STORE
    copyfile(file, root / "copy")
    (root / "copy").replace(file)
    soundness = Soundness(bundle)
    before = file.stat()
    with file.open("r+b") as opened:
        opened.seek(5000)
        opened.write(b"\xff\xff\xff")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    soundness.look()
    assert soundness.damage == {}
    soundness.verify(Event())
    assert soundness.damage == {STORE: Damage.CHANGED}


def test_ingest_builds_a_damaged_index_again_and_leaves_a_whole_one_alone(tmp_path: Path) -> None:
    (tmp_path / "ferie.txt").write_text("Ferien aftales med din nærmeste leder senest i april.", encoding="utf-8")
    index = tmp_path / "index"
    lend_encoder(index)

    def ingest() -> str:
        run = CliRunner().invoke(app, ["ingest", str(tmp_path / "ferie.txt")], env={"RUNDBORD_INDEX": str(index)})
        assert run.exit_code == 0, run.output
        return run.output

    ingest()
    first = current_bundle(index)
    assert "Intet er ændret" in ingest()
    for name in (f"{DOCUMENTS}/ferie.txt", STORE):
        (first / name).write_bytes(b"damaged")
    assert "er beskadiget" in ingest()
    second = current_bundle(index)
    assert second != first
    assert find_damage(second, read_manifest(second)) == {}
    (second / FILE_NAME).write_bytes(b"{}")
    ingest()
    third = current_bundle(index)
    assert find_damage(third, read_manifest(third)) == {}
