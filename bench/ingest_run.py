"""One `rundbord ingest` in a process of its own, timed, with the memory of it and its workers."""

import os
import re
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

import psutil

from ingest.errors import CorpusError

_LOOK_SECONDS = 0.05
_ENCODED = re.compile(r"Indlejrer (\d+)")
_UNCHANGED_EXIT, _SOME_UNREAD = 0, 4


@dataclass(frozen=True, slots=True)
class Ingest:
    """What one run took.

    Seconds by the clock, and of processor time in all its processes, which a busy machine stretches less; bytes at most
    of itself and of all its processes; and how many texts it encoded.
    """

    seconds: float
    processor_seconds: float
    own_bytes: int
    all_bytes: int
    encoded: int


def run_ingest(documents: Path, root: Path, model: str | None = None, kill_after: float | None = None) -> Ingest:
    """Run `rundbord ingest` on a folder.

    Parameters
    ----------
    documents, root
        Where the documents lie, and where the index goes.
    model
        What `RUNDBORD_MODEL` is; None is the bundled weights.
    kill_after
        Seconds after which it is killed by SIGKILL; None lets it finish.

    Raises
    ------
    CorpusError
        If it fails by itself.
    """
    environment = {name: value for name, value in os.environ.items() if not name.startswith("RUNDBORD_")}
    environment |= {"RUNDBORD_INDEX": str(root), "COLUMNS": "200"} | ({"RUNDBORD_MODEL": model} if model else {})
    command = [str(Path(sys.executable).with_name("rundbord")), "ingest", str(documents)]
    with TemporaryFile() as out:
        began, spent = time.perf_counter(), _of_children()
        process = subprocess.Popen(command, env=environment, stdout=out, stderr=subprocess.STDOUT)  # noqa: S603
        own, everything = 0, 0
        while process.poll() is None:
            seen = _memory(process.pid)
            own, everything = max(own, seen[0]), max(everything, sum(seen))
            if kill_after is not None and time.perf_counter() - began > kill_after:
                process.kill()
            time.sleep(_LOOK_SECONDS)
        seconds = time.perf_counter() - began
        out.seek(0)
        said = out.read().decode("utf-8", "replace")
    if kill_after is None and process.returncode not in (_UNCHANGED_EXIT, _SOME_UNREAD):
        raise CorpusError(f"rundbord ingest {documents} slutter med {process.returncode}:\n{said[-2000:]}")
    return Ingest(seconds, _of_children() - spent, own, everything, sum(map(int, _ENCODED.findall(said))))


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _memory(number: int) -> list[int]:
    """Give the resident bytes of a process, first, and of those that it has started."""
    found = []
    try:
        process = psutil.Process(number)
        found = [process.memory_info().rss]
        for child in process.children(recursive=True):
            found.append(child.memory_info().rss)
    except psutil.NoSuchProcess:  # it ended while it was looked at
        pass
    return found or [0]
