"""The filter that the reader chose on the page, as stored by the browser and carried by a link."""

from dataclasses import asdict, dataclass
from typing import Annotated
from urllib.parse import urlencode

from pydantic import AliasChoices, BeforeValidator, Field, TypeAdapter, ValidationError

from index.filters import SearchFilter
from ingest.document import Document
from ingest.text import Language
from ui.page.citation_names import short_title
from ui.texts import page_texts as texts
from ui.texts.locale import say

LONGEST = 200
"""The most characters of one value of the filter."""

MOST_NAMED = 3
"""The most documents that are all named in the filter's description; of more, the first two are named."""

_BEFORE_THERE_WERE_SEVERAL = AliasChoices("documents", "document")
"""Conversations stored by an older page name one document."""


@dataclass(frozen=True, slots=True)
class ChosenFilter:
    """The filter of a search on the page; an empty value limits nothing.

    Attributes
    ----------
    documents
        The ids of documents.
    publisher
        A publisher's name.
    year
        The year of publication, as four digits.
    section
        Words of a heading.
    """

    documents: Annotated[
        tuple[str, ...],
        BeforeValidator(lambda named: [named] if isinstance(named, str) and named else named or []),
        Field(validation_alias=_BEFORE_THERE_WERE_SEVERAL),
    ] = ()
    publisher: str = ""
    year: str = ""
    section: str = ""

    @property
    def named(self) -> frozenset[str] | None:
        """The documents to search; None searches all."""
        return frozenset(self.documents) or None

    @property
    def search_filter(self) -> SearchFilter:
        """The other limits of the search."""
        return SearchFilter(self.publisher, int(self.year) if self.year else None, self.section)

    @property
    def parameters(self) -> list[tuple[str, str]]:
        """The limits that are set, as parameters of an address."""
        rest = {name: value for name, value in asdict(self).items() if value and name != "documents"}
        return [*(("document", name) for name in self.documents), *rest.items()]


NO_LIMITS = ChosenFilter()

_LIMITS = TypeAdapter(ChosenFilter)


def read_limits(written: str) -> ChosenFilter:
    """Read the filter that the browser sends; invalid values count as none."""
    try:
        limits = _LIMITS.validate_json(written or "{}")
    except ValidationError:
        return NO_LIMITS
    values = [*limits.documents, limits.publisher, limits.section]
    year_makes_sense = not limits.year or (limits.year.isascii() and limits.year.isdigit() and len(limits.year) == 4)  # noqa: PLR2004
    return limits if year_makes_sense and all(len(value) <= LONGEST for value in values) else NO_LIMITS


def describe_limits(limits: ChosenFilter, documents: list[Document], language: Language) -> str:
    """Describe a filter in words: «Digital Strategi, Aarhus Kommune, 2024»; empty for none."""
    titles = {document.id: document.title for document in documents}
    title = _name_documents([titles.get(name, name) for name in limits.documents], language)
    under = say(texts.UNDER_HEADING, language, section=limits.section) if limits.section else ""
    return ", ".join(word for word in (title, limits.publisher, limits.year, under) if word)


def _name_documents(titles: list[str], language: Language) -> str:
    """Name one document by its title, several by short titles, and of many the first: «A», «B» og 4 andre."""
    if len(titles) <= 1:
        return "".join(titles)
    shown = titles if len(titles) <= MOST_NAMED else titles[: MOST_NAMED - 1]
    first = ", ".join(say(texts.TITLE_AMONG, language, title=short_title(title)) for title in shown[:-1])
    last = say(texts.TITLE_AMONG, language, title=short_title(shown[-1]))
    if len(shown) == len(titles):
        return say(texts.AND_THE_LAST, language, first=first, last=last)
    return say(texts.AND_OTHERS, language, first=f"{first}, {last}", count=len(titles) - len(shown))


def link_to(question: str, limits: ChosenFilter) -> str:
    """Write the link that asks a question again with its filter."""
    return "?" + urlencode([("q", question), *limits.parameters])


@dataclass(frozen=True, slots=True)
class Choices:
    """The values to filter by, in order of name; years newest first."""

    documents: tuple[Document, ...]
    publishers: tuple[str, ...]
    years: tuple[str, ...]


def choices(documents: list[Document]) -> Choices:
    """Collect the values that a reader can choose; one that excludes nothing is left out."""
    publishers = sorted({document.publisher for document in documents if document.publisher}, key=str.casefold)
    years = sorted({document.published[:4] for document in documents if document.published}, reverse=True)
    return Choices(
        documents=tuple(sorted(documents, key=lambda document: document.title.casefold())),
        publishers=tuple(publishers) if len(publishers) > 1 else (),
        years=tuple(years) if len(years) > 1 else (),
    )
