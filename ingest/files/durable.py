"""Atomic writing that survives a power cut: the old file or the new one, never a partial one."""

import os
import shutil
from pathlib import Path
from uuid import uuid4

UNFINISHED = ".unfinished"


def write_atomically(file: Path, text: str) -> None:
    """Replace a file's content atomically; it is on the disk on return, and unchanged on failure.

    A symbolic link is followed, and the permissions stay. A process that is killed meanwhile leaves a hidden file
    whose name ends in `UNFINISHED`.
    """
    target = file.resolve()
    unfinished = target.with_name(f".{uuid4().hex}{UNFINISHED}")
    try:
        with unfinished.open("x", encoding="utf-8", newline="") as opened:
            opened.write(text)
            opened.flush()
            os.fsync(opened.fileno())
        if target.exists():
            shutil.copymode(target, unfinished)
        unfinished.replace(target)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    sync(target.parent)


def sync(path: Path) -> None:
    """Flush a file, or a folder's list of files, to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
