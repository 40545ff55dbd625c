"""What a search is chosen search_filter, besides the documents named: who asks, publisher, year, section, and a day."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SearchFilter:
    """Limits of a search; empty or None limits nothing.

    Attributes
    ----------
    publisher
        Part of the publisher's name, in any case.
    year
        The year that a document was published in.
    section
        Part of one of the headings above a passage, in any case.
    on
        A day, as YYYY-MM-DD: what was in force then, each document in its newest edition of that day.
    groups
        Those that the asker is in; to her, documents for other groups do not exist. None is whoever has the files.
    """

    publisher: str = ""
    year: int | None = None
    section: str = ""
    on: str = ""
    groups: frozenset[str] | None = frozenset()


EVERYWHERE = SearchFilter()
"""Limits nothing, for somebody of whom no group is known."""

OWNER = SearchFilter(groups=None)
"""Limits nothing, for whoever has the index's files: the terminal and the evaluation."""


@dataclass(frozen=True, slots=True)
class DocumentVersion:
    """A document as far as limits go: documents of the same `work` (not empty) are editions of it.

    Where there are `groups`, it exists only for people in one of them.
    """

    document_id: str
    publisher: str
    published: str
    work: str
    edition: str
    groups: frozenset[str] = frozenset()

    def is_for(self, groups: frozenset[str] | None) -> bool:
        """Tell whether somebody in these groups may read it; None is whoever has the files."""
        return groups is None or not self.groups or not self.groups.isdisjoint(groups)


def select_documents(
    versions: Iterable[DocumentVersion], documents: frozenset[str] | None, search_filter: SearchFilter
) -> frozenset[str]:
    """Choose the documents to search: of each work the newest edition, unless others are asked for.

    Older editions are asked for by naming them, by their year, or by a day on which they were the newest. A document
    without a date counts as older than any with one.
    """
    chosen = [
        version for version in versions if version.is_for(search_filter.groups)
    ]  # first: none that is hidden replaces another
    chosen = [version for version in chosen if documents is None or version.document_id in documents]
    if search_filter.publisher:
        chosen = [version for version in chosen if search_filter.publisher.casefold() in version.publisher.casefold()]
    if search_filter.year is not None:
        chosen = [version for version in chosen if version.published[:4] == f"{search_filter.year:04}"]
    if search_filter.on:
        chosen = [version for version in chosen if version.published[: len(search_filter.on)] <= search_filter.on]
    if search_filter.on or (documents is None and search_filter.year is None):
        newest: dict[str, DocumentVersion] = {}
        for version in sorted(chosen, key=lambda version: (version.published, version.document_id)):
            newest[version.work or f"\0{version.document_id}"] = version
        chosen = list(newest.values())
    return frozenset(version.document_id for version in chosen)
