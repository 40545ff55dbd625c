"""Footnotes and links of a Word document, which python-docx does not write (ECMA-376, part 1, 17.11 and 17.16.22)."""

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

_SEPARATORS = f"""
<w:footnotes {nsdecls("w", "r")}>
  <w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
  <w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>
</w:footnotes>"""
_SETTING = f"""
<w:footnotePr {nsdecls("w")}><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>"""
_BLUE = RGBColor(0x05, 0x63, 0xC1)


class Footnotes:
    """The footnotes of one document; Word numbers them in the order of their references."""

    def __init__(self, document: Document) -> None:
        root = parse_xml(_SEPARATORS)
        self._part = XmlPart(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, root, document.part.package)
        document.part.relate_to(self._part, RELATIONSHIP_TYPE.FOOTNOTES)
        document.settings.element.find(qn("w:compat")).addprevious(parse_xml(_SETTING))
        text = document.styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        text.font.size = Pt(10)
        text.paragraph_format.space_after = Pt(0)
        self._text = text.style_id
        reference = document.styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER, builtin=True)
        reference.font.superscript = True
        self._reference = reference.style_id
        self._count = 0

    def add(self, paragraph: Paragraph) -> tuple[Paragraph, Part]:
        """Add a footnote reference at a paragraph's end; return the footnote's paragraph and its part."""
        self._count += 1
        self._mark(paragraph, "w:footnoteReference").set(qn("w:id"), str(self._count))
        footnote = parse_xml(
            f'<w:footnote {nsdecls("w")} w:id="{self._count}">'
            f'<w:p><w:pPr><w:pStyle w:val="{self._text}"/></w:pPr></w:p></w:footnote>'
        )
        self._part.element.append(footnote)
        note = Paragraph(footnote[0], paragraph)
        self._mark(note, "w:footnoteRef")
        note.add_run(" ")
        return note, self._part

    def _mark(self, paragraph: Paragraph, tag: str) -> BaseOxmlElement:
        run = paragraph.add_run()
        mark: BaseOxmlElement = OxmlElement(tag)
        style = OxmlElement("w:rStyle")
        style.set(qn("w:val"), self._reference)
        run.element.get_or_add_rPr().append(style)
        run.element.append(mark)
        return mark


def add_link_style(document: Document) -> None:
    """Add the style of links to a document."""
    style = document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER, builtin=True)
    style.font.underline = True
    style.font.color.rgb = _BLUE


def add_link(paragraph: Paragraph, part: Part, words: str, url: str) -> Run:
    """Add a link at the end of a paragraph of `part`; return the run with its words."""
    run = paragraph.add_run(words)
    style = OxmlElement("w:rStyle")
    style.set(qn("w:val"), "Hyperlink")
    run.element.get_or_add_rPr().append(style)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run.element.addprevious(link)
    link.append(run.element)
    return run
