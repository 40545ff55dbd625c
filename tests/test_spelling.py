from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.follow_up import rename
from answer.question import understand
from answer.types import Question, Turn
from eval.exam.misspelling import with_errors
from index.lexical.known_words import WordList, write_words
from index.lexical.spelling import Spelling
from tests.test_eval_run import CASES

NOTHING_TO_CORRECT = Spelling(Counter(), ())
SPELLING = Spelling.learn(
    ["Ledelsen har ansvaret for digitalisering.", "Digitalisering kræver kompetencer af ledelsen."],
    ["bestyrelsen", "lessen"],
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Hvad er digitaliserng?", "Hvad er digitalisering?"),
        ("Hvad er digitaliesring?", "Hvad er digitalisering?"),
        ("Ledelesn og ansavret", "Ledelsen og ansvaret"),
        ("DIGITALISERIGN", "Digitalisering"),
        ("digtaliserng", "digitalisering"),
    ],
)
def test_an_error_becomes_the_documents_own_word(typed: str, meant: str) -> None:
    assert SPELLING.correct(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "bestyrelsen",  # is in the word list
        "ledelsens kompetence",  # inflections of words that are there
        "Spørg Ledelsn om det",  # a name, for all that is known
        "aef ledet",  # too short, or too far off
        "xedelsen",  # begins with another letter
        "7 dig1tal",
    ],
)
def test_what_may_exist_is_left_alone(typed: str) -> None:
    assert SPELLING.correct(typed) == typed


def test_a_saved_spelling_corrects_as_before(tmp_path: Path) -> None:
    SPELLING.save(tmp_path / "words.txt")
    loaded = Spelling.load(tmp_path / "words.txt")
    for text in ("digitaliserng", "bestyrelsn", "lesen", "ledelsens"):
        assert loaded.correct(text) == SPELLING.correct(text)


def test_other_words_are_looked_up_on_disk_as_in_memory(tmp_path: Path) -> None:
    words = {"ø", "å", "bestyrelse", "bestyrelsen", "værdi", "a" * 40}
    write_words(tmp_path / "words.npy", words)
    listed = WordList(tmp_path / "words.npy")
    for word in (*words, "bestyrelses", "", "a" * 39, "a" * 41, "aa", "z", "værd"):
        assert (word in listed) == (word in words)
    write_words(tmp_path / "none.npy", [])
    assert "ø" not in WordList(tmp_path / "none.npy")


def test_a_spelling_that_was_saved_with_all_words_in_one_file_is_read_too(tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text("ledelsen 2\nbestyrelsen 0", encoding="utf-8")
    loaded = Spelling.load(tmp_path / "words.txt")
    assert [loaded.correct(word) for word in ("ledelsn", "bestyrelsen", "bestyrelsn")] == [
        "ledelsen", "bestyrelsen", "bestyrelsn",
    ]  # fmt: skip


@given(st.text(max_size=100))
def test_correcting_twice_changes_nothing_more(text: str) -> None:
    once = SPELLING.correct(text)
    assert SPELLING.correct(once) == once


def test_a_corrected_question_is_shown_as_understood() -> None:
    query = understand(Question("Hvem har ansvraet?"), SPELLING)
    assert (query.asked, query.text) == ("Hvem har ansvraet?", "Hvem har ansvaret?")


@pytest.mark.parametrize(
    ("whole", "asked", "understood"),
    [
        ("Hvem deltog fra Gladsaxe Kommune?", "Og Frederiksberg?", "Hvem deltog fra Frederiksberg?"),
        ("Hvad siger I om MitID?", "Hvad med Digital Post?", "Hvad siger I om Digital Post?"),
        ("Hvem deltog fra Styrelsen for Job?", "Og fra Egedal?", None),
        ("Hvem deltog?", "Og Frederiksberg?", None),
        ("Hvad skiller Egedal fra Gladsaxe?", "Og Frederiksberg?", None),
        ("Hvem deltog fra Egedal?", "Og hvornår?", None),
    ],
)
def test_a_follow_up_that_names_another_asks_the_same_of_it(whole: str, asked: str, understood: str | None) -> None:
    assert rename(whole, asked) == understood
    query = understand(Question(asked, (Turn(whole),)), NOTHING_TO_CORRECT)
    assert query.text == (understood or f"{whole} {asked}")


def test_errors_are_put_in_the_same_places_every_time_and_only_in_long_words() -> None:
    once = list(with_errors(tuple(CASES)))
    assert once == list(with_errors(tuple(CASES)))
    assert once != list(with_errors(tuple(CASES), seed=2))
    for case, spoilt in zip(CASES, once, strict=True):
        pairs = zip(case.question.split(), spoilt.question.split(), strict=True)
        assert all(one == other or len(one) >= 5 for one, other in pairs)
