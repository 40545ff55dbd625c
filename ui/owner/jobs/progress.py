"""The progress of a job, as its process sends it to the server: JSON, one report a line."""

from dataclasses import dataclass

from pydantic import TypeAdapter

from ingest.text import Text


@dataclass(frozen=True, slots=True)
class Progress:
    """A text and the count of its work: `done` of `of`, 0 of 0 where nothing is counted."""

    text: Text
    done: int = 0
    of: int = 0

    def line(self) -> str:
        """Return it as one line of JSON."""
        return f"{_AS_JSON.dump_json(self).decode()}\n"


_AS_JSON = TypeAdapter(Progress)


def read_line(line: str) -> Progress:
    """Read a line that `Progress.line` wrote; ValueError for any other."""
    return _AS_JSON.validate_json(line)
