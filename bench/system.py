"""A system that is measured: how it is started, where it is asked, and how it is timed inside."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from bench.inside import Inside


@dataclass(frozen=True, slots=True)
class Door:
    """Where a question is posted, and what it is called in the body."""

    path: str
    field: str

    def body(self, question: str) -> str:
        """Write a question as the JSON that is posted."""
        return json.dumps({self.field: question})


@dataclass(frozen=True, slots=True)
class System:
    """One of what is measured beside each other.

    Attributes
    ----------
    command
        What starts its server on a port of this machine, which answers /readyz when it can be asked.
    doors
        What it answers: `search`, and `answer` where it has that.
    inside
        Times its parts without HTTP; given a client of the running server.
    page
        The path of the page for people, where it has one.
    environment
        What is added to the environment of its server.
    without_page
        What is added besides to leave the page out.
    """

    name: str
    command: Callable[[int], list[str]]
    doors: Mapping[str, Door]
    inside: Callable[[httpx.Client], Inside]
    page: str | None = None
    environment: Mapping[str, str] = field(default_factory=dict)
    without_page: Mapping[str, str] = field(default_factory=dict)

    @property
    def first(self) -> Door:
        """Where a user asks: for an answer, or for a search where there are no answers."""
        return self.doors.get("answer", self.doors["search"])

    def write_bodies(self, questions: list[str], folder: Path) -> dict[str, Path]:
        """Write what is posted to each door to a file, a line a question."""
        files = {}
        for name, door in self.doors.items():
            files[name] = folder / f"{name}.jsonl"
            files[name].write_text("".join(door.body(question) + "\n" for question in questions), encoding="utf-8")
        return files
