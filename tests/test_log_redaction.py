"""Redaction of the log: no client's input by any exception, logger, argument or stream."""

import ast
import asyncio
import gc
import io
import json
import logging
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from traceback import print_exc
from typing import Any, Literal

import gradio
import h11
import httptools
import pytest
from fastapi import HTTPException
from fastapi.exceptions import RequestValidationError
from mcp.server.mcpserver.exceptions import ToolError
from pydantic import BaseModel, TypeAdapter

from api.logging.redaction import OURS
from api.logging.setup import LogSettings, start_logging
from api.logging.streams import logged_streams
from ingest.errors import IndexMismatchError, QuestionError, RundbordError, SettingsError
from ingest.text import Text
from ui.page.exchange import read_stored

CANARY = "kanariefugl"
ROOT = Path(__file__).parent.parent


class Body(BaseModel):
    question: int


class OddError(Exception):
    """An exception with input wherever it can hold any."""

    def __init__(self) -> None:
        super().__init__(CANARY, {CANARY: CANARY})
        self.add_note(CANARY)
        self.sent = CANARY


def _raise(error: BaseException) -> None:
    raise error


def _parse_request(parser: Any, data: bytes) -> None:
    parser.feed_data(data)


def _h11(data: bytes) -> None:
    connection = h11.Connection(h11.SERVER)
    connection.receive_data(data)
    connection.next_event()


FAILING: dict[str, Callable[[], object]] = {
    "KeyError": lambda: dict[str, str]()[CANARY],
    "ValueError": lambda: int(CANARY),
    "AttributeError": lambda: getattr(object(), CANARY),
    "UnicodeDecodeError": (CANARY.encode() + b"\xff").decode,
    "UnicodeEncodeError": f"{CANARY}\ud800".encode,
    "JSONDecodeError": lambda: json.loads(f'{{"{CANARY}": '),
    "ValidationError": lambda: Body.model_validate({"question": CANARY}),
    "ValidationError of JSON": lambda: TypeAdapter(int).validate_json(f'"{CANARY}"'),
    "ValidationError of a conversation": lambda: list(read_stored(f'[{{"id": 1, "answer": "{CANARY}"}}]'.encode())),
    "RequestValidationError": lambda: _raise(RequestValidationError([{"input": CANARY}], body={"question": CANARY})),
    "HTTPException": lambda: _raise(HTTPException(422, CANARY, {"X-Sent": CANARY})),
    "FileNotFoundError": lambda: Path(f"/nowhere/{CANARY}").read_text(encoding="utf-8"),
    "SyntaxError": lambda: ast.parse(f"{CANARY} {CANARY}"),
    "OddError": lambda: _raise(OddError()),
    "ExceptionGroup": lambda: _raise(ExceptionGroup(CANARY, [ValueError(CANARY), OddError()])),
    "QuestionError": lambda: _raise(QuestionError(Text(CANARY, CANARY))),
    "ToolError": lambda: _raise(ToolError(CANARY)),
    "gradio.Error": lambda: _raise(gradio.Error(CANARY)),
    "httptools": lambda: _parse_request(httptools.HttpRequestParser(object()), f"{CANARY} / HTTP/1.1\r\n".encode()),
    "h11": lambda: _h11(f"{CANARY} \0 / HTTP/1.1\r\n\r\n".encode()),
    "CalledProcessError": lambda: _raise(subprocess.CalledProcessError(1, [CANARY], CANARY, CANARY)),
    "AssertionError": lambda: _raise(AssertionError(CANARY)),
    "StopIteration": lambda: _raise(StopIteration(CANARY)),
}
"""Exceptions with input in their text, an argument or a note."""


@contextmanager
def _logging(form: Literal["json", "text"], level: Literal["info", "debug"] = "info") -> Iterator[io.StringIO]:
    root, stream = logging.getLogger(), io.StringIO()
    before = root.handlers[:], root.level
    start_logging(LogSettings(log_level=level, log_format=form), stream)
    try:
        yield stream
    finally:
        root.handlers[:] = before[0]
        root.setLevel(before[1])


@pytest.fixture(params=["json", "text"])
def log(request: pytest.FixtureRequest) -> Iterator[io.StringIO]:
    with _logging(request.param) as stream:
        yield stream


def _caught(fail: Callable[[], object]) -> Exception:
    try:
        fail()
    except Exception as error:
        return error
    raise AssertionError("it did not fail")


@pytest.mark.parametrize("name", FAILING)
def test_no_exceptions_text_is_logged_nor_that_of_what_caused_it(log: io.StringIO, name: str) -> None:
    error = _caught(FAILING[name])
    caused = _caught(lambda: _chain(error))
    logger = logging.getLogger("api.test")
    for shown in (error, caused, ExceptionGroup("several", [error, caused])):
        logger.error("It failed", exc_info=shown)
        logger.error("It failed: %s, %r", shown, shown)
        logger.error(shown)
        logging.getLogger("a.library").error("It failed: %s", shown, exc_info=shown, extra={"sent": CANARY})
        logging.getLogger("a.library").error(f"It failed: {shown} {CANARY}", stack_info=True)
    assert CANARY not in log.getvalue()
    assert type(error).__name__ in log.getvalue()
    assert f"{Path(__file__).name}:" in log.getvalue()


def _chain(error: Exception) -> None:
    try:
        try:
            _raise(error)
        except Exception:
            raise ValueError(CANARY)  # noqa: B904  its context is what is tried
    except ValueError as second:
        raise RuntimeError(CANARY) from second


def test_a_librarys_message_is_shown_without_its_arguments_and_not_at_all_where_they_are_part_of_it(
    log: io.StringIO,
) -> None:
    library = logging.getLogger("a.library")
    library.warning("Refused %s after %d seconds, %.2f", CANARY, 7, 0.5)
    library.warning("Refused %(name)s", {"name": CANARY})
    library.warning("Refused " + CANARY)
    assert CANARY not in log.getvalue()
    assert "Refused … after 7 seconds, 0.50" in log.getvalue()
    assert log.getvalue().count(Path(__file__).name) == 3


def test_the_operators_own_errors_are_shown_whole(log: io.StringIO) -> None:
    logging.getLogger("api.problems.problems").error(
        "Unusable: %s", IndexMismatchError(Text("dense.faiss er beskadiget", "dense.faiss is damaged"))
    )
    logging.getLogger("api").error(
        "Unusable", exc_info=_caught(lambda: _raise(SettingsError(Text("RUNDBORD_PORT er x", "RUNDBORD_PORT is x"))))
    )
    logging.getLogger("api").error(PermissionError(13, CANARY, CANARY))
    assert "dense.faiss is damaged" in log.getvalue()
    assert "RUNDBORD_PORT is x" in log.getvalue()
    assert "EACCES (Permission denied)" in log.getvalue()
    assert CANARY not in log.getvalue()


def test_an_error_that_somebody_adds_is_one_that_may_hold_input() -> None:
    class NewError(RundbordError):
        pass

    assert NewError.holds_input


def test_a_task_that_nobody_waits_for_says_where_it_failed_and_not_with_what(log: io.StringIO) -> None:
    async def fail(sent: str) -> None:
        raise ValueError(sent)

    async def forget() -> None:
        task = asyncio.create_task(fail(CANARY), name=CANARY)
        await asyncio.sleep(0)
        del task
        gc.collect()

    asyncio.run(forget())
    assert CANARY not in log.getvalue()
    assert "ValueError" in log.getvalue()


def test_what_libraries_print_is_not_shown_but_their_exceptions_are(log: io.StringIO) -> None:
    with logged_streams():
        print(CANARY)  # noqa: T201
        print(CANARY, file=sys.stderr)  # noqa: T201
        try:
            _chain(OddError())
        except RuntimeError:
            print_exc()
        thread = Thread(target=_raise, args=[QuestionError(Text(CANARY, CANARY))])
        thread.start()
        thread.join()
    assert CANARY not in log.getvalue()
    assert log.getvalue().count("A library printed an exception") == 1
    for shown in ("OddError", "A thread ended by an exception", "QuestionError"):
        assert shown in log.getvalue()


def test_the_level_debug_shows_all_and_says_so() -> None:
    with _logging("json", "debug") as log, logged_streams():
        print(CANARY)  # noqa: T201
        logging.getLogger("a.library").error("It failed: %s", CANARY, exc_info=_caught(FAILING["OddError"]))
    first, *others = log.getvalue().splitlines()
    assert "questions" in first
    assert all(CANARY in line for line in others)
    assert len(others) == 2


def test_our_own_log_calls_have_a_literal_message_and_no_exceptions_text() -> None:
    calls = 0
    for room in OURS:
        for file in (ROOT / room).rglob("*.py"):
            if "node_modules" in file.parts:
                continue
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if logged := _logged(node):
                    calls += 1
                    message, *arguments = logged
                    assert isinstance(message, ast.Constant), f"{file}:{message.lineno}"
                    assert not any(_makes_text(argument) for argument in arguments), f"{file}:{message.lineno}"
    assert calls > 10


def _logged(node: ast.AST) -> list[ast.expr]:
    """Return the message and the arguments of a call that logs; empty for any other node."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return []
    if not isinstance(node.func.value, ast.Name) or node.func.value.id not in {"log", "_log"}:
        return []
    return node.args[1:] if node.func.attr == "log" else node.args


def _makes_text(argument: ast.expr) -> bool:
    """Return whether an argument is formatted before it is logged."""
    called = isinstance(argument, ast.Call) and isinstance(argument.func, ast.Name) and argument.func.id
    return isinstance(argument, ast.JoinedStr) or called in {"str", "repr", "format"}
