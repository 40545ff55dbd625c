"""Drawing and layout of PDF pages in child processes, a few at a time, for requests that still wait."""

import asyncio
import json
import logging
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from signal import Signals
from typing import ClassVar

from cachetools import LRUCache, TTLCache

from ingest.errors import CorpusError, RundbordError
from ingest.text import Text
from ui.texts import page_texts as texts
from ui.texts.locale import Hindrance

_CORES = os.cpu_count() or 1
_ROOT = Path(__file__).resolve().parents[2]
_NO_SUCH_PAGE = 3  # `ui.source.printed_process.NO_SUCH_PAGE`; importing that would load PDFium here
_MOST_REFUSED = 10_000  # refused pages in the cache; some 100 bytes each

log = logging.getLogger(__name__)


class DrawingError(RundbordError):
    """A page is not drawn; `status` is the HTTP status of the response."""

    status: ClassVar[int]
    why: ClassVar[Hindrance]

    def __init__(self) -> None:
        super().__init__(self.why.sentence)


class UndrawableError(DrawingError):
    """A page exceeded the limit of time or memory, or crashed the program."""

    status = 422
    why = texts.UNDRAWABLE


class DrawingBusyError(DrawingError):
    """Too many pages wait to be drawn, or the machine is busy."""

    status = 503
    why = texts.DRAWING_BUSY


@dataclass(frozen=True, slots=True)
class DrawingLimits:
    """Limits on the cost of drawing pages.

    Attributes
    ----------
    at_once
        Pages drawn at the same time, each in a process.
    waiting
        The longest queue of pages.
    memory_bytes
        Memory limit of one page, besides the program itself (26 MB).
    processor_seconds
        Processor time limit of one page; a page of text takes 0.2, at the largest size 0.8.
    seconds
        Time limit of one page; if it is reached before the processor time, the machine is busy.
    refused_seconds
        Time during which a page that broke a limit is refused without another try.
    cache_bytes
        Size of the cache of drawn pages.
    """

    at_once: int = 1 if _CORES < 4 else 2  # noqa: PLR2004  half a small machine is left to the questions
    waiting: int = 64
    memory_bytes: int = 1_000_000_000
    processor_seconds: int = 10
    seconds: float = 60.0
    refused_seconds: float = 600.0
    cache_bytes: int = 64_000_000


@dataclass(frozen=True, slots=True)
class PageTask:
    """A page of a PDF to draw, if `sharpness` is given, or to lay out with a marked quote."""

    pdf: Path = field(compare=False)
    sha256: str
    page: int
    sharpness: int | None = None
    text: str = ""
    quote: tuple[int, int] | None = None

    @property
    def sheet(self) -> tuple[str, int]:
        """The file and the page number, the same for drawing and layout."""
        return self.sha256, self.page

    def written(self, limits: DrawingLimits) -> bytes:
        """Serialize the job for `ui.source.printed_process`."""
        what: Mapping[str, object] = (
            {"text": self.text, **({"quote": self.quote} if self.quote else {})}
            if self.sharpness is None
            else {"sharpness": self.sharpness}
        )
        common = {"memory_bytes": limits.memory_bytes, "processor_seconds": limits.processor_seconds}
        return json.dumps({"pdf": str(self.pdf.resolve()), "page": self.page, **what, **common}).encode()


@dataclass(slots=True)
class _Shared:
    """One running job and the number of requests that wait for it."""

    task: asyncio.Task[bytes]
    waiting: int = 0


class Drawing:
    """Draws pages for one server; used by one event loop.

    Simultaneous requests for one page share a job. The job is cancelled when the last of them leaves.
    """

    def __init__(self, limits: DrawingLimits | None = None) -> None:
        self._limits = limits or DrawingLimits()
        self._made: LRUCache[PageTask, bytes] = LRUCache(self._limits.cache_bytes, getsizeof=len)
        self._refused: TTLCache[tuple[str, int], bool] = TTLCache(_MOST_REFUSED, self._limits.refused_seconds)
        self._under_way: dict[PageTask, _Shared] = {}
        self._free = asyncio.Semaphore(self._limits.at_once)
        self.started = 0
        """The number of processes started."""

    @property
    def waiting(self) -> int:
        """The number of requests that wait for a page."""
        return sum(shared.waiting for shared in self._under_way.values())

    async def make(self, job: PageTask) -> bytes:
        """Return a job's result: a PNG, or a `PrintedPage` as JSON.

        Raises
        ------
        UndrawableError
            If the page broke a limit, now or a short time ago.
        DrawingBusyError
            If too many others wait, or the machine is busy.
        CorpusError
            If the file has no such page, or is no PDF.
        """
        made = self._made.get(job)
        if made is not None:
            return made
        self._check(job)
        shared = self._share(job)
        shared.waiting += 1
        try:
            return await asyncio.shield(shared.task)
        finally:
            shared.waiting -= 1
            if not shared.waiting:
                self._forget(job, shared)
                shared.task.cancel()

    def _check(self, job: PageTask) -> None:
        if job.sheet in self._refused:
            raise UndrawableError

    def _share(self, job: PageTask) -> _Shared:
        if job in self._under_way:
            return self._under_way[job]
        if len(self._under_way) >= self._limits.at_once + self._limits.waiting:
            raise DrawingBusyError
        shared = self._under_way[job] = _Shared(asyncio.create_task(self._work(job)))
        return shared

    def _forget(self, job: PageTask, shared: _Shared) -> None:
        if self._under_way.get(job) is shared:
            del self._under_way[job]

    async def _work(self, job: PageTask) -> bytes:
        async with self._free:
            self._check(job)  # another job of the same page may have failed meanwhile
            self.started += 1
            try:
                made = await _run(job, self._limits)
            except UndrawableError:
                self._refused[job.sheet] = True
                raise
        if len(made) <= self._limits.cache_bytes:
            self._made[job] = made
        return made


async def _run(job: PageTask, limits: DrawingLimits) -> bytes:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-P", "-m", "ui.source.printed_process"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env=_environment(),
    )
    try:
        async with asyncio.timeout(limits.seconds):
            made, _ = await process.communicate(job.written(limits))
    except TimeoutError as error:
        log.warning("Page %d of the document %.12s waited too long for the processor.", job.page, job.sha256)
        raise DrawingBusyError from error
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode == _NO_SUCH_PAGE:
        raise CorpusError(Text(f"Side {job.page} kan ikke åbnes.", f"Page {job.page} cannot be opened."))
    if process.returncode:
        log.warning(
            "Page %d of the document %.12s cannot be drawn: its process was ended by %s",
            *(job.page, job.sha256, _ending(process.returncode)),
        )
        raise UndrawableError
    return made


def _ending(code: int) -> str:
    """Name a process's exit: SIGXCPU is too much processor time, SIGABRT or SIGSEGV too much memory or a crash."""
    return Signals(-code).name if code < 0 else f"exit code {code}"


def _environment() -> dict[str, str]:
    """Return the server's environment without its secrets: a document might take over the child process."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("RUNDBORD_")}
    return {**inherited, "PYTHONPATH": str(_ROOT)}
