"""A document's metadata: the facts in its .toml file."""

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import tomlkit
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError

from ingest.bidi import BidiFreeText
from ingest.errors import DocumentError
from ingest.files.durable import write_atomically
from ingest.text import Text


class OutlineEntry(BaseModel):
    """One heading of the document, like a PDF's bookmark.

    `starts` is the beginning of the section's text, given where the text layer puts the heading elsewhere. `figure`
    marks the labels of a figure.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    page: int = Field(ge=1)
    level: int = Field(ge=1, le=6)
    heading: BidiFreeText = Field(min_length=1)
    starts: BidiFreeText | None = None
    figure: bool = False


def _as_text(value: object) -> object:
    """Convert TOML dates and years to text; a date with a time becomes its date, without conversion of time zones."""
    if isinstance(value, date):
        return value.isoformat()[: len("2025-06-01")]
    return str(value) if type(value) is int else value


GroupName = Annotated[BidiFreeText, StringConstraints(strip_whitespace=True, min_length=1, pattern=r"^[^,\x00-\x1f]+$")]
"""A group's name; a proxy separates names by commas."""


class Facts(BaseModel):
    """Metadata that the document itself lacks or has wrong.

    Only the groups in `groups` may read the document; empty permits everybody who may ask.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: BidiFreeText | None = Field(default=None, min_length=1)
    publisher: BidiFreeText = ""
    language: str | None = None
    source_url: str = ""
    published: Annotated[str | None, BeforeValidator(_as_text)] = Field(
        default=None, pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$"
    )
    work: BidiFreeText = ""
    edition: BidiFreeText = ""
    groups: tuple[GroupName, ...] = ()
    first_page: int = Field(default=1, ge=1)
    outline: tuple[OutlineEntry, ...] = ()


def read_facts(path: Path) -> Facts:
    """Read a document's facts; a missing title or language is later taken from the document itself.

    Raises
    ------
    DocumentError
        If the file is not TOML, has an unknown key, or has a `source_url` that is no web address.
    """
    if not path.exists():
        return Facts()
    try:
        return _parse(path.read_text(encoding="utf-8"), path)
    except UnicodeDecodeError as error:
        raise _unusable(path, error) from error


def names_in(path: Path) -> set[str]:
    """List a TOML file's top-level keys, known or unknown.

    Raises
    ------
    DocumentError
        If the file is not TOML.
    """
    try:
        return set(tomllib.loads(path.read_text(encoding="utf-8")))
    except ValueError as error:  # which TOMLDecodeError and UnicodeDecodeError are
        raise _unusable(path, error) from error


def write_facts(path: Path, given: Mapping[str, str | list[str]]) -> None:
    """Set some of a document's facts, and leave the rest of its file unchanged; an empty value removes the key.

    Raises
    ------
    DocumentError
        If the result would be invalid; the file is then unchanged.
    """
    try:
        facts = tomlkit.parse(path.read_text(encoding="utf-8") if path.exists() else "")
    except ValueError as error:  # which tomlkit's ParseError and UnicodeDecodeError are
        raise _unusable(path, error) from error
    for name, value in given.items():
        if not value:
            facts.pop(name, None)
        elif _as_text(facts.get(name)) != value:
            facts[name] = value
    text = tomlkit.dumps(facts)
    _parse(text, path)
    write_atomically(path, text)


def _parse(text: str, path: Path) -> Facts:
    try:
        facts = Facts.model_validate(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise _unusable(path, error) from error
    if facts.source_url and not _is_web_address(facts.source_url):
        raise DocumentError(
            Text(
                f"{path.name}: source_url skal være en adresse, der begynder med https:// eller http://.",
                f"{path.name}: source_url must be an address that begins with https:// or http://.",
            ),
        )
    return facts


def _is_web_address(address: str) -> bool:
    """Check that an address is http or https: not a script (`javascript:`) and not data (`data:`)."""
    try:
        link = urlsplit(address)
    except ValueError:
        return False
    return link.scheme in {"http", "https"} and bool(link.hostname) and address.isprintable() and " " not in address


def _unusable(path: Path, error: ValueError) -> DocumentError:
    return DocumentError(
        Text(
            f"{path.name}, dokumentets oplysninger, kan ikke læses: {error}",
            f"{path.name}, the document's facts, cannot be read: {error}",
        ),
    )
