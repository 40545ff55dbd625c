"""What a search is kept within, besides the documents named: who asks, publisher, year, section, and a day."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Within:
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


EVERYWHERE = Within()
"""Limits nothing, for somebody of whom no group is known."""

OWNER = Within(groups=None)
"""Limits nothing, for whoever has the index's files: the terminal and the evaluation."""


@dataclass(frozen=True, slots=True)
class Issue:
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


def in_force(issues: Iterable[Issue], documents: frozenset[str] | None, within: Within) -> frozenset[str]:
    """Choose the documents to search: of each work the newest edition, unless others are asked for.

    Older editions are asked for by naming them, by their year, or by a day on which they were the newest. A document
    without a date counts as older than any with one.
    """
    kept = [issue for issue in issues if issue.is_for(within.groups)]  # first: none that is hidden replaces another
    kept = [issue for issue in kept if documents is None or issue.document_id in documents]
    if within.publisher:
        kept = [issue for issue in kept if within.publisher.casefold() in issue.publisher.casefold()]
    if within.year is not None:
        kept = [issue for issue in kept if issue.published[:4] == f"{within.year:04}"]
    if within.on:
        kept = [issue for issue in kept if issue.published[: len(within.on)] <= within.on]
    if within.on or (documents is None and within.year is None):
        newest: dict[str, Issue] = {}
        for issue in sorted(kept, key=lambda issue: (issue.published, issue.document_id)):
            newest[issue.work or f"\0{issue.document_id}"] = issue
        kept = list(newest.values())
    return frozenset(issue.document_id for issue in kept)
