"""The child process that builds for the owner; its arguments are the documents."""

import sys
from pathlib import Path

from index.build.steps import Stage, Step
from ui.cli.index_update import SOME_UNREAD, update_index
from ui.cli.step_texts import NOTHING_CHANGED, UNREAD, note_text, step_text
from ui.owner.jobs.child_process import Show, run_job
from ui.owner.jobs.progress import Progress


def main() -> None:
    """Build as `rundbord ingest` does, with its exit codes."""
    run_job(_build)


def _build(show: Show) -> int:
    index = update_index(
        [Path(argument) for argument in sys.argv[1:]],
        report=lambda step: show(_progress(step)),
        warn=lambda text: show(Progress(note_text(text))),
        force=False,
    )
    if not index.is_new:
        show(Progress(NOTHING_CHANGED))
    for problem in index.manifest.problems:
        show(Progress(note_text(problem)))
    if not index.unread:
        return 0
    show(Progress(UNREAD.filled(files=", ".join(index.unread))))
    return SOME_UNREAD


def _progress(step: Step) -> Progress:
    counted = step.stage is not Stage.ENCODED_BEFORE
    return Progress(step_text(step), step.done, step.of) if counted else Progress(step_text(step))
