"""The section of each case's evidence, by the documents' headings."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from eval.exam.cases import Case, Evidence
from ingest.document import Document, Page


def with_sections(cases: Iterable[Case], documents: Sequence[Document]) -> tuple[Case, ...]:
    """Add each case's section: the last heading above its first evidence; empty if that is in no document."""
    return tuple(
        replace(case, section=_section(case.evidence[0][0], documents)) if case.evidence else case for case in cases
    )


def _section(evidence: Evidence, documents: Sequence[Document]) -> str:
    words = re.compile(r"\s+".join(map(re.escape, evidence.quote.split())))
    for document in documents:
        for page in document.pages:
            if page.number == evidence.page and (found := words.search(page.text)):
                return _heading_at(document, page, found.start())
    return ""


def _heading_at(document: Document, page: Page, place: int) -> str:
    for block in document.blocks:
        if block.page == page.number and block.start <= place < block.end and block.section:
            return block.section[-1]
    return ""
