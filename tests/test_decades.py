import pytest

from answer.decades import with_whole_decades
from answer.question import understand
from answer.types import Question, Turn
from tests.test_spelling import NOTHING_TO_CORRECT


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("i 90'erne", "i 1990’erne"),
        ("i 1990´erne", "i 1990’erne"),
        ("i Halvfemserne", "i 1990’erne"),
        ("00'erne og 10erne", "2000’erne og 2010’erne"),
        ("the 2020s", "the 2020’erne"),
        ("100 borgere og 1990 kroner", "100 borgere og 1990 kroner"),
    ],
)
def test_decades_are_written_as_the_document_writes_them(said: str, meant: str) -> None:
    assert with_whole_decades(said) == meant


@pytest.mark.parametrize(
    ("history", "asked", "understood"),
    [
        (["Hvad skete der i 90'erne?"], "Og i årtiet efter?", "Hvad skete der i 2000’erne?"),
        (["Hvad skete der i 2010'erne?"], "Hvad med det forrige årti?", "Hvad skete der i 2000’erne?"),
        (["Hvad skete der i 1990’erne?", "Og i 2000’erne?"], "Og årtiet efter?", "Hvad skete der i 2010’erne?"),
        (["Hvad skete der i 1990’erne?"], "Og i 2020'erne?", "Hvad skete der i 2020’erne?"),
        (["Hvad er jura?"], "Og i 2020'erne?", "Hvad er jura? Og i 2020’erne?"),
    ],
)
def test_a_follow_up_about_another_decade_asks_the_same_of_it(history: list[str], asked: str, understood: str) -> None:
    told = Question(asked, tuple(Turn(question) for question in history))
    assert understand(told, NOTHING_TO_CORRECT).text == understood
