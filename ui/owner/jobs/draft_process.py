"""The child process that drafts questions for the owner; its argument is the document."""

import sys
from pathlib import Path

from ui.cli.questions.draft_run import DraftRun, load_model_settings
from ui.cli.questions.draft_texts import NOTHING_LACKS, dropped_text, made_text, passage_text, sent_text
from ui.owner.jobs.child_process import Show, run_job
from ui.owner.jobs.progress import Progress


def main() -> None:
    """Draft as `rundbord questions draft` does."""
    run_job(_draft)


def _draft(show: Show) -> int:
    settings = load_model_settings(None, None)
    run = DraftRun(Path(sys.argv[1]), settings)
    passages = len(run.gaps)
    if not passages:
        show(Progress(NOTHING_LACKS))
        return 0
    show(Progress(sent_text(passages, settings), of=passages))
    try:
        for number, drafts in enumerate(run.drafts(), 1):
            show(Progress(passage_text(number, passages, drafts), number, passages))
    finally:
        show(Progress(made_text(run.made)))
        if dropped := dropped_text(run.made):
            show(Progress(dropped))
    return 0
