"""Pages of PDFs are drawn and laid out in processes of their own, a few at a time, for whoever still waits."""

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
_MOST_REFUSED = 10_000  # pages that are remembered; some 100 bytes each

log = logging.getLogger(__name__)


class DrawingError(RundbordError):
    """A page is not drawn; `status` is the HTTP status that says so."""

    status: ClassVar[int]
    why: ClassVar[Hindrance]

    def __init__(self) -> None:
        super().__init__(self.why.sentence)


class UndrawableError(DrawingError):
    """A page took more time or memory than a page may, or made the program crash."""

    status = 422
    why = texts.UNDRAWABLE


class DrawingBusyError(DrawingError):
    """Too many pages wait to be drawn, or the machine has other things to do."""

    status = 503
    why = texts.DRAWING_BUSY


@dataclass(frozen=True, slots=True)
class DrawingLimits:
    """The cost that drawing pages may have.

    Attributes
    ----------
    at_once
        Pages that are drawn at the same time, each in a process.
    waiting
        Pages that may wait meanwhile.
    memory_bytes
        Memory that one page may take, besides the program itself (26 MB).
    processor_seconds
        Processor time that one page may take; a page of text takes 0.2, at the largest size 0.8.
    seconds
        Time that one page may take; if it is over before the processor time is, the machine is busy.
    refused_seconds
        Time for which a page that broke a limit is refused without another try.
    cache_bytes
        Memory in the server for what was drawn last.
    """

    at_once: int = 1 if _CORES < 4 else 2  # noqa: PLR2004  half a small machine is left to the questions
    waiting: int = 64
    memory_bytes: int = 1_000_000_000
    processor_seconds: int = 10
    seconds: float = 60.0
    refused_seconds: float = 600.0
    cache_bytes: int = 64_000_000


@dataclass(frozen=True, slots=True)
class Job:
    """A page of a PDF to be drawn, if `sharpness` is given, or to be laid out with a quote in its text marked."""

    pdf: Path = field(compare=False)
    sha256: str
    page: int
    sharpness: int | None = None
    text: str = ""
    quote: tuple[int, int] | None = None

    @property
    def sheet(self) -> tuple[str, int]:
        """The page, whatever is made of it."""
        return self.sha256, self.page

    def written(self, limits: DrawingLimits) -> bytes:
        """Return the job as `ui.source.printed_process` reads it."""
        what: Mapping[str, object] = (
            {"text": self.text, **({"quote": self.quote} if self.quote else {})}
            if self.sharpness is None
            else {"sharpness": self.sharpness}
        )
        common = {"memory_bytes": limits.memory_bytes, "processor_seconds": limits.processor_seconds}
        return json.dumps({"pdf": str(self.pdf.resolve()), "page": self.page, **what, **common}).encode()


@dataclass(slots=True)
class _Shared:
    """One job under way, and the number of requests that wait for it."""

    task: asyncio.Task[bytes]
    waiting: int = 0


class Drawing:
    """Draws pages for one server; used by one event loop.

    What many ask for at once is made once. It is given up when the last of them leaves.
    """

    def __init__(self, limits: DrawingLimits | None = None) -> None:
        self._limits = limits or DrawingLimits()
        self._made: LRUCache[Job, bytes] = LRUCache(self._limits.cache_bytes, getsizeof=len)
        self._refused: TTLCache[tuple[str, int], bool] = TTLCache(_MOST_REFUSED, self._limits.refused_seconds)
        self._under_way: dict[Job, _Shared] = {}
        self._free = asyncio.Semaphore(self._limits.at_once)
        self.started = 0
        """Processes that were started."""

    @property
    def waiting(self) -> int:
        """Requests that wait for a page."""
        return sum(shared.waiting for shared in self._under_way.values())

    async def make(self, job: Job) -> bytes:
        """Return what a job makes: a PNG, or a `PrintedPage` as JSON.

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

    def _check(self, job: Job) -> None:
        if job.sheet in self._refused:
            raise UndrawableError

    def _share(self, job: Job) -> _Shared:
        if job in self._under_way:
            return self._under_way[job]
        if len(self._under_way) >= self._limits.at_once + self._limits.waiting:
            raise DrawingBusyError
        shared = self._under_way[job] = _Shared(asyncio.create_task(self._work(job)))
        return shared

    def _forget(self, job: Job, shared: _Shared) -> None:
        if self._under_way.get(job) is shared:
            del self._under_way[job]

    async def _work(self, job: Job) -> bytes:
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


async def _run(job: Job, limits: DrawingLimits) -> bytes:
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
    """Name a process's end: SIGXCPU is too much processor time, SIGABRT or SIGSEGV too much memory or a crash."""
    return Signals(-code).name if code < 0 else f"exit code {code}"


def _environment() -> dict[str, str]:
    """Return the server's environment without its secrets: a document may take over the program that draws it."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("RUNDBORD_")}
    return {**inherited, "PYTHONPATH": str(_ROOT)}
