"""A question as asked becomes a query that can be searched for."""

import re
import unicodedata
from dataclasses import dataclass

from answer.decades import carry_over, with_whole_decades
from answer.follow_up import rename
from answer.messages import EMPTY, TOO_LONG, TOO_MANY_TURNS, UNREADABLE
from answer.types import LONGEST_QUESTION, MOST_TURNS, Question
from index.lexical.danish import terms, words
from index.lexical.spelling import Spelling
from ingest.errors import QuestionError

# What a follow-up begins with, or points back with, in Danish and English.
_CONTINUES = re.compile(
    r"(og|men|eller|hvad med|hvad så|hvorfor så|hvordan så|også|ja|nej|and|but|what about|how about|or)\b",
    re.IGNORECASE,
)
_POINTS_BACK = frozenset(
    {"det", "den", "de", "dem", "der", "dets", "deres", "dens", "han", "hun", "ham", "hende", "hans", "hendes"}
    | {"dette", "disse", "denne", "sådan", "så", "samme", "dér", "it", "they", "them", "he", "she", "his", "her"}
    | {"their", "this", "that", "these", "those", "its", "same", "such"}
)
_FEW = 3
_INVISIBLE = {"Cf", "Cc", "Cs", "Co"}


@dataclass(frozen=True, slots=True)
class Query:
    """The query of a search.

    `asked` is the question as asked, `text` what it means: spelt right, with whole decades, and completed from the
    history; `focus` is the part of `text` that was asked just now, and `before` the earlier question that completed it.
    """

    asked: str
    text: str
    focus: str
    before: str = ""


def understand(question: Question, spelling: Spelling) -> Query:
    """Clean a question, correct its spelling, and complete an elliptic one from the conversation.

    Raises
    ------
    QuestionError
        If it is empty, longer than 1,000 characters, not text, or brings more than ten earlier turns.
    """
    asked = _clean(question.text)
    meant = _meant(asked, spelling)
    if len(question.history) > MOST_TURNS:
        raise QuestionError(TOO_MANY_TURNS.filled(turns=len(question.history), most=MOST_TURNS))
    if not question.history or not is_elliptic(asked):
        return Query(asked, meant, meant)
    # The nearest earlier question that stands on its own brings the subject.
    earlier = [_meant(_clean(turn.question), spelling) for turn in question.history]
    whole = next((text for text in reversed(earlier) if not is_elliptic(text)), earlier[0])
    if again := carry_over(whole, meant, earlier) or rename(whole, meant):
        return Query(asked, again, again)
    return Query(asked, f"{whole} {meant}"[:LONGEST_QUESTION], meant, before=whole)


def _meant(asked: str, spelling: Spelling) -> str:
    return with_whole_decades(spelling.correct(asked))[:LONGEST_QUESTION]


def is_elliptic(question: str) -> bool:
    """Tell whether a question needs the one before it: it begins like one, points back, or names hardly a subject."""
    if _CONTINUES.match(question):
        return True
    spoken, subjects = words(question), set(terms(question))
    return len(subjects) <= _FEW and (bool(_POINTS_BACK & set(spoken)) or (len(spoken) <= _FEW and len(subjects) <= 1))


def _clean(text: str) -> str:
    """Bring a question to NFC without characters that nobody sees, and check that something remains."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise QuestionError(UNREADABLE) from error
    if len(text) > LONGEST_QUESTION:
        raise QuestionError(TOO_LONG.filled(length=len(text), longest=LONGEST_QUESTION))
    spaced = " ".join(unicodedata.normalize("NFC", text).split())
    cleaned = "".join(character for character in spaced if unicodedata.category(character) not in _INVISIBLE).strip()
    if not cleaned:
        raise QuestionError(EMPTY)
    return cleaned
