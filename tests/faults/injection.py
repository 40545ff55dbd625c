"""Runs an action in a child process of its own, while strace kills it at one of its file operations or has one fail.

The child is forked from a process that has imported everything, so that a run costs no start. What it prints comes back
in memory: its output is not among the file operations that fail.
"""

import ctypes
import io
import mmap
import os
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

OPERATIONS = (
    "write", "pwrite64", "writev", "rename", "renameat2", "unlink", "unlinkat", "mkdir", "rmdir", "symlink", "link",
    "fsync", "fdatasync", "ftruncate", "copy_file_range", "sendfile", "chmod", "fchmod", "flock", "openat",
)  # fmt: skip
"""System calls that change files, or that a later change rests on."""

_MOST_SAID = 100_000
_CLONE_NEWPID = 0x20000000
_LIMIT_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Place:
    """A file operation of a run: the `number`-th call of `call` (from 1) by the thread that makes it."""

    call: str
    number: int


@dataclass(frozen=True, slots=True)
class Ended:
    """The end of a run: the child's exit code, or minus the signal that killed it, and its output."""

    code: int
    said: str


def run(action: Callable[[], object], *strace: str, apart: bool = False) -> Ended:
    """Run an action in a child, traced with these options; `apart` as process 1 of a PID namespace.

    A RundbordError that the action raises is the action's to handle; any other exception is printed as a traceback,
    with exit code 70.
    """
    said = mmap.mmap(-1, _MOST_SAID)
    go_read, go_write = os.pipe()
    pid_read, pid_write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(go_write)
        _become(action, said, go_read, pid_write, apart=apart)
    os.close(go_read)
    os.close(pid_write)
    traced = int(os.read(pid_read, 20))
    with _tracing(traced, strace):
        os.write(go_write, b"!")
        code = _wait(child, traced)
    for end in (go_write, pid_read):
        os.close(end)
    text = said[:].rstrip(b"\0").decode(errors="replace")
    return Ended(code, text)


def operations(action: Callable[[], object], folder: Path) -> list[Place]:
    """List the operations of an action that goes well on files in a folder, in order."""
    with tempfile.TemporaryDirectory() as scratch:
        log = Path(scratch) / "log"
        ended = run(action, "-y", "-o", str(log), "-e", f"trace={','.join(OPERATIONS)}")
        if ended.code != 0:
            raise RuntimeError(f"the action fails by itself: {ended.said}")
        places, counts = [], dict[tuple[str, str], int]()
        for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
            thread, _, rest = line.partition(" ")
            call = rest.strip().partition("(")[0]
            if call in OPERATIONS:  # not the second half of one that was interrupted
                counts[thread, call] = counts.get((thread, call), 0) + 1
                reads = call == "openat" and not any(flag in rest for flag in ("O_WRONLY", "O_RDWR", "O_CREAT"))
                if str(folder) in rest and not reads:
                    places.append(Place(call, counts[thread, call]))
    return places


def spread(places: list[Place], count: int) -> list[Place]:
    """Choose so many places, evenly from the first to the last; all of them where there are fewer, over and over."""
    if count >= len(places):
        return [places[n % len(places)] for n in range(count)]
    return [places[n * len(places) // count] for n in range(count)]


def kill_at(place: Place) -> tuple[str, ...]:
    """Give the options by which strace kills as the operation begins."""
    return "-e", f"trace={place.call}", "-e", f"inject={place.call}:signal=KILL:when={place.number}"


def fail_at(place: Place, error: str, *, from_there_on: bool = False) -> tuple[str, ...]:
    """Give the options by which strace has the operation fail, and perhaps all later ones of its kind."""
    when = f"{place.number}+" if from_there_on else str(place.number)
    return "-e", f"trace={place.call}", "-e", f"inject={place.call}:error={error}:when={when}"


def _become(action: Callable[[], object], said: mmap.mmap, go: int, tell: int, *, apart: bool) -> None:
    """Be the child, which never returns."""
    if apart:
        if ctypes.CDLL(None, use_errno=True).unshare(_CLONE_NEWPID) != 0:
            os._exit(71)
        inner = os.fork()
        if inner != 0:
            os.write(tell, str(inner).encode())
            os.close(tell)
            _, status = os.waitpid(inner, 0)
            os._exit(os.waitstatus_to_exitcode(status) & 0xFF)
    else:
        os.write(tell, str(os.getpid()).encode())
    os.close(tell)
    os.read(go, 1)
    sys.stdout = sys.stderr = printed = io.StringIO()
    code = 0
    try:
        action()
    except SystemExit as error:
        code = error.code if isinstance(error.code, int) else 1
    except BaseException:
        traceback.print_exc()
        code = 70
    text = printed.getvalue().encode()[:_MOST_SAID]
    said[: len(text)] = text
    os._exit(code)


@contextmanager
def _tracing(process: int, options: tuple[str, ...]) -> Iterator[None]:
    if not options:
        yield
        return
    command = ["strace", "-f", "-qq", *(() if "-o" in options else ("-o", "/dev/null")), *options, "-p", str(process)]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as strace:  # noqa: S603  our own command
        end = monotonic() + _LIMIT_SECONDS
        while "TracerPid:\t0\n" in Path(f"/proc/{process}/status").read_text(encoding="ascii"):
            if strace.poll() is not None or monotonic() > end:
                raise RuntimeError(f"strace does not attach: {strace.stderr.read() if strace.stderr else b''!r}")
            sleep(0.005)
        yield


def _wait(child: int, traced: int) -> int:
    end = monotonic() + _LIMIT_SECONDS
    while True:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            code = os.waitstatus_to_exitcode(status)
            return code - 256 if code > 128 else code
        if monotonic() > end:
            os.kill(traced, signal.SIGKILL)
            os.waitpid(child, 0)
            raise TimeoutError(f"the action did not end within {_LIMIT_SECONDS} seconds")
        sleep(0.005)
