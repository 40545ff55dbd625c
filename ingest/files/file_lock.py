"""A lock on a file, which the kernel releases when the process that holds it ends, however it ends.

A process number tells no such thing: in a container every build is process 1, and another container's processes are not
in `/proc`. The lock holds across both, as far as the file system is shared.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from portalocker import AlreadyLocked, Lock, LockException, LockFlags

from ingest.errors import RundbordError


@contextmanager
def hold_lock(file: Path, busy: RundbordError | None = None, *, shared: bool = False) -> Iterator[None]:
    """Hold the lock on a file, which is made and stays; any thread may let go of it.

    Parameters
    ----------
    busy
        Raised at once where another holds the lock; without one, wait for it.
    shared
        Whether others may hold the lock too, who share it.

    Raises
    ------
    OSError
        If the file cannot be written to, or its file system has no locks.
    """
    kind = LockFlags.SHARED if shared else LockFlags.EXCLUSIVE
    lock = Lock(file, flags=kind | LockFlags.NON_BLOCKING if busy else kind, fail_when_locked=True)
    try:
        lock.acquire()
    except AlreadyLocked as error:
        raise busy or error from error
    except LockException as error:
        raise OSError(*getattr(error.__cause__, "args", error.args)) from error
    try:
        yield
    finally:
        lock.release()
