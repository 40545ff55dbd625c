"""The sentences for errors that end a command."""

import sqlite3

from ingest.errors import RundbordError
from ingest.files.disk_errors import storage_error
from ingest.text import Text


def error_text(error: RundbordError | OSError | sqlite3.Error) -> Text:
    """Return what happened and what mends it, as far as that is known."""
    if isinstance(error, RundbordError):
        return error.text
    failing = storage_error(error)
    other = Text(f"Det kunne ikke lade sig gøre: {error}.", f"It could not be done: {error}.")
    return failing.text if failing else other
