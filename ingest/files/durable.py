"""Writing that survives a power cut: a reader sees the old file or the new one, never half of one."""

import os
import shutil
from pathlib import Path
from uuid import uuid4

UNFINISHED = ".unfinished"


def write_atomically(file: Path, text: str) -> None:
    """Write a file in one step; it is on the disk when this returns, and as it was if this fails.

    A link is followed, and the file keeps its permissions. A process that is killed meanwhile leaves a hidden file
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
    """Wait until a file or a folder's list of files is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
