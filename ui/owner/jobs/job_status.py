"""How the owner's programs went, in words, and how loudly a page says it."""

from dataclasses import dataclass
from enum import StrEnum

from ingest.text import Text
from ui.cli.ingest import SOME_UNREAD
from ui.owner.jobs.job import Run
from ui.texts import owner_draft_texts as owner_drafting_texts
from ui.texts import owner_texts


class Loudness(StrEnum):
    """What a page makes of an outcome: a screen reader is told of the latter two at once."""

    QUIET = "quiet"
    DONE = "done"
    PARTLY = "partly"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is said of a run that goes on or has ended."""

    words: Text
    loudness: Loudness = Loudness.QUIET

    @property
    def alerts(self) -> bool:
        """Whether it is said at once, whatever a screen reader is reading."""
        return self.loudness in {Loudness.PARTLY, Loudness.FAILED}


def outcome_of_publishing(run: Run | None) -> Outcome:
    """Say how a building went, or that it goes on."""
    if run is None:
        return Outcome(owner_texts.NOT_PUBLISHING, Loudness.DONE)
    if run.exit_code is None:
        return Outcome(owner_texts.PUBLISHING)
    if run.exit_code == SOME_UNREAD:
        return Outcome(owner_texts.PUBLISHED_PARTLY, Loudness.PARTLY)
    if run.exit_code == 0:
        return Outcome(owner_texts.PUBLISHED, Loudness.DONE)
    return Outcome(owner_texts.PUBLISH_FAILED, Loudness.FAILED)


def outcome_of_drafting(run: Run | None) -> Outcome:
    """Say how drafting went, or that it goes on."""
    if run is None:
        return Outcome(owner_drafting_texts.NOT_DRAFTING, Loudness.DONE)
    if run.exit_code is None:
        return Outcome(owner_drafting_texts.DRAFTING)
    if run.was_stopped:
        return Outcome(owner_drafting_texts.DRAFTING_STOPPED, Loudness.DONE)
    return (
        Outcome(owner_drafting_texts.DRAFTED, Loudness.DONE)
        if run.exit_code == 0
        else Outcome(owner_drafting_texts.DRAFTING_FAILED, Loudness.FAILED)
    )
