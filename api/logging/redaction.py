"""Redaction of clients' input in the log, for every logger of the process.

The filter does not recognise input. It passes only what cannot be input: messages that are literals in the code that
logs them, numbers, types and places of exceptions, and the arguments of loggers that never get input.
"""

import inspect
import logging
from collections.abc import Mapping
from numbers import Number

import structlog
from structlog.typing import EventDict, WrappedLogger

from api.logging.exception_places import describe_exception, name_exception

OURS = frozenset({"ingest", "index", "answer", "api", "ui", "eval"})

_WITHOUT_INPUT = OURS | {"uvicorn"}
"""Packages that never log a client's input as an argument; tests check ours."""

HIDDEN = "…"
NOT_SHOWN = "A message that may hold input: RUNDBORD_LOG_LEVEL=debug shows it"

_add_extra = structlog.stdlib.ExtraAdder()


def redact(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """Replace a record's message, arguments, extras and exception by redacted ones.

    A processor for `structlog.stdlib.ProcessorFormatter`, which must pass it the arguments (`pass_foreign_args`).
    """
    record: logging.LogRecord = event["_record"]
    is_without_input = record.name.partition(".")[0] in _WITHOUT_INPUT
    event["event"] = _message(record, event.pop("positional_args", None), is_without_input=is_without_input)
    event.pop("stack_info", None)
    exc_info = event.pop("exc_info", None)
    if isinstance(exc_info, tuple) and exc_info[1] is not None:
        event["exception"] = describe_exception(exc_info[1])
    if is_without_input:
        return _add_extra(logger, method, event)
    return {**event, "place": f"{record.pathname}:{record.lineno}"}


def _message(record: logging.LogRecord, arguments: object, *, is_without_input: bool) -> str:
    if isinstance(record.msg, BaseException):
        return name_exception(record.msg)
    if not _is_literal(record):
        return NOT_SHOWN
    template = str(record.msg)
    if not arguments:
        return template
    try:
        if isinstance(arguments, Mapping):
            return template % {
                name: _redacted(value, is_without_input=is_without_input) for name, value in arguments.items()
            }
        values = arguments if isinstance(arguments, tuple) else (arguments,)
        return template % tuple(_redacted(value, is_without_input=is_without_input) for value in values)
    except (TypeError, ValueError, KeyError):  # such as %d for a redacted number
        return template


def _is_literal(record: logging.LogRecord) -> bool:
    """Return whether the message is a constant of the function that logs it, which is still on the stack."""
    frame = inspect.currentframe()
    while frame is not None:
        code = frame.f_code
        if (code.co_filename, code.co_name) == (record.pathname, record.funcName):
            return record.msg in code.co_consts
        frame = frame.f_back
    return False


def _redacted(value: object, *, is_without_input: bool) -> object:
    if isinstance(value, BaseException):
        return name_exception(value)
    return value if is_without_input or value is None or isinstance(value, Number) else _Hidden()


class _Hidden:
    """A placeholder for a redacted argument, in every format."""

    def __repr__(self) -> str:
        return HIDDEN
