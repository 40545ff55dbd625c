"""Lines of the log in place of what libraries print, and of exceptions that end a thread.

Gradio prints the traceback of an error that a question caused, for instance, and an exception's text may hold it.
"""

import io
import logging
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout

log = logging.getLogger(__name__)


@contextmanager
def logged_streams() -> Iterator[None]:
    """Log what is printed within: its text at debug, and an exception that is being handled as an error.

    The handlers must write to a stream that was taken before.
    """
    before = threading.excepthook, sys.unraisablehook
    printed = _Printed()
    with redirect_stdout(printed), redirect_stderr(printed):
        threading.excepthook, sys.unraisablehook = _end_thread, _note_unraisable
        try:
            yield
        finally:
            threading.excepthook, sys.unraisablehook = before


class _Printed(io.TextIOBase):
    """A stream whose lines go to the log."""

    def __init__(self) -> None:
        self._writing = threading.local()

    def write(self, text: str) -> int:
        """Log a text, and once the exception that it is printed for."""
        if getattr(self._writing, "now", False):  # the log itself cannot be written, and that is what is printed
            return len(text)
        self._writing.now = True
        try:
            error = sys.exception()
            if error is not None and vars(error).setdefault("rundbord_printed_by", self) is self:
                vars(error)["rundbord_printed_by"] = None
                log.error("A library printed an exception", exc_info=error)
            if text.strip():
                log.debug("Printed: %s", text.rstrip())
        finally:
            self._writing.now = False
        return len(text)


def _end_thread(ended: threading.ExceptHookArgs) -> None:
    log.error("A thread ended by an exception", exc_info=ended.exc_value)


def _note_unraisable(ended: "sys.UnraisableHookArgs") -> None:
    log.error("An exception that nothing could catch", exc_info=ended.exc_value)
