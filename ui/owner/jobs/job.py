"""A job of the owner: a child process that reports its progress."""

import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from os import environ
from threading import Condition
from time import monotonic

from ingest.text import Text
from ui.owner.jobs.meter import NOTHING_COUNTED, Meter
from ui.owner.jobs.progress import Progress, read_line

_HEARTBEAT_SECONDS = 5.0
News = tuple[int, Text] | Meter | None
"""A line with its number from 1, a changed meter, or None as a heartbeat."""


@dataclass(slots=True)
class Job:
    """One job: its lines and its meter so far, its exit code after the end, and whether it was stopped."""

    lines: list[Text] = field(default_factory=list)
    exit_code: int | None = None
    was_stopped: bool = False
    meter: Meter = NOTHING_COUNTED
    _news: Condition = field(default_factory=Condition)
    _process: subprocess.Popen[str] | None = None

    def work(self, module: str, arguments: list[str], environment: Mapping[str, str]) -> int:
        """Job a module's `main`, which ends in `child_process.run_job`, to its end; return its exit code."""
        # By -c: the processes that read documents would import a module run by -m again.
        program = f"from {module} import main; main()"
        with subprocess.Popen(  # noqa: S603  our own program and file names
            [sys.executable, "-c", program, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            env={**environ, **environment},
            text=True,
            encoding="utf-8",
        ) as process:
            self._process = process
            for line in process.stdout or ():
                self.show(read_line(line))
        return process.returncode

    def show(self, progress: Progress) -> None:
        """Record a report: a text that differs from the last one becomes a line, and the meter moves."""
        with self._news:
            if not self.lines or self.lines[-1] != progress.text:
                self.lines.append(progress.text)
            self.meter = self.meter.moved(progress, monotonic())
            self._news.notify_all()

    def stop(self) -> None:
        """Terminate the process, if it runs."""
        self.was_stopped = self.exit_code is None
        if self._process and self.was_stopped:
            self._process.terminate()

    def end(self, exit_code: int) -> None:
        """Set the exit code; nothing follows it."""
        with self._news:
            self.exit_code = exit_code
            self._news.notify_all()

    def news(self, after: int = 0) -> Iterator[News]:
        """Yield the lines after the first `after`, and the meter whenever it changes, until the job ends."""
        shown = NOTHING_COUNTED
        while True:
            with self._news:
                if len(self.lines) <= after and self.meter == shown and self.exit_code is None:
                    self._news.wait(_HEARTBEAT_SECONDS)
                fresh, meter, ended = self.lines[after:], self.meter, self.exit_code is not None
            yield from enumerate(fresh, start=after + 1)
            after += len(fresh)
            if ended and after >= len(self.lines):
                return
            if meter != shown:
                yield meter
                shown = meter
            elif not fresh:
                yield None
