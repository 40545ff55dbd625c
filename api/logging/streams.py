"""Log lines in place of libraries' printed output and of exceptions that end a thread.

Gradio, for one, prints tracebacks of errors, and an exception's text may contain a question.
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
    """Log printed output within the context: text at debug, a traceback of the current exception as an error.

    The log's handlers must already hold their stream.
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
        """Log a text, and once the exception that is being handled."""
        if getattr(self._writing, "now", False):  # the text is a failure of the log itself
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
