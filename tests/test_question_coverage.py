"""Corpus questions about some documents neither drown the others nor decide what these answer."""

import json

import pytest

from answer.answerer import DocumentAnswerer
from answer.types import Question
from index.build.pipeline import build
from index.search import Searcher
from index.storage.bundle import open_bundle
from ingest.corpus import find_documents
from tests.real_bundle import lend_encoder

_HOLIDAY = """# Ferie og fravær

## Ferie

Du optjener ferie i hele kalenderåret. Ferien aftales med din nærmeste leder senest i april.

## Sygdom

Ring til din leder, før arbejdsdagen begynder. Efter to uger holdes der en samtale om fraværet.

## Barsel

Barsel meldes til personalekontoret tre måneder før fødslen. Løn under barsel følger overenskomsten.
"""
_PARKING = """# Parkering ved rådhuset

## Gæster

Gæster parkerer på pladsen mod syd. Receptionen udleverer et kort, der lægges i forruden.

## Elbiler

De seks ladestandere må bruges i fire timer ad gangen. Strømmen betales med medarbejderkortet.

## Cykler

Cykelkælderen åbnes med adgangskortet. Lånecykler bookes i kalenderen.
"""
_ASKED = {
    "Hvornår skal ferien være aftalt?": "Ferien aftales med din nærmeste leder senest i april.",
    "Hvem aftaler jeg min ferie med?": "Ferien aftales med din nærmeste leder senest i april.",
    "Hvad gør jeg, når jeg er syg?": "Ring til din leder, før arbejdsdagen begynder.",
    "Hvornår bliver jeg kaldt til en samtale om sygdom?": "Efter to uger holdes der en samtale om fraværet.",
}


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> DocumentAnswerer:
    root = tmp_path_factory.mktemp("told")
    (root / "ferie.md").write_text(_HOLIDAY, encoding="utf-8")
    (root / "parkering.md").write_text(_PARKING, encoding="utf-8")
    lines = [json.dumps({"question": asked, "quotes": [quote]}) for asked, quote in _ASKED.items()]
    (root / "ferie.questions.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    lend_encoder(root / "index")
    build(find_documents([root / "ferie.md", root / "parkering.md"]), root / "index", None, lambda _: None)
    return DocumentAnswerer(open_bundle(root / "index"))


@pytest.mark.parametrize(
    ("asked", "quote"),
    [
        ("Hvor længe må min elbil stå til opladning?", "De seks ladestandere må bruges i fire timer ad gangen."),
        ("Hvor skal vores gæster parkere?", "Gæster parkerer på pladsen mod syd."),
        ("Hvordan kommer jeg ind i cykelkælderen?", "Cykelkælderen åbnes med adgangskortet."),
        ("Hvor lang tid før fødslen skal jeg melde min barsel?", "Barsel meldes til personalekontoret tre måneder før"),
        ("Hvad skal jeg gøre om morgenen, hvis jeg er syg?", "Ring til din leder, før arbejdsdagen begynder."),
    ],
)
def test_what_nobody_has_written_questions_for_is_found_and_quoted(
    answerer: DocumentAnswerer, asked: str, quote: str
) -> None:
    found, answer = answerer.search(Question(asked), 3), answerer.answer(Question(asked))
    assert quote in found.hits[0].passage.text
    assert any(quote in citation.quote for citation in answer.citations), answer.citations


def test_the_share_that_questions_speak_of_follows_what_was_found(answerer: DocumentAnswerer) -> None:
    searcher: Searcher = answerer._searcher
    about, elsewhere = (
        searcher.rank(asked, asked).question_coverage for asked in ("Hvem aftaler jeg ferie med?", "Hvor er elbilen?")
    )
    assert 0 <= elsewhere < 0.5 < about <= 1


@pytest.mark.parametrize("asked", ["Hvordan bager man en lagkage med jordbær?", "Hvem vandt Tour de France i 1996?"])
def test_what_is_about_something_else_is_refused_where_nobody_has_written_what_is(
    answerer: DocumentAnswerer, asked: str
) -> None:
    answer = answerer.answer(Question(asked))
    assert not answer.answered, answer.confidence
