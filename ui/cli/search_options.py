"""The filter options of `rundbord ask` and `rundbord search`."""

from typing import Annotated

import typer

from answer.types import Question
from index.filters import SearchFilter

Documents = Annotated[list[str] | None, typer.Option("--document", "-d", help="Kun dette dokument; kan gentages.")]
Publisher = Annotated[str, typer.Option(help="Kun udgivere, hvis navn indeholder dette.")]
Year = Annotated[int | None, typer.Option(help="Kun dokumenter udgivet dette år.", min=1000, max=9999)]
Section = Annotated[str, typer.Option(help="Kun under overskrifter, der indeholder dette.")]
On = Annotated[
    str, typer.Option(help="En dag, ÅÅÅÅ-MM-DD: hvert dokument i den udgave, der gjaldt da.", metavar="ÅÅÅÅ-MM-DD")
]


def limited(text: str, documents: list[str] | None, search_filter: SearchFilter) -> Question:
    """Make a question with this filter."""
    return Question(text, (), frozenset(documents) if documents else None, search_filter)
