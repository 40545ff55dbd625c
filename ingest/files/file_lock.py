"""A lock on a file, which the kernel releases when the process that holds it ends for any reason.

A process id would not do: in a container every build is process 1, and `/proc` lacks the processes of other containers.
The lock works across containers that share the file system.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from portalocker import AlreadyLocked, Lock, LockException, LockFlags

from ingest.errors import RundbordError


@contextmanager
def hold_lock(file: Path, busy: RundbordError | None = None, *, shared: bool = False) -> Iterator[None]:
    """Hold the lock on a file, which is created and not deleted; any thread may release it.

    Parameters
    ----------
    busy
        The error to raise at once if the lock is taken; None waits for the lock.
    shared
        Whether other holders with `shared` are permitted.

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
