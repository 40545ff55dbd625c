"""A job's child process: lower priority than the server, progress on standard output."""

import os
import sqlite3
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Never

from ingest.errors import RundbordError
from ui.owner.jobs.progress import Progress
from ui.texts.error_texts import error_text

_NICER = 10
Show = Callable[[Progress], None]


def run_job(job: Callable[[Show], int]) -> Never:
    """Job a job at a lower priority, and end the process with its exit code; 1 after an error that was foreseen.

    Libraries and their processes may print: standard output becomes standard error for everything but the progress.
    """
    with suppress(OSError):  # a system may deny it
        os.nice(_NICER)
    lines = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8", buffering=1)
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())

    def show(progress: Progress) -> None:
        lines.write(progress.line())

    try:
        code = job(show)
    except (RundbordError, OSError, sqlite3.Error) as error:
        show(Progress(error_text(error)))
        code = 1
    sys.exit(code)
