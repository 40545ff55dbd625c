"""Setup of the log: JSON lines for machines, plain text on a terminal.

Clients' input is redacted, except at the level debug.
"""

import logging
import sys
from typing import Literal, TextIO

import structlog
from pydantic import ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict
from structlog.typing import EventDict, Processor, WrappedLogger

from api.logging.redaction import redact
from api.settings import settings_error
from ingest.text import Text

LOG_ACCEPTED = {
    "log_level": Text(
        "debug, info, warning eller error",
        "debug, info, warning or error",
    ),
    "log_format": Text(
        "auto (tekst på en terminal, ellers json), json eller text",
        "auto (text on a terminal, else json), json or text",
    ),
}
"""The accepted values of each setting."""

_QUIETER = ("faiss", "mcp", "httpx", "httpcore")
"""Libraries that log routine work at INFO."""


log = logging.getLogger(__name__)


class LogSettings(BaseSettings):
    """The log's level and form."""

    model_config = SettingsConfigDict(env_prefix="RUNDBORD_", frozen=True)

    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["auto", "json", "text"] = "auto"


def load_log_settings() -> LogSettings:
    """Read the settings from the environment.

    Raises
    ------
    SettingsError
        If a variable has an unusable value; the message names it and its accepted values.
    """
    try:
        return LogSettings()
    except ValidationError as error:
        raise settings_error(error, LOG_ACCEPTED) from error


def start_logging(settings: LogSettings, stream: TextIO = sys.stderr) -> None:
    """Write all logs of the process to one stream in one form, each line with its request's id."""
    as_json = settings.log_format == "json" or (settings.log_format == "auto" and not stream.isatty())
    shows_all = settings.log_level == "debug"
    shown: list[Processor] = [structlog.stdlib.ExtraAdder()] if shows_all else [redact]
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        *shown,
        _without_colours,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    renderer: list[Processor] = (
        [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
        if as_json
        else [structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)]
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *renderer],
        use_get_message=shows_all,
        pass_foreign_args=not shows_all,
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(settings.log_level.upper())
    for name in _QUIETER:
        logging.getLogger(name).setLevel(max(root.level, logging.WARNING))
    if shows_all:
        log.warning("RUNDBORD_LOG_LEVEL is debug: questions and all else that clients send may stand in this log.")


def _without_colours(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Remove uvicorn's copy of the message with terminal codes."""
    event.pop("color_message", None)
    return event
