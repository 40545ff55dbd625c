"""Copies with small corrections are quoted once; what a reader must be told of is never taken for a copy."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.answerer import DocumentAnswerer
from answer.types import Question
from index.filters import SearchFilter
from index.near_duplicates import nearly_same, without_twins, wording
from tests.restricted_bundle import open_corpus

RULE = (
    "Kommunens medarbejdere betaler senest den 14. marts 2,5 procent af udgiften til Borgerhuset, "
    "hvis lederen godkender det."
)

SAME = (
    ("medarbejdere", "medar\u00adbejdere"), ("medarbejdere", "medar- bejdere"), ("Borgerhuset", "Borger-Huset"),
    ("udgiften", "udgften"), ("godkender", "godkendre"), (", hvis", " – hvis"), ("det.", "det"),
    ("medarbejdere betaler", "medarbejdere betaler også"), ("medarbejdere", "medarbejderne"), ("procent", "proecnt"),
)  # fmt: skip
OTHER = (
    ("14.", "15."), ("2,5", "25"), ("2,5", "2.5"), ("2,5", "-2,5"), ("marts", "maj"), ("betaler", "betaler ikke"),
    ("betaler", "betales"), ("senest", "tidligst"), ("Borgerhuset", "Borgerhusets"), ("Borgerhuset", "Biblioteket"),
    ("lederen", "rådet"), ("hvis", "medmindre"), ("Kommunens", "Regionens"), ("udgiften", "indtægten"),
    ("procent", "promille"), ("betaler", "får"), ("godkender", "ugodkender"), ("den 14. marts", "tirsdag"),
)  # fmt: skip


@pytest.mark.parametrize(("word", "becomes"), SAME)
def test_what_only_sets_or_corrects_is_the_same(word: str, becomes: str) -> None:
    assert word in RULE
    assert nearly_same(RULE, RULE.replace(word, becomes))
    assert nearly_same(RULE.replace(word, becomes), RULE)


@pytest.mark.parametrize(("word", "becomes"), OTHER)
def test_what_a_reader_must_be_told_of_is_not_the_same(word: str, becomes: str) -> None:
    assert word in RULE
    assert not nearly_same(RULE, RULE.replace(word, becomes))
    assert not nearly_same(RULE.replace(word, becomes), RULE)


@pytest.mark.parametrize(
    "pair",
    [("lovlig", "ulovlig"), ("ingen", "inden"), ("tirsdag", "torsdag"), ("femten", "femte"), ("mindst", "mindre")],
)
def test_words_that_are_alike_and_mean_something_else_keep_texts_apart(pair: tuple[str, str]) -> None:
    one, other = (f"Det er efter reglerne {word} at holde fri, når arbejdet er gjort." for word in pair)
    assert not nearly_same(one, other)


WORDS = st.lists(
    st.sampled_from(
        ["leder", "møde", "plan", "sagen", "vejen", "Aarhus", "12", "2024", "3,5", "ikke", "skal", "derfor"]
    ),
    max_size=14,
)
NUMBERS = st.integers(0, 9999)


@given(WORDS, WORDS)
def test_it_is_the_same_whichever_comes_first(one: list[str], other: list[str]) -> None:
    assert nearly_same(" ".join(one), " ".join(other)) is nearly_same(" ".join(other), " ".join(one))


@given(WORDS, st.sampled_from(["\n", "  ", " \u00ad", ", "]))
def test_how_a_text_is_set_makes_no_difference(text: list[str], between: str) -> None:
    assert nearly_same(" ".join(text), between.join(text))


@given(WORDS, NUMBERS, NUMBERS, st.integers(0, 14))
def test_another_number_always_makes_another_text(text: list[str], one: int, other: int, place: int) -> None:
    first, second = ([*text[:place], str(n), *text[place:]] for n in (one, other))
    assert nearly_same(" ".join(first), " ".join(second)) is (one == other)
    assert (wording(" ".join(first)) == wording(" ".join(second))) is (one == other)


def test_the_newest_takes_the_place_of_the_first_and_one_document_repeats_as_it_likes() -> None:
    texts = [
        ("a", "2020", RULE),
        ("b", "", "Noget andet."),
        ("c", "2024", RULE.replace("det.", "det!")),
        ("a", "2020", RULE),
    ]
    chosen = without_twins(texts, lambda t: t[2], lambda t: t[0], lambda t: t[1])
    assert chosen == [(2, 0), (1, 1)]
    assert without_twins(texts[:1] * 2, lambda t: t[2], lambda t: t[0], lambda t: t[1]) == [(0, 0), (1, 1)]


def write(folder: Path, name: str, text: str, published: str) -> None:
    (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / f"{name}.toml").write_text(f'published = "{published}"\n', encoding="utf-8")
    asked = '{"question": "Hvornår skal vi betale?", "quotes": ["Kommunens medarbejder"]}'
    (folder / f"{name}.questions.jsonl").write_text(asked, encoding="utf-8")


def test_an_answer_quotes_a_corrected_copy_once_and_another_number_beside_it(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    before, after = "Kantinen er åben hele dagen.", "Parkering aftales med receptionen hver uge."
    write(corpus, "kopi-a", f"{before}\n\n{RULE}", "2020")
    write(corpus, "kopi-b", f"{RULE.replace('medarbejdere', 'medarbejderne')} {after}", "2024")
    write(corpus, "kopi-c", f"{before} {RULE.replace('14.', '21.')}", "2022")
    answerer = DocumentAnswerer(open_corpus(corpus, tmp_path / "index"))
    asked = "Hvornår betaler kommunens medarbejdere udgiften?"
    quoted = [
        (c.document_id, "21." in c.quote) for c in answerer.answer(Question(asked)).citations if "betaler" in c.quote
    ]
    assert sorted(quoted) == [("kopi-b", False), ("kopi-c", True)]
    copies = Question(asked, search_filter=SearchFilter(year=2024))
    assert {hit.passage.document_id for hit in answerer.search(copies, 5).hits} == {"kopi-b"}
