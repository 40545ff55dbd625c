"""Comparison of found headings with those that a person listed from the printed pages."""

from dataclasses import dataclass
from pathlib import Path

from eval.reading.fidelity import squeeze
from ingest.document import Document, Kind


@dataclass(frozen=True, slots=True)
class HeadingMatches:
    """Of `known` listed headings `right` were found on their page; `extra` found headings are not listed."""

    known: int
    right: int
    extra: int
    missing: tuple[str, ...]


def known_headings(folder: Path, document_id: str) -> tuple[tuple[int, str], ...]:
    """Read a document's listed headings, `page: heading` per line; empty without a list."""
    file = folder / f"{document_id}.headings.txt"
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    entries = [line.partition(": ") for line in lines if line.strip() and not line.startswith("#")]
    return tuple((int(page), heading) for page, _, heading in entries)


def find_counted(document: Document, known: tuple[tuple[int, str], ...]) -> HeadingMatches:
    """Compare the listed headings with the found ones, by page."""
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
