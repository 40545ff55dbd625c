"""The HTML reader: a page's main text as headings, paragraphs, list items, table rows and footnotes."""

from collections.abc import Iterator
from dataclasses import replace

import lxml.html
from lxml import etree
from lxml.html import HtmlElement

from ingest.document import Kind
from ingest.errors import DocumentError
from ingest.readers.parsed import ONE_PAGE, Element, ParsedFile, ReadingWarning
from ingest.text import Text

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LEFT_OUT = {
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "head", "button", "select", "form",
    "input", "textarea", "nav", "dialog", "canvas", "audio", "video",
}  # fmt: skip
_AROUND_MAIN = {"header", "footer", "aside"}
_AROUND_ROLES = {"navigation", "banner", "contentinfo", "search", "complementary"}
_BLOCKS = {
    "p", "div", "section", "article", "main", "body", "ul", "ol", "dl", "dd", "dt", "li", "blockquote", "figure",
    "figcaption", "details", "summary", "address", "hr", "fieldset", "table", "pre", "header", "footer", "aside",
    "hgroup", "center", "caption", *_HEADINGS,
}  # fmt: skip
_LISTS = {"ul", "ol"}
_MAIN = "//main | //*[@role='main']"
_FEWEST_LINKS = 2  # of a menu or a table of contents
_DEEPEST = 200  # nested elements; deeper content is read as one paragraph


def read_web(data: bytes) -> ParsedFile:
    """Read a web page's main text: the content of `<main>`, or of the body without menus and footers.

    Raises
    ------
    DocumentError
        If the page holds no text.
    """
    root = parse_web(data)
    mains = root.xpath(_MAIN)
    top = mains[0] if len(mains) == 1 else next(iter(root.xpath("//body")), root)
    elements = tuple(_Walk(everything=len(mains) == 1).read(top))
    if not elements:
        raise DocumentError(Text("siden har ingen tekst.", "the page has no text."))
    warnings = () if any(e.kind is Kind.HEADING for e in elements) else (NO_HEADINGS,)
    title = " ".join(root.findtext(".//title", "").split())
    return ParsedFile(ONE_PAGE, elements, title=title, paged=False, warnings=warnings)


NO_HEADINGS = ReadingWarning(Text("der er ingen overskrifter.", "there are no headings."))


def parse_web(data: bytes) -> HtmlElement:
    """Parse HTML, as UTF-8 if it is valid UTF-8, otherwise in the encoding that the page declares.

    Raises
    ------
    DocumentError
        If there is nothing to parse.
    """
    try:
        data.decode("utf-8")
        encoding = "utf-8"
    except UnicodeDecodeError:
        encoding = None
    try:
        root = lxml.html.document_fromstring(data, parser=lxml.html.HTMLParser(encoding=encoding, no_network=True))
    except (etree.LxmlError, ValueError) as error:
        raise DocumentError(Text(f"siden kan ikke læses: {error}", f"the page cannot be read: {error}")) from error
    return root


def all_text(root: HtmlElement) -> tuple[Element, ...]:
    """Read an element's content, including menus and footers."""
    return tuple(_Walk(everything=True).read(root))


class _Walk:
    """One walk through a page; `everything` includes menus, headers and footers."""

    def __init__(self, *, everything: bool) -> None:
        self._everything = everything

    def read(self, top: HtmlElement) -> Iterator[Element]:
        yield from self._inside(top, Kind.PARAGRAPH, 0)

    def _inside(self, node: HtmlElement, kind: Kind, depth: int) -> Iterator[Element]:
        """Read a block's own text and its inner blocks, in order."""
        loose: list[str] = [node.text or ""]
        for child in node.iterchildren():
            if self._is_left_out(child):
                loose.append(child.tail or "")
            elif depth < _DEEPEST and _holds_blocks(child):
                yield from _element(loose, kind)
                yield from self._block(child, kind, depth + 1)
                loose = [child.tail or ""]
            else:
                loose += [_inline(child), child.tail or ""]
        yield from _element(loose, kind)

    def _block(self, node: HtmlElement, kind: Kind, depth: int) -> Iterator[Element]:
        tag = str(node.tag)
        if tag in _HEADINGS:
            yield from _element([_inline(node)], Kind.HEADING, level=_HEADINGS[tag])
        elif tag == "table":
            yield from self._table(node, depth)
        elif tag == "pre":
            text = "".join(map(str, node.itertext())).strip("\n")
            yield from [Element(kind, text)] if text.strip() else []
        elif tag in _LISTS and self._only_leads_on(node):
            yield from (replace(element, repeats=True) for element in self._inside(node, kind, depth))
        else:
            yield from self._inside(node, _kind(node, kind), depth)

    def _only_leads_on(self, node: HtmlElement) -> bool:
        """Check whether a list is a table of contents or, on a page without `<main>`, a menu."""
        links = node.xpath(".//a[@href]")
        if len(links) < _FEWEST_LINKS:
            return False
        if self._everything and not all(link.get("href").startswith("#") for link in links):
            return False
        return len("".join(_inline(node).split())) == sum(len("".join(_inline(link).split())) for link in links)

    def _table(self, table: HtmlElement, depth: int) -> Iterator[Element]:
        """Read a table row by row; a layout table is read as the blocks in it."""
        if table.xpath(".//table") or not table.xpath(".//tr[count(td|th) > 1]"):
            yield from self._inside(table, Kind.PARAGRAPH, depth)
            return
        header = ""
        for row in table.xpath(".//caption | .//tr"):
            if row.tag == "caption":
                yield from _element([_inline(row)], Kind.CAPTION)
                continue
            cells = [" ".join(_inline(cell).split()) for cell in row.xpath("./td | ./th")]
            text = "\t".join(cells).strip()
            if text:
                yield Element(Kind.TABLE, text, opening=header)
            if not header and ((row.xpath("./th[1]") and not row.xpath("./td")) or row.getparent().tag == "thead"):
                header = text

    def _is_left_out(self, node: HtmlElement) -> bool:
        if not isinstance(node.tag, str):  # a comment
            return True
        hidden = "hidden" in node.attrib or "footnote-backref" in node.get("class", "")
        around = node.tag in _AROUND_MAIN or node.get("role") in _AROUND_ROLES
        return node.tag in _LEFT_OUT or hidden or (around and not self._everything)


def _holds_blocks(node: HtmlElement) -> bool:
    return node.tag in _BLOCKS or any(inner.tag in _BLOCKS for inner in node.iterdescendants())


def _kind(node: HtmlElement, kind: Kind) -> Kind:
    if node.tag == "li":
        return Kind.FOOTNOTE if node.get("id", "").startswith("fn") else Kind.LIST_ITEM
    if node.tag in ("blockquote", "figcaption"):
        return Kind.QUOTE if node.tag == "blockquote" else Kind.CAPTION
    return kind


def _inline(node: HtmlElement) -> str:
    """Return an element's visible text, with line breaks as spaces."""
    if not isinstance(node.tag, str) or node.tag in _LEFT_OUT or "footnote-backref" in node.get("class", ""):
        return ""
    if _marks_its_own_place(node):
        return ""
    if node.tag == "br":
        return " "
    parts = [node.text or ""]
    for child in node.iterchildren():
        parts += [_inline(child), child.tail or ""]
        if child.tag in _BLOCKS:
            parts.append(" ")
    return "".join(parts)


def _marks_its_own_place(node: HtmlElement) -> bool:
    """Check whether an element is a heading's permalink, such as «§», «¶» or «#»."""
    is_here = node.tag == "a" and node.get("href", "").startswith("#")
    return is_here and not any(letter.isalnum() for letter in node.text_content())


def _element(parts: list[str], kind: Kind, level: int = 0) -> Iterator[Element]:
    if text := " ".join("".join(parts).split()):
        yield Element(kind, text, level=level)
