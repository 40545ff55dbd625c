"""Find each element's section and the line that opens its list."""

from ingest.document import Kind
from ingest.readers.parsed import Element
from ingest.readers.text_layer.structure import TextBlock
from ingest.sentences import split_sentences


def with_sections(elements: tuple[Element, ...]) -> list[TextBlock]:
    """Add to each element the headings above it, and to each list item the line that opens its list."""
    pieces: list[TextBlock] = []
    path: list[Element] = []
    opening = ""
    for element in elements:
        if element.kind is Kind.HEADING:
            path = [*(above for above in path if above.level < element.level), element]
            opening = element.text
        elif element.kind is Kind.PARAGRAPH:
            opening = split_sentences(element.text)[-1]
        section = tuple(heading.text for heading in path)
        own = opening if element.kind is Kind.LIST_ITEM else element.opening
        pieces.append(TextBlock(element.kind, element.page, element.text, section, own, element.repeats))
    return pieces
