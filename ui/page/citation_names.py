"""Names of citations: number, page and section, and the document where there are several."""

from collections.abc import Sequence
from itertools import groupby

from answer.types import Citation
from ingest.text import Language
from ui.texts import page_texts as texts
from ui.texts.locale import say

LONGEST_TITLE = 64
"""Characters of a shortened title; the document's own page shows all of it."""


def short_title(title: str) -> str:
    """Shorten a document's title to its first words."""
    if len(title) <= LONGEST_TITLE:
        return title
    return title[:LONGEST_TITLE].rsplit(" ", 1)[0].rstrip(" ,.:;–-") + " …"


def section_name(citation: Citation) -> str:
    """Name a quote's section; in a document without headings it is the title.

    In a document without pages all headings are named: «Sikkerhed › Adgang».
    """
    return name_section(citation.section, citation.document_title, paged=bool(citation.page_label))


def name_section(section: tuple[str, ...], title: str, *, paged: bool) -> str:
    """Name a section by its last heading, or in a document without pages by all headings below the title."""
    below = section[1:] if section[:1] == (title,) else section
    return (below[-1] if paged and below else " › ".join(below)) or title


def document_name(citation: Citation) -> str:
    """Name the document next to a section's name; empty where that is the title already."""
    return "" if section_name(citation) == citation.document_title else short_title(citation.document_title)


def name_citations(citations: Sequence[Citation], language: Language, *, with_document: bool = False) -> str:
    """Name citations from one page for a screen reader: «Kilde 2, side 8», «Kilde 2 til 6, side 8»."""
    numbers = write_numbers(citations, texts.NUMBERS_SPOKEN.in_(language))
    page, document = citations[0].page_label, short_title(citations[0].document_title)
    if with_document:
        name = texts.CITATION_NAME_IN if page else texts.CITATION_NAME_IN_UNPAGED
    else:
        name = texts.CITATION_NAME if page else texts.CITATION_NAME_UNPAGED
    return say(name, language, number=numbers, page=page, document=document)


def place_of(citation: Citation, language: Language, *, with_document: bool = False) -> str:
    """Name the place of a quote: «Side 8 · Sikkerhed», or «Digital strategi · Side 8 · Sikkerhed»."""
    document = document_name(citation) if with_document else ""
    page = say(texts.PAGE_NUMBER, language, page=citation.page_label) if citation.page_label else ""
    return " · ".join(word for word in (document, page, section_name(citation)) if word)


def write_numbers(citations: Sequence[Citation], in_a_row: str = "{first}–{last}") -> str:
    """Write citations' numbers, three or more in a row as one: «1–6, 8»."""
    written: list[str] = []
    by_distance = groupby(enumerate(citation.number for citation in citations), key=lambda pair: pair[1] - pair[0])
    for _, run in by_distance:
        numbers = [number for _, number in run]
        if len(numbers) > 2:  # noqa: PLR2004  two are as short with a comma
            written.append(in_a_row.format(first=numbers[0], last=numbers[-1]))
        else:
            written.extend(str(number) for number in numbers)
    return ", ".join(written)
