"""Documents are read in processes of their own, where a bad file can exhaust neither memory nor patience."""

import multiprocessing
import os
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

from pebble import ProcessExpired, ProcessPool

from ingest.draft import Failure, Reading
from ingest.errors import CorpusError, DocumentError
from ingest.formats import Format, format_of
from ingest.process_limits import limit_memory

_MEMORY = 2_000_000_000  # bytes that reading one document may take, besides the program itself
_SECONDS = 1800.0  # a page takes about 0.05 s, a page that is recognised 1.5 s


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one document may cost: bytes of memory, and seconds."""

    memory: int = _MEMORY
    seconds: float = _SECONDS


def read_all(files: tuple[Path, ...], limits: Limits | None = None) -> Iterator[Reading | Failure]:
    """Read documents, each in its turn; one that cannot be read is a Failure, and the others go on.

    Text layers are read here: there is no parser in it. All else is read in worker processes.
    """
    within = limits or Limits()
    foreign = [file for file in files if not _is_text(file)]
    if not foreign:
        yield from (_outcome(file, None, within) for file in files)
        return
    with ProcessPool(
        max_workers=min(len(foreign), os.cpu_count() or 1),
        context=multiprocessing.get_context("spawn"),  # a fork of a program with threads may hang
        initializer=_prepare,
        initargs=[within.memory],
    ) as pool:
        reading = {file: pool.schedule(_read, args=[file], timeout=within.seconds) for file in foreign}
        yield from (_outcome(file, reading.get(file), within) for file in files)


def _read(file: Path) -> Reading:
    from ingest.read import read  # noqa: PLC0415  the readers bring libraries that serving does without

    return read(file)


def _is_text(file: Path) -> bool:
    try:
        return format_of(file) is Format.TEXT
    except DocumentError:
        return True  # told when it is read, without a process


def _outcome(file: Path, reading: "Future[Reading] | None", limits: Limits) -> Reading | Failure:
    try:
        return reading.result() if reading else _read(file)
    except Exception as error:  # a reader's own mistake stops one file, not all
        return Failure(file, *_told(error, limits))


def _told(error: Exception, limits: Limits) -> tuple[str, str]:
    """Say in two languages why a file cannot be read, and what mends it."""
    match error:
        case DocumentError():
            return error.danish, error.english
        case CorpusError():
            return str(error), str(error)
        case TimeoutError():
            minutes = f"{limits.seconds / 60:.0f}"
            return (
                f"læsningen blev ikke færdig på {minutes} minutter. Del filen i flere.",
                f"reading did not finish within {minutes} minutes. Split the file.",
            )
        case MemoryError() | ProcessExpired():
            megabytes = limits.memory // 1_000_000
            return (
                f"læsningen gik ned eller ville bruge mere end {megabytes} MB hukommelse. Del filen i flere, eller gem "
                "den igen fra det program, den er lavet i.",
                f"reading crashed, or would take more than {megabytes} MB of memory. Split the file, or save it again "
                "from the program that made it.",
            )
        case OSError():
            return f"filen kan ikke åbnes: {error.strerror}", f"the file cannot be opened: {error.strerror}"
        case _:
            told = f"{type(error).__name__}: {error}"
            return (
                f"læseren fejlede ({told}). Meld det gerne med filen.",
                f"the reader failed ({told}). Please report it with the file.",
            )


def _prepare(memory: int) -> None:
    """Load the readers, which count as the program, and then limit the memory."""
    from ingest.read import read  # noqa: F401, PLC0415

    limit_memory(memory)
