"""Exceptions for the log: the type and the traceback's places, without the text.

Text, arguments and notes of an exception may contain a client's input.
"""

import os
from errno import errorcode
from sqlite3 import Error as SqliteError
from traceback import walk_tb

from ingest.errors import RundbordError

MOST_EXCEPTIONS = 20
MOST_PLACES = 40
"""Endless recursion has a thousand; the last ones show the cause."""


def describe_exception(error: BaseException) -> str:
    """Describe an exception, its causes and the members of a group, each with its places."""
    lines: list[str] = []
    seen: set[int] = set()
    waiting = [("", error)]
    while waiting and len(seen) < MOST_EXCEPTIONS:
        relation, current = waiting.pop()
        if id(current) in seen:
            continue
        seen.add(id(current))
        lines += [f"{relation}{name_exception(current)}", *_places(current)]
        if isinstance(current, BaseExceptionGroup):
            waiting += [("a member of the group: ", member) for member in reversed(current.exceptions)]
        if current.__cause__ is not None:
            waiting.append(("caused by: ", current.__cause__))
        elif current.__context__ is not None and not current.__suppress_context__:
            waiting.append(("raised while handling: ", current.__context__))
    return "\n".join(lines)


def name_exception(error: BaseException) -> str:
    """Return the exception's type and a text free of input: our own, or the name of a system error."""
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    match error:
        case RundbordError(holds_input=False):
            return f"{name}: {error}"
        case OSError(errno=int(number)) if number in errorcode:
            return f"{name}: {errorcode[number]} ({os.strerror(number)})"
        case SqliteError():
            return f"{name}: {getattr(error, 'sqlite_errorname', 'without a code')}"
    return name


def _places(error: BaseException) -> list[str]:
    places = [
        f"  {frame.f_code.co_filename}:{line} in {frame.f_code.co_qualname}"
        for frame, line in walk_tb(error.__traceback__)
    ]
    left_out = len(places) - MOST_PLACES
    return places if left_out <= 0 else [f"  … {left_out} places", *places[-MOST_PLACES:]]
