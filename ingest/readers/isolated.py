"""Reading in worker processes with limits on memory and time."""

import multiprocessing
import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import TypeVar

from pebble import ProcessExpired, ProcessPool

from ingest.errors import CorpusError, DocumentError
from ingest.files.process_limits import limit_memory, limit_processor
from ingest.readers.file_formats import Format, format_of
from ingest.readers.parsed import Failure, ReadDocument
from ingest.text import Text

_MEMORY = 2_000_000_000  # bytes for one document, without the program itself
_SECONDS = 1800.0  # a page takes about 0.05 s, with OCR 1.5 s
_SECONDS_AT_LEAST = 120.0
_BYTES_A_SECOND = 2_000  # the smallest scanned page has 5,000

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """Limits for reading one document: bytes of memory, and seconds, of which a small file gets fewer."""

    memory: int = _MEMORY
    seconds: float = _SECONDS

    def seconds_for(self, file: Path) -> float:
        """Return the time limit for this file, in seconds."""
        size = file.stat().st_size if file.exists() else 0
        return min(self.seconds, _SECONDS_AT_LEAST + size / _BYTES_A_SECOND)


def read_all(files: tuple[Path, ...], limits: ReadingLimits | None = None) -> Iterator[ReadDocument | Failure]:
    """Read documents and yield results in order; a document that cannot be read gives a `Failure`.

    Text files need no parser and are read in this process, all others in worker processes.
    """
    allowed = limits or ReadingLimits()
    foreign = [file for file in files if not _is_text(file)]
    if not foreign:
        yield from (_outcome(file, None, allowed) for file in files)
        return
    with _workers(len(foreign), allowed) as pool:
        reading = {file: _schedule(pool, read_file, file, allowed) for file in foreign}
        yield from (_outcome(file, reading.get(file), allowed) for file in files)


def work_on(file: Path, work: Callable[[Path], Result], limits: ReadingLimits | None = None) -> Result | Failure:
    """Run `work`, a module-level function, on a document of any format in a worker process."""
    allowed = limits or ReadingLimits()
    with _workers(1, allowed) as pool:
        return _result(file, _schedule(pool, work, file, allowed).result, allowed)


def read_file(file: Path) -> ReadDocument:
    """Read a document in this process."""
    return _loaded_reader()(file)


def _loaded_reader() -> Callable[[Path], ReadDocument]:
    from ingest.readers.read import read  # noqa: PLC0415  imports the readers' libraries, which serving lacks

    return read


def _workers(most: int, limits: ReadingLimits) -> ProcessPool:
    return ProcessPool(
        max_workers=min(most, os.cpu_count() or 1),
        context=multiprocessing.get_context("spawn"),  # a fork of a program with threads may hang
        initializer=_prepare,
        initargs=[limits.memory],
    )


def _schedule(pool: ProcessPool, work: Callable[[Path], Result], file: Path, limits: ReadingLimits) -> "Future[Result]":
    seconds = limits.seconds_for(file)
    future: Future[Result] = pool.schedule(_work, args=[work, file, ceil(seconds)], timeout=seconds)
    return future


def _work(work: Callable[[Path], Result], file: Path, processor_seconds: int) -> Result:
    limit_processor(processor_seconds)  # also holds for child programs, and when the parent has ended
    return work(file)


def _is_text(file: Path) -> bool:
    try:
        return format_of(file) is Format.TEXT
    except DocumentError:
        return True  # reading it in this process gives the error


def _outcome(file: Path, reading: "Future[ReadDocument] | None", limits: ReadingLimits) -> ReadDocument | Failure:
    return _result(file, reading.result if reading else lambda: read_file(file), limits)


def _result(file: Path, work: Callable[[], Result], limits: ReadingLimits) -> Result | Failure:
    try:
        return work()
    except Exception as error:  # a bug in a reader stops one file, not all
        return Failure(file, _reason(error, file, limits))


def _reason(error: Exception, file: Path, limits: ReadingLimits) -> Text:
    """Return why a file cannot be read, and the remedy."""
    match error:
        case CorpusError():
            return error.text
        case TimeoutError():
            seconds = f"{limits.seconds_for(file):.0f}"
            return Text(
                f"læsningen blev ikke færdig på {seconds} sekunder. Del filen i flere.",
                f"reading did not finish within {seconds} seconds. Split the file.",
            )
        case MemoryError() | ProcessExpired():
            megabytes = limits.memory // 1_000_000
            return Text(
                f"læsningen gik ned eller ville bruge mere end {megabytes} MB hukommelse. Del filen i flere, eller gem "
                "den igen fra det program, den er lavet i.",
                f"reading crashed, or would take more than {megabytes} MB of memory. Split the file, or save it again "
                "from the program that made it.",
            )
        case OSError():
            return Text(f"filen kan ikke åbnes: {error.strerror}", f"the file cannot be opened: {error.strerror}")
        case _:
            detail = f"{type(error).__name__}: {error}"
            return Text(
                f"læseren fejlede ({detail}). Meld det gerne med filen.",
                f"the reader failed ({detail}). Please report it with the file.",
            )


def _prepare(memory: int) -> None:
    """Load the readers, which do not count, and then limit the memory."""
    _loaded_reader()
    limit_memory(memory)
