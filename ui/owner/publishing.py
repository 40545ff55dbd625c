"""Building and publishing from the owner's page: in a process of its own, one at a time, told line by line."""

import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from threading import Condition, Thread

from index.publish import roll_back
from ui.commands.indexing import SOME_UNREAD
from ui.owner.workspace import Workspace

_log = logging.getLogger(__name__)

_INGEST = "import os; os.nice(10); from ui.cli import main; main()"
"""The ordinary `rundbord ingest`, behind the questions that the server answers meanwhile."""

_PLAIN = {"PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8", "NO_COLOR": "1", "TERM": "dumb", "COLUMNS": "300"}
_PUBLISHED = frozenset({0, SOME_UNREAD})
_LONGEST_LINE = 600
_DRAWN = {code: "·" if chr(code) in "│┃" else None for code in range(ord("─"), ord("╿") + 1)}
"""A terminal's tables and bars are drawn with letters, which a page would break and a screen reader would read out."""

_HEARTBEAT_SECONDS = 5.0


@dataclass(slots=True)
class Run:
    """One building: what it has said so far, and its exit code when it has ended."""

    lines: list[str] = field(default_factory=list)
    exit_code: int | None = None

    @property
    def succeeded(self) -> bool:
        """Whether an index was published; some documents may have been unreadable."""
        return self.exit_code in _PUBLISHED

    @property
    def left_some_out(self) -> bool:
        """Whether an index was published without documents that cannot be read."""
        return self.exit_code == SOME_UNREAD


class Publishing:
    """Builds what waits and, if that succeeds, makes it the corpus. It outlives the index that is replaced."""

    def __init__(self, workspace: Workspace, index: Path) -> None:
        self._workspace = workspace
        self._index = index
        self._news = Condition()
        self.run: Run | None = None

    @property
    def is_running(self) -> bool:
        """Whether this server is building just now."""
        return self.run is not None and self.run.exit_code is None

    def start(self) -> None:
        """Begin to build.

        Raises
        ------
        BusyError
            If somebody already does, or changes a document just now.
        """
        with ExitStack() as held:
            held.enter_context(self._workspace.changing(alone=True))
            files = [str(file.resolve()) for file in self._workspace.to_build()]
            self.run = Run()
            Thread(target=self._build, args=[self.run, files, held.pop_all()], daemon=True).start()

    def go_back(self) -> None:
        """Make the index before the current one current again.

        Raises
        ------
        BusyError
            If one is being built.
        IndexMissingError
            If there is none.
        """
        with self._workspace.changing(alone=True):
            roll_back(self._index)
            self.run = None

    def news(self, after: int = 0) -> Iterator[tuple[int, str]]:
        """Tell the lines after that many, each with its number from 1, to the end; an empty one is a sign of life."""
        run = self.run
        while run is not None:
            with self._news:
                if len(run.lines) <= after and run.exit_code is None:
                    self._news.wait(_HEARTBEAT_SECONDS)
                fresh, ended = run.lines[after:], run.exit_code is not None
            yield from enumerate(fresh, start=after + 1)
            after += len(fresh)
            if ended and after >= len(run.lines):
                return
            if not fresh:
                yield after, ""

    def _build(self, run: Run, files: list[str], held: ExitStack) -> None:
        code = 1
        try:
            with held:
                code = self._run_to_its_end(run, files)
                if code in _PUBLISHED:
                    self._workspace.settle()
        except Exception:  # a thread's edge: it logs, and the page says that it failed
            code = 1
            _log.exception("Publishing from the owner's page failed.")
        finally:
            with self._news:
                run.exit_code = code
                self._news.notify_all()

    def _run_to_its_end(self, run: Run, files: list[str]) -> int:
        with subprocess.Popen(  # noqa: S603  our own program, on files that we name
            [sys.executable, "-c", _INGEST, "ingest", *files],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**os.environ, **_PLAIN, "RUNDBORD_INDEX": str(self._index)},
            text=True,
            encoding="utf-8",
            errors="replace",
        ) as process:
            for line in process.stdout or ():
                if said := _words_of(line):
                    with self._news:
                        run.lines.append(said)
                        self._news.notify_all()
        return process.returncode


def _words_of(line: str) -> str:
    plain = "".join(letter for letter in line if letter.isprintable()).translate(_DRAWN)
    return " ".join(plain.split()).strip("· ")[:_LONGEST_LINE]
