"""The index for many passages finds the same as the one for few."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.dense.faiss_index import EXACT_UP_TO, VectorIndex, form_for, load_rows, save_rows
from index.dense.stored_vectors import write_vectors
from index.lexical import postings_writer as write_postings
from index.lexical import term_scores as match
from index.lexical.bm25 import LexicalIndex
from index.lexical.danish import bigrams, character_ngrams, terms
from index.lexical.postings import load_postings
from index.lexical.postings_writer import Bm25

WORDS = [
    "borger",
    "kommune",
    "digital",
    "ledelse",
    "styrelse",
    "økonomi",
    "penge",
    "ansvar",
    "data",
    "lov",
    "plan",
    "skole",
]
texts = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join), min_size=2, max_size=40)
QUERY = "digital ledelse i kommunen kommune skolens plan"


def on_disk(folder: Path, lines: list[str]) -> LexicalIndex:
    counted = ([*found, *character_ngrams(found), *bigrams(found)] for found in map(terms, lines))
    write_postings.write_postings(folder, counted, Bm25(0.9, 0.4))
    return LexicalIndex.load(folder)


@settings(max_examples=40, deadline=None)
@given(texts, st.integers(1, 7))
def test_postings_written_in_blocks_score_as_bm25s_does(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], block: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(write_postings, "BLOCK", block)
        written = on_disk(tmp_path_factory.mktemp("lexical"), lines)
    built = LexicalIndex.build(lines)
    (rows, scores), (expected_rows, expected_scores) = written.search(QUERY, 40), built.search(QUERY, 40)
    assert (rows.tolist(), scores.tolist()) == (expected_rows.tolist(), expected_scores.tolist())


@settings(max_examples=40, deadline=None)
@given(texts, st.integers(1, 10))
def test_the_rarer_terms_find_the_same_rows_and_scores(lines: list[str], count: int) -> None:
    index = LexicalIndex.build(lines)
    rows, scores = index.search(QUERY, count)
    allowed = np.arange(len(lines)) % 3 > 0
    kept = index.search(QUERY, count, allowed)[0]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(match, "ALL_SCORED_UP_TO", 0)
        sparse = index.search(QUERY, count)
        assert index.search(QUERY, count, allowed)[0].tolist() == kept.tolist()
    assert sparse[0].tolist() == rows.tolist()
    assert sparse[1].tolist() == scores.tolist()


def test_terms_are_known_on_disk_as_in_memory(tmp_path: Path) -> None:
    index = on_disk(tmp_path / "lexical", ["katte og hunde", "biler holder"])
    assert [index.knows(term) for term in ("kat", "bil", "zebra")] == [True, True, False]
    assert load_postings(tmp_path / "lexical").count == 2


@pytest.fixture(scope="module")
def many() -> np.ndarray:
    generator = np.random.default_rng(3)
    topics = generator.normal(size=(300, 32))
    vectors = topics[generator.integers(0, 300, 25_000)] + 0.6 * generator.normal(size=(25_000, 32))
    unit: np.ndarray = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    return unit


@pytest.fixture(scope="module")
def saved(many: np.ndarray, tmp_path_factory: pytest.TempPathFactory) -> VectorIndex:
    path = tmp_path_factory.mktemp("vectors") / "dense.faiss"
    VectorIndex.build(many).save(path)
    return VectorIndex.load(path)


def test_of_many_vectors_nearly_all_of_the_nearest_are_found(many: np.ndarray, saved: VectorIndex) -> None:
    queries = many[:60]
    exact = np.argsort(-(queries @ many.T), axis=1)[:, :10]
    found = [saved.search(query, 10) for query in queries]
    assert np.mean([len(np.intersect1d(f[0], e)) / 10 for f, e in zip(found, exact, strict=True)]) >= 0.97
    rows, cosines = found[0]
    np.testing.assert_allclose(cosines, many[rows] @ queries[0], atol=1e-3)
    assert (np.diff(cosines) <= 0).all()


@pytest.mark.parametrize("share", [3, 10_000])
def test_of_many_vectors_only_the_allowed_are_found(many: np.ndarray, saved: VectorIndex, share: int) -> None:
    allowed = np.arange(0, len(many), share)
    rows, _ = saved.search(many[1], 10, allowed)
    exact = allowed[np.argsort(-(many[allowed] @ many[1]))][:10]
    assert set(rows) <= set(allowed)
    assert len(np.intersect1d(rows, exact)) >= len(exact) - 1


def test_all_vectors_are_those_of_the_rows(many: np.ndarray, saved: VectorIndex, tmp_path: Path) -> None:
    few = VectorIndex.build(many[:100])
    few.save(tmp_path / "few.faiss")
    assert (VectorIndex.load(tmp_path / "few.faiss").all_rows() == many[:100]).all()
    assert (saved.all_rows() == saved.rows(range(len(many)))).all()


def test_the_form_follows_the_number_of_rows_and_says_what_it_is(saved: VectorIndex) -> None:
    assert form_for(EXACT_UP_TO, 4) == VectorIndex.build(np.eye(4, dtype=np.float32)).form == "flat"
    assert form_for(EXACT_UP_TO + 1, 384) == "IVF1,PQ192x4fs"
    assert saved.form == "codes of 8 bytes, the best 1000 compared exactly"


def test_vectors_on_disk_are_read_by_row(many: np.ndarray, tmp_path: Path) -> None:
    write_vectors(tmp_path / "few.rows.npy", many[:9])
    save_rows(tmp_path / "many.faiss", many)
    for stored in (load_rows(tmp_path / "few.faiss"), load_rows(tmp_path / "many.faiss")):
        np.testing.assert_allclose(stored.rows([8, 0]), many[[8, 0]], atol=1e-3)
    assert not (tmp_path / "many.faiss").exists()
