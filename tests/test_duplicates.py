"""Sentences of equal wording in two documents are quoted once; any other word or number keeps them apart."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.answerer import DocumentAnswerer
from answer.types import Question
from index.duplicates import without_duplicates, wording
from index.filters import SearchFilter
from tests.restricted_bundle import open_corpus

RULE = (
    "Kommunens medarbejdere betaler senest den 14. marts 2,5 procent af udgiften til Borgerhuset, "
    "hvis lederen godkender det."
)

SAME = (
    ("medarbejdere", "medar\u00adbejdere"), ("medarbejdere", "medar- bejdere"), ("Borgerhuset", "Borger-Huset"),
    (", hvis", " – hvis"), ("det.", "det"),
)  # fmt: skip
OTHER = (
    ("14.", "15."), ("2,5", "25"), ("2,5", "2.5"), ("2,5", "-2,5"), ("marts", "maj"), ("betaler", "betaler ikke"),
    ("senest", "tidligst"), ("Borgerhuset", "Biblioteket"), ("hvis", "medmindre"), ("medarbejdere", "medarbejderne"),
)  # fmt: skip


@pytest.mark.parametrize(("word", "becomes"), SAME)
def test_another_setting_is_the_same_wording(word: str, becomes: str) -> None:
    assert word in RULE
    assert wording(RULE) == wording(RULE.replace(word, becomes))


@pytest.mark.parametrize(("word", "becomes"), OTHER)
def test_another_word_or_number_is_another_wording(word: str, becomes: str) -> None:
    assert word in RULE
    assert wording(RULE) != wording(RULE.replace(word, becomes))


WORDS = st.lists(
    st.sampled_from(
        ["leder", "møde", "plan", "sagen", "vejen", "Aarhus", "12", "2024", "3,5", "ikke", "skal", "derfor"]
    ),
    max_size=14,
)
NUMBERS = st.integers(0, 9999)


@given(WORDS, st.sampled_from(["\n", "  ", " \u00ad", ", "]))
def test_how_a_text_is_set_makes_no_difference(text: list[str], between: str) -> None:
    assert wording(" ".join(text)) == wording(between.join(text))


@given(WORDS, NUMBERS, NUMBERS, st.integers(0, 14))
def test_another_number_always_makes_another_text(text: list[str], one: int, other: int, place: int) -> None:
    first, second = ([*text[:place], str(n), *text[place:]] for n in (one, other))
    assert (wording(" ".join(first)) == wording(" ".join(second))) is (one == other)


def test_the_newest_takes_the_place_of_the_first_and_one_document_repeats_as_it_likes() -> None:
    texts = [
        ("a", "2020", RULE),
        ("b", "", "Noget andet."),
        ("c", "2024", RULE.replace("det.", "det!")),
        ("a", "2020", RULE),
    ]
    chosen = without_duplicates(texts, lambda t: t[2], lambda t: t[0], lambda t: t[1])
    assert chosen == [(2, 0), (1, 1)]
    assert without_duplicates(texts[:1] * 2, lambda t: t[2], lambda t: t[0], lambda t: t[1]) == [(0, 0), (1, 1)]


def write(folder: Path, name: str, text: str, published: str) -> None:
    (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / f"{name}.toml").write_text(f'published = "{published}"\n', encoding="utf-8")
    asked = '{"question": "Hvornår skal vi betale?", "quotes": ["Kommunens medarbejder"]}'
    (folder / f"{name}.questions.jsonl").write_text(asked, encoding="utf-8")


def test_an_answer_quotes_a_copy_once_and_another_number_beside_it(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    before, after = "Kantinen er åben hele dagen.", "Parkering aftales med receptionen hver uge."
    write(corpus, "kopi-a", f"{before}\n\n{RULE}", "2020")
    write(corpus, "kopi-b", f"{RULE.replace('medarbejdere', 'medar- bejdere')} {after}", "2024")
    write(corpus, "kopi-c", f"{before} {RULE.replace('14.', '21.')}", "2022")
    answerer = DocumentAnswerer(open_corpus(corpus, tmp_path / "index"))
    asked = "Hvornår betaler kommunens medarbejdere udgiften?"
    quoted = [
        (c.document_id, "21." in c.quote) for c in answerer.answer(Question(asked)).citations if "betaler" in c.quote
    ]
    assert sorted(quoted) == [("kopi-b", False), ("kopi-c", True)]
    copies = Question(asked, search_filter=SearchFilter(year=2024))
    assert {hit.passage.document_id for hit in answerer.search(copies, 5).hits} == {"kopi-b"}
