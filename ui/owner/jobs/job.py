"""A program of our own at work for the owner: in a process of its own, told line by line."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from threading import Condition

_PLAIN = {"PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8", "NO_COLOR": "1", "TERM": "dumb", "COLUMNS": "300"}
_BEHIND = "import contextlib, os\nwith contextlib.suppress(OSError):\n    os.nice(10)\n"
"""Lowers its own priority; where a system does not let it, the program runs all the same."""
_LONGEST_LINE = 600
_DRAWN = {code: "·" if chr(code) in "│┃" else None for code in range(ord("─"), ord("╿") + 1)}
"""A terminal's tables and bars are drawn with letters, which a page would break and a screen reader would read out."""

_HEARTBEAT_SECONDS = 5.0


@dataclass(slots=True)
class Run:
    """One program: what it has said so far, its exit code when it has ended, and whether it was told to end."""

    lines: list[str] = field(default_factory=list)
    exit_code: int | None = None
    was_stopped: bool = False
    _news: Condition = field(default_factory=Condition)
    _process: subprocess.Popen[str] | None = None

    def work(self, program: str, arguments: list[str], environment: Mapping[str, str]) -> int:
        """Run Python code to its end, behind the questions that the server answers meanwhile; return its exit code."""
        with subprocess.Popen(  # noqa: S603  our own program, on files that we name
            [sys.executable, "-c", _BEHIND + program, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**os.environ, **_PLAIN, **environment},
            text=True,
            encoding="utf-8",
            errors="replace",
        ) as process:
            self._process = process
            for line in process.stdout or ():
                if said := _words_of(line):
                    self.tell(said)
        return process.returncode

    def tell(self, line: str) -> None:
        """Add a line to what the program has said."""
        with self._news:
            self.lines.append(line)
            self._news.notify_all()

    def stop(self) -> None:
        """Have the program end now, if it is at work."""
        self.was_stopped = self.exit_code is None
        if self._process and self.was_stopped:
            self._process.terminate()

    def end(self, exit_code: int) -> None:
        """Tell those who follow that nothing more will come."""
        with self._news:
            self.exit_code = exit_code
            self._news.notify_all()

    def news(self, after: int = 0) -> Iterator[tuple[int, str]]:
        """Tell the lines after that many, each with its number from 1, to the end; an empty one is a sign of life."""
        while True:
            with self._news:
                if len(self.lines) <= after and self.exit_code is None:
                    self._news.wait(_HEARTBEAT_SECONDS)
                fresh, ended = self.lines[after:], self.exit_code is not None
            yield from enumerate(fresh, start=after + 1)
            after += len(fresh)
            if ended and after >= len(self.lines):
                return
            if not fresh:
                yield after, ""


def _words_of(line: str) -> str:
    plain = "".join(letter for letter in line if letter.isprintable()).translate(_DRAWN)
    return " ".join(plain.split()).strip("· ")[:_LONGEST_LINE]
