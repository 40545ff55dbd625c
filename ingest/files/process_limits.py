"""Limits on memory, processor time and priority that a process sets for itself before it opens a document."""

import os
import resource
from contextlib import suppress
from pathlib import Path

_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
_NICENESS = 10
"""The niceness added, so that the server's process goes first."""

_KILLED_FIRST = "500"
"""Linux' `oom_score_adj`: if memory runs out, the kernel ends this process before the server."""


def limit_memory(memory_bytes: int) -> None:
    """Limit this process to `memory_bytes` more address space, without core dumps, and let the kernel kill it first.

    Call it after the libraries are loaded, which then do not count.
    """
    _set(resource.RLIMIT_AS, _address_space() + memory_bytes)
    _set(resource.RLIMIT_CORE, 0)  # it would contain the document
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(_KILLED_FIRST, encoding="ascii")


def limit_processor(processor_seconds: int) -> None:
    """Limit this process to so many more seconds of processor time; then the kernel ends it, waited for or not."""
    spent = resource.getrusage(resource.RUSAGE_SELF)
    _set(resource.RLIMIT_CPU, int(spent.ru_utime + spent.ru_stime) + 1 + processor_seconds)


def lower_priority() -> None:
    """Lower this process' priority where that is permitted; systemd's filters may deny it."""
    with suppress(PermissionError):
        os.nice(_NICENESS)


def _set(which: int, most: int) -> None:
    _, hard = resource.getrlimit(which)
    resource.setrlimit(which, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _address_space() -> int:
    """Return the bytes of address space that this process has; 0 where the system does not say."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * _PAGE_BYTES
    except FileNotFoundError:
        return 0
