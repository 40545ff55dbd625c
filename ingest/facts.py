"""The facts about a document that stand in the .toml file beside it."""

import tomllib
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from ingest.errors import CorpusError


class OutlineEntry(BaseModel):
    """One heading of the document, as a PDF's bookmark would name it.

    `starts` is what the section begins with where the text layer has put the heading elsewhere; `figure` marks the
    labels of a figure.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    page: int = Field(ge=1)
    level: int = Field(ge=1, le=6)
    heading: str = Field(min_length=1)
    starts: str | None = None
    figure: bool = False


GroupName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, pattern=r"^[^,\x00-\x1f]+$")]
"""What a group of people is called; a proxy lists them with commas between."""


class Facts(BaseModel):
    """What a document does not say of itself, or says wrongly.

    `groups` are those who alone may read it; without any, everybody who may ask.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str | None = Field(default=None, min_length=1)
    publisher: str = ""
    language: str | None = None
    source_url: str = ""
    published: str | None = Field(default=None, pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")
    work: str = ""
    edition: str = ""
    groups: tuple[GroupName, ...] = ()
    first_page: int = Field(default=1, ge=1)
    outline: tuple[OutlineEntry, ...] = ()


def read_facts(path: Path) -> Facts:
    """Read a document's facts; what they leave out, the document itself tells: its title, its language.

    Raises
    ------
    CorpusError
        If the file is not TOML, or names something that is not a fact.
    """
    if not path.exists():
        return Facts()
    try:
        return Facts.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, ValidationError) as error:
        raise CorpusError(f"{path}: the document's facts cannot be read: {error}") from error
