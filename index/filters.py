"""Filters of a search: the reader's groups, publisher, year, section and day; and the documents that meet them."""

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
        A day, as YYYY-MM-DD: each document is searched in its newest edition of that day.
    groups
        The reader's groups. Documents restricted to other groups are invisible. None disables the check (local CLI).
    """

    publisher: str = ""
    year: int | None = None
    section: str = ""
    on: str = ""
    groups: frozenset[str] | None = frozenset()


EVERYWHERE = SearchFilter()
"""No limits, for a reader without groups."""

OWNER = SearchFilter(groups=None)
"""No limits and no groups, for users with access to the files: the terminal and the evaluation."""


@dataclass(frozen=True, slots=True)
class DocumentVersion:
    """The properties of a document that filters use; documents of the same `work` (not empty) are editions of it.

    A document with `groups` is visible only to readers in one of them.
    """

    document_id: str
    publisher: str
    published: str
    work: str
    edition: str
    groups: frozenset[str] = frozenset()

    def is_for(self, groups: frozenset[str] | None) -> bool:
        """Return whether readers in these groups may read it; None disables the check."""
        return groups is None or not self.groups or not self.groups.isdisjoint(groups)


def select_documents(
    versions: Iterable[DocumentVersion], documents: frozenset[str] | None, search_filter: SearchFilter
) -> frozenset[str]:
    """Choose the documents to search: of each work the newest edition, unless the filter asks for others.

    A filter asks for older editions by their ids, by their year, or by a day on which they were the newest. A document
    without a date counts as older than any with one.
    """
    chosen = [
        version for version in versions if version.is_for(search_filter.groups)
    ]  # first, so that no hidden edition replaces a visible one
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
