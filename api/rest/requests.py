"""Request models, validated field by field."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool, StringConstraints
from pydantic.json_schema import SkipJsonSchema
from pydantic_core import PydanticCustomError

from answer.types import LONGEST_QUESTION, MOST_TURNS, Question, Turn
from api.feedback.feedback import LONGEST_COMMENT, Opinion
from index.filters import SearchFilter

MOST_HITS = 50
_MOST_DOCUMENTS = 100
_LONGEST_ID = 200


def _is_text(text: str) -> str:
    if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise PydanticCustomError("not_text", "holds a NUL or half a surrogate pair")
    return text


def _is_visible(text: str) -> str:
    if not any(character.isprintable() and not character.isspace() for character in text):
        raise PydanticCustomError("blank", "holds no visible character")
    return text


Text = Annotated[str, AfterValidator(_is_text)]
"""A text without NUL and lone surrogates, which pydantic admits in a string without constraints."""

QuestionText = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_QUESTION),
    AfterValidator(_is_text),
    AfterValidator(_is_visible),
]
Id = Annotated[str, StringConstraints(min_length=1, max_length=_LONGEST_ID), AfterValidator(_is_text)]
Documents = Annotated[
    Annotated[list[Id], Field(min_length=1, max_length=_MOST_DOCUMENTS)] | None,
    Field(description="Søg kun i disse dokumenter; udeladt er alle", examples=[["whitepaper"]]),
]
Name = Annotated[str, StringConstraints(strip_whitespace=True, max_length=_LONGEST_ID), AfterValidator(_is_text)]
Publisher = Annotated[Name, Field(description="Kun udgivere, hvis navn indeholder dette", examples=["Digital"])]
Year = Annotated[
    Annotated[int, Field(ge=1000, le=9999)] | None,
    Field(description="Kun dokumenter udgivet dette år", examples=[2024]),
]
Section = Annotated[Name, Field(description="Kun under overskrifter, der indeholder dette", examples=["Nutid"])]
Day = Annotated[
    str,
    StringConstraints(pattern=r"^(\d{4}-\d{2}-\d{2})?$"),
    Field(
        description="En dag (ÅÅÅÅ-MM-DD): det, der gjaldt da, hvert dokument i den udgave, der var den nyeste",
        examples=["2026-11-24"],
    ),
]
Comment = Annotated[str, StringConstraints(strip_whitespace=True, max_length=LONGEST_COMMENT), AfterValidator(_is_text)]
HitCount = Annotated[int, Field(ge=1, le=MOST_HITS, description="Antal steder, der ønskes", examples=[5])]
Explain = Field(default=False, description="Fortæl, hvordan hvert sted blev fundet", examples=[True])
History = Annotated[
    list["TurnBody"], Field(max_length=MOST_TURNS, description="Det, der er spurgt om før; det ældste først")
]


class _Body(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class TurnBody(_Body):
    """Et tidligere spørgsmål i samtalen, eventuelt med det svar, det fik."""

    question: QuestionText = Field(
        description="Spørgsmålet, som det blev stillet", examples=["Hvordan skabes et digitalt mindset hos ledelsen?"]
    )
    answer: Text | None = Field(
        default=None,
        description="Svaret, det fik",
        examples=["Fokusere på digitale projekter, der skaber værdi i ledernes og medarbejdernes hverdag. [1]"],
    )


class Limits(_Body):
    """Hvor der søges. Uden grænser: i alle dokumenter, hvert i den nyeste udgave."""

    documents: Documents = None
    publisher: Publisher = ""
    year: Year = None
    section: Section = ""
    on: Day = ""

    def question_within(self, text: str, history: tuple[Turn, ...] = ()) -> Question:
        """Make a question with these limits."""
        documents = None if self.documents is None else frozenset(self.documents)
        return Question(text, history, documents, SearchFilter(self.publisher, self.year, self.section, self.on))


class SearchParameters(Limits):
    """En søgning i adressen (GET)."""

    query: QuestionText = Field(description="Det, der søges efter", examples=["digitalt mindset"])
    k: HitCount = 5
    explain: bool = Explain

    def as_question(self) -> Question:
        """Convert the search to a question."""
        return self.question_within(self.query)


class SearchBody(SearchParameters):
    """En søgning (POST)."""

    explain: StrictBool = Explain
    history: History = []

    def as_question(self) -> Question:
        """Convert the search to a question."""
        return self.question_within(self.query, _as_turns(self.history))


class AnswerBody(Limits):
    """Et spørgsmål, der skal besvares med citater."""

    question: QuestionText = Field(
        description="Spørgsmålet, på dansk eller et andet sprog",
        examples=["Hvordan undgår man, at digitale løsninger bliver for komplekse?"],
    )
    history: History = []
    mode: SkipJsonSchema[Literal["extractive"]] = "extractive"
    """Undocumented: accepted from older clients, for which it was documented."""

    def as_question(self) -> Question:
        """Convert the body to a question."""
        return self.question_within(self.question, _as_turns(self.history))


class FeedbackBody(_Body):
    """Hvad en læser siger om et svar."""

    answer_id: Id = Field(description="Svarets `id`", examples=["0123456789abcdef0123456789abcdef"])
    useful: StrictBool = Field(description="Hjalp svaret?", examples=[False])
    comment: Comment | None = Field(
        default=None,
        description="Hvad manglede, eller hvad var godt? Skriv ingen personoplysninger",
        examples=["Der manglede et årstal"],
    )
    replaces: Id | None = Field(
        default=None,
        description="Det `id`, som den samme læser fik sidst; det, hun siger nu, træder i stedet for det, hun sagde da",
        examples=["0123456789abcdef"],
    )

    def as_opinion(self) -> Opinion:
        """Convert the body to an opinion."""
        return Opinion(self.useful, self.comment or "", self.replaces or "")


def _as_turns(history: list[TurnBody]) -> tuple[Turn, ...]:
    return tuple(Turn(turn.question, turn.answer or "") for turn in history)
