"""The kind of a Word paragraph, by its style, its outline level and its numbering."""

import re
from dataclasses import dataclass

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.styles.style import ParagraphStyle

_HEADING = re.compile(r"(?:heading|overskrift) ?([1-9])\Z", re.IGNORECASE)
_TITLES = {"title", "titel"}
_LISTS = re.compile(r"(?:list|liste|opstilling)\b", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|indholdsfortegnelse) ?(?:[1-9]|heading)\Z", re.IGNORECASE)
_BODY_LEVEL = 9  # Word's outline level of running text
_BOLD_LEVEL = 7  # the level of a bold line, below the headings that have a style
_LONGEST_HEADING = 90
_SENTENCE_ENDS = (".", ":", ",", ";", "!")
_PROPERTIES = qn("w:pPr")


@dataclass(frozen=True, slots=True)
class ParagraphKind:
    """A heading (`level` from 1), a list item, a line of the table of contents, or by default running text."""

    level: int = 0
    listed: bool = False
    contents: bool = False


class WordStyles:
    """A document's paragraph styles, which determine a paragraph's kind."""

    def __init__(self, document: WordDocument) -> None:
        self._styles = {
            style.style_id: style
            for style in document.styles
            if style.type == WD_STYLE_TYPE.PARAGRAPH and style.style_id
        }
        self._default = next((style for style in self._styles.values() if _is_default(style)), None)

    def of(self, paragraph: BaseOxmlElement) -> ParagraphKind:
        """Return a paragraph's kind."""
        family = self._family(paragraph)
        names = [str(style.name or "") for style in family]
        if any(_CONTENTS.match(name) for name in names):
            return ParagraphKind(contents=True)
        properties = [paragraph.find(_PROPERTIES), *(style.element.find(_PROPERTIES) for style in family)]
        known = [own for own in properties if own is not None]
        if level := _level(names, known):
            return ParagraphKind(level=level)
        if _stands_out(paragraph, family):
            return ParagraphKind(level=_BOLD_LEVEL)
        numbering = next((found[0] for own in known if (found := own.xpath("./w:numPr/w:numId/@w:val"))), "0")
        return ParagraphKind(listed=numbering != "0" or any(_LISTS.match(name) for name in names))

    def _family(self, paragraph: BaseOxmlElement) -> list[ParagraphStyle]:
        """List a paragraph's style and the styles that it is based on, nearest first."""
        named = paragraph.xpath("./w:pPr/w:pStyle/@w:val")
        style = self._styles.get(named[0]) if named else self._default
        family: list[ParagraphStyle] = []
        while style is not None and style not in family:
            family.append(style)
            based = style.element.xpath("./w:basedOn/@w:val")
            style = self._styles.get(based[0]) if based else None
        return family


def _is_default(style: ParagraphStyle) -> bool:
    return style.element.get(qn("w:default")) in ("1", "true")


def _level(names: list[str], properties: list[BaseOxmlElement]) -> int:
    if any(name.lower() in _TITLES for name in names):
        return 1
    for name in names:
        if match := _HEADING.match(name):
            return int(match[1])
    outline = next((found[0] for own in properties if (found := own.xpath("./w:outlineLvl/@w:val"))), str(_BODY_LEVEL))
    return int(outline) + 1 if int(outline) < _BODY_LEVEL else 0


def _stands_out(paragraph: BaseOxmlElement, family: list[ParagraphStyle]) -> bool:
    """Check whether a paragraph looks like a heading: short, all bold, and no sentence."""
    runs = [run for run in paragraph.iter(qn("w:r")) if "".join(run.itertext(qn("w:t"))).strip()]
    text = "".join("".join(run.itertext(qn("w:t"))) for run in runs).strip()
    if not runs or len(text) > _LONGEST_HEADING or text.endswith(_SENTENCE_ENDS) or _in_table(paragraph):
        return False
    styled = next((bold for style in family if (bold := _bold(style.element)) is not None), False)
    return all(styled if (bold := _bold(run)) is None else bold for run in runs)


def _bold(holder: BaseOxmlElement) -> bool | None:
    found = holder.xpath("./w:rPr/w:b")
    return found[0].get(qn("w:val"), "1") not in ("0", "false") if found else None


def _in_table(paragraph: BaseOxmlElement) -> bool:
    return next(paragraph.iterancestors(qn("w:tbl")), None) is not None
