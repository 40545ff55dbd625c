"""Headings that were found, against headings that a person counted on the printed pages."""

from dataclasses import dataclass
from pathlib import Path

from eval.reading.fidelity import squeeze
from ingest.document import Document, Kind


@dataclass(frozen=True, slots=True)
class HeadingMatches:
    """Of `known` headings `right` were found on their page; `extra` were found that nobody counted."""

    known: int
    right: int
    extra: int
    missing: tuple[str, ...]


def known_headings(folder: Path, document_id: str) -> tuple[tuple[int, str], ...]:
    """Read a document's counted headings, `page: heading` a line; none where nobody has counted."""
    file = folder / f"{document_id}.headings.txt"
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    entries = [line.partition(": ") for line in lines if line.strip() and not line.startswith("#")]
    return tuple((int(page), heading) for page, _, heading in entries)


def find_counted(document: Document, known: tuple[tuple[int, str], ...]) -> HeadingMatches:
    """Look for the counted headings among those found, on their page."""
    found = [
        (block.page, squeeze(document.page(block.page).text[block.start : block.end]).lower())
        for block in document.blocks
        if block.kind is Kind.HEADING
    ]
    missing = []
    for page, heading in known:
        match = (page, squeeze(heading).lower())
        if match in found:
            found.remove(match)
        else:
            missing.append(f"{page}: {heading}")
    return HeadingMatches(len(known), len(known) - len(missing), len(found), tuple(missing))
