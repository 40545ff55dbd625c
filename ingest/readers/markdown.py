"""The Markdown reader, which renders Markdown to HTML for the HTML reader."""

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from ingest.document import Kind
from ingest.errors import DocumentError
from ingest.readers.decoding import decode
from ingest.readers.html import NO_HEADINGS, all_text, parse_web
from ingest.readers.parsed import ONE_PAGE, ParsedFile
from ingest.text import Text


def read_markdown(data: bytes) -> ParsedFile:
    """Read CommonMark with tables and footnotes, without comments and front matter.

    Raises
    ------
    DocumentError
        If the file is not text, or has none.
    """
    html = MarkdownIt("commonmark").enable("table").use(footnote_plugin).use(front_matter_plugin).render(decode(data))
    elements = all_text(parse_web(f"<body>{html}</body>".encode())) if html.strip() else ()
    if not elements:
        raise DocumentError(Text("filen har ingen tekst.", "the file has no text."))
    title = next((e.text for e in elements if e.kind is Kind.HEADING), "")
    warnings = () if title else (NO_HEADINGS,)
    return ParsedFile(ONE_PAGE, elements, title=title, paged=False, warnings=warnings)
