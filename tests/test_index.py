import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from index.dense.faiss_index import VectorIndex
from index.lexical.bm25 import LexicalIndex
from index.lexical.danish import terms
from index.storage.bundle import DENSE, current_bundle, open_bundle
from index.storage.history import CURRENT
from index.storage.publish import staging
from ingest.errors import IndexMismatchError, IndexMissingError
from tests.real_bundle import INDEX, real_bundle
from ui.cli.bundles import app


@pytest.fixture
def copy_of_index(tmp_path: Path) -> Path:
    """Copy the real bundle without its half gigabyte of encoder, which is linked."""
    bundle = current_bundle(INDEX)
    shutil.copytree(bundle, tmp_path / bundle.name, copy_function=_link_large)
    (tmp_path / CURRENT).symlink_to(bundle.name)
    return tmp_path


def _link_large(source: str, target: str) -> None:
    (shutil.copyfile if Path(source).stat().st_size < 10_000_000 else os.symlink)(source, target)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 60), st.integers(1, 70))
def test_nearest_vectors_are_those_of_exact_search(seed: int, rows: int, count: int) -> None:
    generator = np.random.default_rng(seed)
    vectors = generator.normal(size=(rows, 8)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    allowed = np.flatnonzero(generator.random(rows) < 0.7).astype(np.int64)
    found, cosines = VectorIndex.build(vectors).search(vectors[0], count, allowed)
    exact = vectors[allowed] @ vectors[0]
    assert set(found) <= set(allowed)
    assert len(found) == min(count, len(allowed))
    np.testing.assert_allclose(cosines, np.sort(exact)[::-1][: len(found)], atol=1e-5)


@pytest.mark.parametrize(
    ("one", "other"), [("ændringer", "aendring"), ("SÅDAN KØRER borgerne", "borger kører"), ("Økonomien", "oekonomi")]
)
def test_danish_spellings_and_endings_meet(one: str, other: str) -> None:
    assert set(terms(one)) == set(terms(other))


def test_words_without_a_subject_are_no_terms() -> None:
    assert terms("Hvordan kan man få det til at være sådan, og hvorfor?") == []


def test_lexical_search_leaves_out_what_shares_no_word_and_keeps_to_the_allowed(tmp_path: Path) -> None:
    LexicalIndex.build(["katte og hunde", "hunde løber", "biler holder"]).save(tmp_path / "lexical")
    index = LexicalIndex.load(tmp_path / "lexical")
    rows, scores = index.search("hund", 10)
    assert sorted(rows) == [0, 1]
    assert (scores > 0).all()
    assert list(index.search("hund", 10, np.array([True, False, True]))[0]) == [0]
    assert len(index.search("zebra", 10)[0]) == 0


def test_the_same_texts_give_the_same_files_in_every_process(tmp_path: Path) -> None:
    script = (
        "import sys\nfrom pathlib import Path\nfrom index.lexical.bm25 import LexicalIndex\n"
        "LexicalIndex.build(['katte og hunde', 'hunde løber']).save(Path(sys.argv[1]))\n"
    )
    for name in ("one", "other"):
        environment = {**os.environ, "PYTHONHASHSEED": str(len(name))}
        subprocess.run([sys.executable, "-c", script, str(tmp_path / name)], env=environment, check=True)  # noqa: S603
    written = [{path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("one", "other")]
    assert written[0] == written[1]


def test_a_missing_index_names_the_command_that_makes_one(tmp_path: Path) -> None:
    with pytest.raises(IndexMissingError, match="rundbord ingest"):
        open_bundle(tmp_path)


@pytest.mark.model
@pytest.mark.parametrize("name", [DENSE, "passages.db", "calibration.json", "encoder/encoder.json"])
def test_a_damaged_file_is_refused_by_name(copy_of_index: Path, name: str) -> None:
    file = current_bundle(copy_of_index) / name
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.unlink()
    file.write_bytes(content)
    with pytest.raises(IndexMismatchError, match=r"Kør: rundbord ingest"):
        open_bundle(copy_of_index)


@pytest.mark.model
def test_verify_names_each_damaged_and_missing_file_and_ends_with_1(copy_of_index: Path) -> None:
    def verify() -> tuple[int, str]:
        run = CliRunner().invoke(app, ["verify"], env={"RUNDBORD_INDEX": str(copy_of_index), "COLUMNS": "200"})
        return run.exit_code, run.output

    code, told = verify()
    assert (code, "som de blev bygget" in told) == (0, True)
    bundle = current_bundle(copy_of_index)
    (bundle / "wordings.npy").write_bytes(b"other")
    (bundle / "calibration.json").unlink()
    code, told = verify()
    assert code == 1
    assert "wordings.npy: indholdet er ikke det, der blev bygget / its content is not what was built" in told
    assert "calibration.json: filen mangler / the file is missing" in told
    assert "passages.db" not in told


@pytest.mark.model
def test_a_missing_file_is_refused(copy_of_index: Path) -> None:
    (current_bundle(copy_of_index) / "calibration.json").unlink()
    with pytest.raises(IndexMismatchError, match=r"calibration\.json"):
        open_bundle(copy_of_index)


@pytest.mark.model
def test_the_encoder_that_serves_gives_the_vectors_of_the_one_that_built() -> None:
    bundle = real_bundle()
    vectors = bundle.parts.encoder.queries([probe.text for probe in bundle.manifest.probes])
    built = np.array([probe.vector for probe in bundle.manifest.probes])
    assert float((vectors * built).sum(axis=1).min()) > 0.9999


@pytest.mark.model
def test_padding_does_not_change_a_vector() -> None:
    encoder = real_bundle().parts.encoder
    alone = encoder.queries(["MitID"])[0]
    beside = encoder.queries(["MitID", "Hvordan skabes plads til digital udvikling i en organisation med tung drift?"])[
        0
    ]
    assert float(alone @ beside) > 0.9999


def test_a_killed_build_leaves_the_old_index(tmp_path: Path) -> None:
    (tmp_path / "20260101-old").mkdir()
    (tmp_path / CURRENT).symlink_to("20260101-old")
    script = (
        "import pathlib, sys, time\nfrom index.storage.publish import staging\n"
        "with staging(pathlib.Path(sys.argv[1])) as folder:\n"
        "    (folder / 'half.bin').write_bytes(b'half')\n    print('staged', flush=True)\n    time.sleep(60)\n"
    )
    build = subprocess.Popen([sys.executable, "-c", script, str(tmp_path)], stdout=subprocess.PIPE)  # noqa: S603
    assert build.stdout is not None
    with build.stdout as out:
        assert out.readline() == b"staged\n"
        build.send_signal(signal.SIGKILL)
        build.wait()
    assert current_bundle(tmp_path).name == "20260101-old"
    left = [path for path in tmp_path.iterdir() if path.name.startswith(".unfinished")]
    assert len(left) == 1
    with staging(tmp_path) as folder:
        assert folder.exists()
        assert not left[0].exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == [".lock", "20260101-old", CURRENT]


def test_a_failing_build_leaves_nothing_behind(tmp_path: Path) -> None:
    def fail() -> None:
        with staging(tmp_path) as folder:
            (folder / "half.bin").write_bytes(b"half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert [path.name for path in tmp_path.iterdir()] == [".lock"]
