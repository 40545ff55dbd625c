"""Signals become one ranking; a signal of weight 0 is as if it were not there."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dense.faiss_index import VectorIndex
from index.fusion import Rows, Scores, Signal, dense_signal, fuse, lexical_signal
from index.lexical.bm25 import LexicalIndex
from index.lexical.danish import bigrams, character_ngrams, terms
from index.lexical.top_k import best_rows

IDS = np.array([f"{row:02}" for row in range(20)])
scores = st.lists(st.integers(-5, 5), min_size=20, max_size=20).map(lambda s: np.array(s, np.float32))


def signal(of_all: Scores, count: int, weight: float) -> Signal:
    return Signal(np.argsort(-of_all, kind="stable")[:count].astype(np.int64), lambda rows: of_all[rows], weight)


@given(scores, st.integers(1, 20), st.floats(0.1, 5))
def test_one_signal_alone_keeps_its_order(of_all: Scores, count: int, weight: float) -> None:
    rows, fused = fuse([signal(of_all, count, weight)], IDS.__getitem__)
    assert sorted(rows) == sorted(np.argsort(-of_all, kind="stable")[:count])
    assert (np.diff(of_all[rows]) <= 0).all()
    assert (np.diff(fused) <= 0).all()


@given(scores, scores, st.integers(1, 20))
def test_a_signal_of_weight_0_neither_counts_nor_brings_candidates(one: Scores, other: Scores, count: int) -> None:
    alone = fuse([signal(one, count, 1)], IDS.__getitem__)
    both = fuse([signal(one, count, 1), signal(other, count, 0)], IDS.__getitem__)
    assert [list(part) for part in alone] == [list(part) for part in both]


@given(scores, st.integers(0, 25))
def test_the_best_are_those_that_sorting_all_puts_first(of_all: Scores, count: int) -> None:
    assert best_rows(of_all, count).tolist() == np.argsort(-of_all, kind="stable")[:count].tolist()


def test_a_row_that_only_one_signal_found_has_the_other_ones_score_too() -> None:
    one, other = np.array([3, 2, 1], np.float32), np.array([1, 2, 9], np.float32)
    rows, fused = fuse([signal(one, 1, 1), signal(other, 1, 1)], IDS.__getitem__)
    assert sorted(rows) == [0, 2]
    assert fused.tolist() == pytest.approx([0, 0])
    assert rows.tolist() == [0, 2]  # equal: by id


def test_what_a_signal_knows_nothing_of_is_left_to_the_others() -> None:
    words = np.array([9, 5, 4, 3, 2, 1, 0], np.float32)
    questions = np.array([np.nan, np.nan, 8, 7, 6, 5, 4], np.float32)
    rows, _ = fuse([signal(words, 7, 1), Signal(np.array([2, 3]), lambda rows: questions[rows], 2)], IDS.__getitem__)
    assert rows.tolist()[0] == 0
    assert rows.tolist().index(2) < rows.tolist().index(3)
    none, _ = fuse([signal(words, 7, 1), Signal(np.array([2]), lambda rows: rows * np.nan, 2)], IDS.__getitem__)
    assert none.tolist() == list(range(7))


def test_one_row_that_a_signal_knows_is_neither_raised_nor_lowered_by_it() -> None:
    words = np.array([5, 4, 3, 2], np.float32)
    known = np.array([np.nan, np.nan, np.nan, 9], np.float32)
    rows, _ = fuse([signal(words, 4, 1), Signal(np.array([3]), lambda rows: known[rows], 2)], IDS.__getitem__)
    assert rows.tolist() == [0, 1, 2, 3]


def test_nothing_found_is_no_ranking() -> None:
    rows: Rows
    for signals in ([], [signal(np.zeros(20, np.float32), 0, 1)]):
        rows, fused = fuse(signals, IDS.__getitem__)
        assert (len(rows), len(fused)) == (0, 0)


def test_dense_and_lexical_signals_score_rows_that_they_did_not_find() -> None:
    vectors = np.eye(3, dtype=np.float32)
    dense = dense_signal(VectorIndex.build(vectors), vectors[0], 1, np.array([0, 1]))
    assert dense.found.tolist() == [0, 1]
    assert dense.scores(np.array([2, 0])).tolist() == [0, 1]
    lexical = lexical_signal(
        LexicalIndex.build(["kat", "hund", "hund og kat"]), "kat", 1, np.array([True, True, False])
    )
    assert lexical.found.tolist() == [0]
    assert (lexical.scores(np.array([2])) > 0).all()


def test_the_cosines_of_no_row_are_none() -> None:
    index = VectorIndex.build(np.eye(3, dtype=np.float32))
    assert index.cosines(np.ones(3, np.float32), np.empty(0, np.int64)).shape == (0,)


def test_part_of_a_compound_and_a_typing_error_are_found_by_their_pieces() -> None:
    texts = ["Digitaliseringsstyrelsen", "Kommunernes økonomi"]
    assert LexicalIndex.build(texts).search("styrelse", 2)[0].tolist() == [0]
    assert LexicalIndex.build(texts).search("digitalisring", 2)[0].tolist() == [0]
    assert LexicalIndex.build(texts, words_only=True).search("styrelse", 2)[0].tolist() == []


def test_words_beside_each_other_count_more_than_the_same_words_apart() -> None:
    index = LexicalIndex.build(["ledelse kræver digital indsigt altid", "digital ledelse kræver indsigt altid"])
    assert index.search("digital ledelse", 2)[0].tolist() == [1, 0]


@given(st.text(max_size=80))
def test_pieces_and_pairs_are_never_equal_to_a_term(text: str) -> None:
    found = terms(text)
    assert not set(found) & {*character_ngrams(found), *bigrams(found)}
    assert not set(character_ngrams(found)) & set(bigrams(found))
    assert len(character_ngrams(found)) >= len(found)
