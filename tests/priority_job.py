"""A job that reports its own priority, and prints what is no report."""

import os

from ingest.text import Text
from ui.owner.jobs.child_process import Show, run_job
from ui.owner.jobs.progress import Progress


def main() -> None:
    """Report it."""
    run_job(_tell)


def _tell(show: Show) -> int:
    print("a library's own words")  # noqa: T201
    os.system("echo and its process")  # noqa: S605, S607
    show(Progress(Text(f"bygget {os.getpriority(os.PRIO_PROCESS, 0)}", "built")))
    return 0
