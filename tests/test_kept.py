"""The caches of builds: reuse, invalidation and linear cost."""

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from time import perf_counter

import numpy as np
import pytest

from index.build.cache import KEPT, BuildCache, digest_of, link_into
from index.build.encoding import BuildEncoder
from index.build.original_files import bring_documents
from index.build.reading import read_changed
from index.query_encoder.encoder import Vectors
from index.storage.places import Places
from index.storage.store import PassageStore
from index.storage.store_writer import write_store
from ingest.corpus import Corpus, ReadOutcome, find_documents, gather
from ingest.errors import CorpusError
from ingest.passages import text_for_vectors
from ingest.readers.isolated import read_all
from ingest.readers.parsed import Failure, ReadDocument


class CountingEncoder(BuildEncoder):
    """An encoder by the hash of the text that records the texts."""

    revision = "of a made-up encoder"

    def __init__(self, root: Path) -> None:
        super().__init__(None, BuildCache(root), lambda _: None)
        self.encoded: list[str] = []

    def _encode(self, prompt: str, texts: list[str]) -> Vectors:
        self.encoded += texts
        numbers = [np.frombuffer(bytes.fromhex(digest_of(prompt, text)), np.uint8) for text in texts]
        return np.stack(numbers).astype(np.float32)


def test_only_what_was_not_encoded_before_is_encoded_and_the_rest_comes_back_bit_for_bit(tmp_path: Path) -> None:
    first = CountingEncoder(tmp_path).encode("document", ["en", "to", "en", "fire"])
    again = CountingEncoder(tmp_path)
    second = again.encode("document", ["fire", "tre", "en"])
    assert again.encoded == ["tre"]
    assert second[0].tobytes() == first[3].tobytes()
    assert second[2].tobytes() == first[0].tobytes() == first[2].tobytes()


def test_a_kept_vector_that_was_damaged_is_encoded_again(tmp_path: Path) -> None:
    first = CountingEncoder(tmp_path).encode("document", ["en", "to"])
    with closing(sqlite3.connect(tmp_path / KEPT / "kept.db")) as database, database:
        damage = "substr(content, 1, 50) || x'00' || substr(content, 52)"
        database.execute(f"UPDATE contents SET content = CAST({damage} AS BLOB)")  # noqa: S608  nothing from outside
    again = CountingEncoder(tmp_path)
    assert (again.encode("document", ["en", "to"]) == first).all()
    assert sorted(again.encoded) == ["en", "to"]


def make_whole(path: Path) -> None:
    path.write_bytes(b"whole")


def test_of_a_kept_folder_whose_database_is_damaged_nothing_is_used(tmp_path: Path) -> None:
    first = CountingEncoder(tmp_path)
    first.encode("document", ["en"])
    first._kept.path("fit", make_whole)
    first._kept.close()
    (tmp_path / KEPT / "fit").write_bytes(b"other")
    (tmp_path / KEPT / "kept.db").write_bytes(b"damaged" * 1000)
    again = CountingEncoder(tmp_path)
    again.encode("document", ["en"])
    assert again.encoded == ["en"]
    assert again._kept.path("fit", make_whole).read_bytes() == b"whole"


def test_a_killed_build_loses_no_more_than_what_it_was_encoding(tmp_path: Path) -> None:
    script = (
        "import pathlib, sys, time\nfrom tests.test_kept import CountingEncoder\n"
        "class Slow(CountingEncoder):\n    def _encode(self, prompt, texts):\n"
        "        if len(self.encoded) > 1000:\n            print('ninth', flush=True)\n            time.sleep(60)\n"
        "        return super()._encode(prompt, texts)\n"
        "Slow(pathlib.Path(sys.argv[1])).encode('document', [f'Sag {n}' for n in range(1600)])\n"
    )
    build = subprocess.Popen([sys.executable, "-c", script, str(tmp_path)], stdout=subprocess.PIPE)  # noqa: S603
    assert build.stdout is not None
    with build.stdout as out:
        while out.readline() not in {b"ninth\n", b""}:
            pass
        build.send_signal(signal.SIGKILL)
        assert build.wait() == -signal.SIGKILL
    again = CountingEncoder(tmp_path)
    again.encode("document", [f"Sag {n}" for n in range(1600)])
    assert len(again.encoded) == 1600 - 8 * 128


def test_a_document_is_read_again_only_when_it_or_its_facts_have_changed(tmp_path: Path) -> None:
    asked: list[Path] = []

    def count(files: tuple[Path, ...]) -> Iterator[ReadOutcome]:
        asked.extend(files)
        return read_all(files)

    plan, missing = tmp_path / "plan.txt", tmp_path / "mangler.txt"
    plan.write_text("Plan\n\nUdvalget mødes i maj om:\n\nbudget\n\nmål", encoding="utf-8")
    with closing(BuildCache(tmp_path / "index")) as kept:
        first = list(read_changed((missing, plan), kept, count))
        again = list(read_changed((missing, plan), kept, count))
        plan.with_suffix(".toml").write_text('title = "En plan"\n', encoding="utf-8")
        renamed = list(read_changed((plan,), kept, count))
    assert asked == [missing, plan, missing, plan]
    assert isinstance(first[0], Failure)
    assert first == again
    assert isinstance(renamed[0], ReadDocument)
    assert renamed[0].document.title == "En plan"


def test_one_changed_document_among_two_hundred_costs_its_own_passages_only(tmp_path: Path) -> None:
    for n in range(200):
        (tmp_path / f"plan{n}.txt").write_text(f"Sag {n} er afgjort af udvalget i efteråret.", encoding="utf-8")
    everything = gather(find_documents([tmp_path])).passages
    CountingEncoder(tmp_path / "index").encode("document", [text_for_vectors(passage) for passage in everything])
    (tmp_path / "plan7.txt").write_text("Sag 7 er udsat til foråret.", encoding="utf-8")
    again = CountingEncoder(tmp_path / "index")
    again.encode("document", [text_for_vectors(p) for p in gather(find_documents([tmp_path])).passages])
    assert [text.strip() for text in again.encoded] == ["Sag 7 er udsat til foråret."]


def test_a_question_and_a_passage_of_the_same_words_are_not_mistaken_for_each_other(tmp_path: Path) -> None:
    encoder = CountingEncoder(tmp_path)
    assert (encoder.encode("document", ["en"]) != encoder.encode("query", ["en"])).any()


def test_vectors_that_three_builds_have_not_used_are_removed(tmp_path: Path) -> None:
    CountingEncoder(tmp_path).encode("document", ["gammel"])
    for _ in range(3):
        build = CountingEncoder(tmp_path)
        build.encode("document", ["ny"])
        build._kept.prune()
    later = CountingEncoder(tmp_path)
    later.encode("document", ["ny", "gammel"])
    assert later.encoded == ["gammel"]


def test_what_an_interrupted_build_half_made_is_made_again_and_swept_away(tmp_path: Path) -> None:
    def fail(path: Path) -> None:
        path.write_bytes(b"half")
        raise KeyboardInterrupt

    kept = BuildCache(tmp_path)
    with pytest.raises(KeyboardInterrupt):
        kept.path("fit", fail)

    def make(path: Path) -> None:
        path.write_bytes(b"whole")

    made = kept.path("fit", make)
    kept.prune()
    assert made.read_bytes() == b"whole"
    assert sorted(path.name for path in (tmp_path / KEPT).iterdir() if "kept.db" not in path.name) == ["fit"]


def test_arrays_are_made_once_and_differ_where_their_inputs_do(tmp_path: Path) -> None:
    kept = BuildCache(tmp_path)
    made = kept.arrays("fit", lambda: {"weights": np.arange(3, dtype=np.float32)})
    assert (kept.arrays("fit", lambda: pytest.fail("made twice"))["weights"] == made["weights"]).all()
    assert digest_of(np.zeros((2, 3))) != digest_of(np.zeros((3, 2))) != digest_of(np.zeros((3, 2), np.float32))
    assert digest_of("a", "bc") != digest_of("ab", "c")


def test_a_kept_folder_is_in_the_bundle_without_a_copy(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "weights.bin").write_bytes(b"weights")
    link_into(tmp_path / "kept", tmp_path / "bundle")
    assert (tmp_path / "bundle" / "weights.bin").samefile(tmp_path / "kept" / "weights.bin")


def test_a_damaged_kept_folder_is_made_again_and_a_bundle_that_has_its_files_is_not_written_into(
    tmp_path: Path,
) -> None:
    def make(folder: Path) -> None:
        folder.mkdir()
        (folder / "weights.bin").write_bytes(b"weights")

    kept = BuildCache(tmp_path)
    link_into(kept.path("encoder", make), tmp_path / "bundle")
    in_bundle = tmp_path / "bundle" / "weights.bin"
    in_bundle.write_bytes(b"weighty")  # one file under two names: both are damaged
    mended = kept.path("encoder", make)
    assert (mended / "weights.bin").read_bytes() == b"weights"
    assert in_bundle.read_bytes() == b"weighty"
    assert kept.path("encoder", lambda _: pytest.fail("made twice")) == mended


def test_an_unchanged_original_is_in_the_next_bundle_without_a_copy_and_a_changed_one_is_copied(tmp_path: Path) -> None:
    for name in ("budget.txt", "plan.txt"):
        (tmp_path / name).write_text(f"{name} er vedtaget af udvalget i efteråret.", encoding="utf-8")
    files = find_documents([tmp_path])
    bring_documents(gather(files), tmp_path / "none", tmp_path / "first")
    (tmp_path / "plan.txt").write_text("Planen er udsat.", encoding="utf-8")
    bring_documents(gather(files), tmp_path / "first", tmp_path / "second")
    assert (tmp_path / "second" / "budget.txt").samefile(tmp_path / "first" / "budget.txt")
    assert not (tmp_path / "first" / "budget.txt").samefile(tmp_path / "budget.txt")  # which its owner may write into
    assert (tmp_path / "second" / "plan.txt").read_text(encoding="utf-8") == "Planen er udsat."
    assert (tmp_path / "first" / "plan.txt").read_text(encoding="utf-8").startswith("plan.txt er vedtaget")


def test_a_file_that_changes_after_it_was_read_is_not_published(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text("Planen er vedtaget.", encoding="utf-8")
    corpus = gather(find_documents([tmp_path]))
    (tmp_path / "plan.txt").write_text("Planen er udsat.", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"plan\.txt blev ændret"):
        bring_documents(corpus, tmp_path / "none", tmp_path / "bundle")


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Make a document of 1,000 pages with ten paragraphs on each."""
    folder = tmp_path_factory.mktemp("large")
    paragraph = "Afsnit {n} siger noget om sag nummer {n}, og det er ikke kort. " + "Der står mere om den her. " * 12
    pages = ["\n\n".join(paragraph.format(n=page * 10 + n) for n in range(10)) for page in range(1000)]
    (folder / "stor.txt").write_text("\f".join(pages), encoding="utf-8")
    return gather(find_documents([folder]))


def test_thousands_of_passages_are_stored_in_seconds(large: Corpus, tmp_path: Path) -> None:
    assert len(large.passages) >= 2500
    start = perf_counter()
    write_store(tmp_path / "passages.db", large)
    assert perf_counter() - start < 30  # many minutes, when each sentence looked through every passage
    store = PassageStore(tmp_path / "passages.db")
    assert store.passage_ids() == [passage.id for passage in large.passages]


def test_every_passage_is_found_by_its_place_and_no_other_place_is(large: Corpus) -> None:
    places = Places(large.passages)
    for row in range(0, len(large.passages), 997):
        passage = large.passages[row]
        assert places.row(passage.document_id, passage.page, passage.start, passage.end) == row
        with pytest.raises(KeyError):
            places.row(passage.document_id, passage.page, passage.start, passage.end + 1)
