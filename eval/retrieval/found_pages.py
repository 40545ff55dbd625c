"""Evaluation of search by questions with a known document and page."""

import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError
from rich.table import Table

from answer.types import Answerer, Question
from index.filters import OWNER
from index.hit import Hit
from ingest.errors import CorpusError
from ingest.text import Text

DEPTH = 5
"""Hits that count."""


@dataclass(frozen=True, slots=True)
class PlaceQuestion:
    """A question and the place of its answer; `page` is None in a document without pages.

    `evidence` is the text there; only letters and digits are compared.
    """

    id: str
    question: str
    document: str
    page: int | None
    evidence: str


@dataclass(frozen=True, slots=True)
class PlaceResult:
    """A question's result: whether the document, its page and the evidence were among the first hits."""

    asked: PlaceQuestion
    document: bool
    page: bool
    evidence: bool


def read_place_questions(path: Path) -> list[PlaceQuestion]:
    """Read questions, one per line.

    Raises
    ------
    CorpusError
        If a line is invalid.
    """
    questions = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            questions.append(TypeAdapter(PlaceQuestion).validate_python(json.loads(line)))
        except (json.JSONDecodeError, ValidationError) as error:
            raise CorpusError(
                Text(f"{path}:{number} er ikke et spørgsmål: {error}", f"{path}:{number} is not a question: {error}")
            ) from error
    return questions


def find_places(answerer: Answerer, questions: list[PlaceQuestion]) -> list[PlaceResult]:
    """Search for every question, and check the first five hits."""
    return [
        _placed(asked, answerer.search(Question(asked.question, search_filter=OWNER), DEPTH).hits)
        for asked in questions
    ]


def _placed(asked: PlaceQuestion, hits: tuple[Hit, ...]) -> PlaceResult:
    there = [hit.passage for hit in hits if hit.passage.document_id == asked.document]
    on_page = [passage for passage in there if asked.page in (None, passage.page)]
    wanted = letters(asked.evidence)
    return PlaceResult(asked, bool(there), bool(on_page), any(wanted in letters(passage.text) for passage in on_page))


def letters(text: str) -> str:
    """Return the letters and digits in lower case, without spaces and hyphens at line ends."""
    return "".join(filter(str.isalnum, text.casefold()))


def places_table(placed: list[PlaceResult]) -> Table:
    """Set the rates by document and in total as a table, and list the questions whose page was not found."""
    table = Table(title=f"{len(placed)} spørgsmål: det rette sted blandt de første {DEPTH}", title_justify="left")
    table.add_column("Dokument")
    for column in ("Spørgsmål", "Dokument fundet", "Og side", "Og selve stedet"):
        table.add_column(column, justify="right")
    by_document: dict[str, list[PlaceResult]] = defaultdict(list)
    for each in placed:
        by_document[each.asked.document].append(each)
    for name, some in [*sorted(by_document.items()), ("I alt", placed)]:
        counts = (sum(p.document for p in some), sum(p.page for p in some), sum(p.evidence for p in some))
        table.add_row(name, str(len(some)), *(f"{count / len(some):.2f}" for count in counts))
    if missed := [each.asked for each in placed if not each.page]:
        table.caption = "Ikke fundet: " + "; ".join(f"{asked.id} «{asked.question}»" for asked in missed)
        table.caption_justify = "left"
    return table
