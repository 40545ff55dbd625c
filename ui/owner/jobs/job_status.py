"""The status of the owner's jobs in words, and its loudness on the page."""

from dataclasses import dataclass
from enum import StrEnum
from math import ceil

from ingest.text import Text
from ui.cli.index_update import SOME_UNREAD
from ui.owner.jobs.job import Job
from ui.owner.jobs.meter import NOTHING_COUNTED
from ui.texts import owner_draft_texts as owner_drafting_texts
from ui.texts import owner_texts


class Loudness(StrEnum):
    """The presentation of a status; the latter two interrupt a screen reader."""

    QUIET = "quiet"
    DONE = "done"
    PARTLY = "partly"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class JobStatus:
    """The status of a running or finished job, in words."""

    words: Text
    loudness: Loudness = Loudness.QUIET

    @property
    def alerts(self) -> bool:
        """True if it interrupts a screen reader."""
        return self.loudness in {Loudness.PARTLY, Loudness.FAILED}


def outcome_of_publishing(run: Job | None) -> JobStatus:
    """Return the status of publishing."""
    if run is None:
        return JobStatus(owner_texts.NOT_PUBLISHING, Loudness.DONE)
    if run.exit_code is None:
        return JobStatus(owner_texts.PUBLISHING)
    if run.exit_code == SOME_UNREAD:
        return JobStatus(owner_texts.PUBLISHED_PARTLY, Loudness.PARTLY)
    if run.exit_code == 0:
        return JobStatus(owner_texts.PUBLISHED, Loudness.DONE)
    return JobStatus(owner_texts.PUBLISH_FAILED, Loudness.FAILED)


def outcome_of_drafting(run: Job | None) -> JobStatus:
    """Return the status of drafting."""
    if run is None:
        return JobStatus(owner_drafting_texts.NOT_DRAFTING, Loudness.DONE)
    if run.exit_code is None:
        return JobStatus(owner_drafting_texts.DRAFTING)
    if run.was_stopped:
        return JobStatus(owner_drafting_texts.DRAFTING_STOPPED, Loudness.DONE)
    return (
        JobStatus(owner_drafting_texts.DRAFTED, Loudness.DONE)
        if run.exit_code == 0
        else JobStatus(owner_drafting_texts.DRAFTING_FAILED, Loudness.FAILED)
    )


def words_of(run: Job | None) -> Text:
    """Return the percentage and the time left; empty where nothing is counted."""
    meter = run.meter if run else NOTHING_COUNTED
    if meter.percent is None:
        return Text("", "")
    percent = owner_texts.PERCENT.filled(percent=meter.percent)
    if meter.left is None or meter.done == meter.of:
        return percent
    minutes = ceil(meter.left / 60)
    left = owner_texts.MINUTES_LEFT.filled(minutes=minutes) if minutes > 1 else owner_texts.MINUTE_LEFT
    return Text(f"{percent.da} · {left.da}", f"{percent.en} · {left.en}")
