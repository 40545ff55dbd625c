"""The lines of a document's question files and draft files, and safe changes of both.

A draft is in a separate file of the same form until a person accepts it. Ingest reads no drafts.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from ingest.errors import CorpusError
from ingest.files.durable import write_atomically
from ingest.text import Text


@dataclass(frozen=True, slots=True)
class QuestionFiles:
    """Paths of a document's question files and draft files; any of the files may be missing."""

    answered: Path
    unanswered: Path
    answered_drafts: Path
    unanswered_drafts: Path


def question_files_of(document_file: Path) -> QuestionFiles:
    """Return the paths of a document's question files and draft files."""
    return QuestionFiles(
        answered=document_file.with_suffix(".questions.jsonl"),
        unanswered=document_file.with_suffix(".unanswered.jsonl"),
        answered_drafts=document_file.with_suffix(".questions.draft.jsonl"),
        unanswered_drafts=document_file.with_suffix(".unanswered.draft.jsonl"),
    )


class QuestionEntry(BaseModel):
    """A line of a question file: an answered question has quotes, an unanswered one a kind."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    question: str
    quotes: tuple[str, ...] | None = None
    kind: str | None = None

    def line(self) -> str:
        """Return the entry as a line of JSON, without a line break."""
        return json.dumps(self.model_dump(exclude_none=True), ensure_ascii=False)


def read_entries(path: Path) -> list[tuple[int, QuestionEntry]]:
    """Read a question file's entries with their line numbers, from 1; blank lines are skipped.

    Raises
    ------
    CorpusError
        If a line is not of the files' form.
    """
    entries = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines() if path.exists() else (), start=1):
        if line.strip():
            try:
                entries.append((number, QuestionEntry.model_validate_json(line)))
            except ValidationError as error:
                raise CorpusError(
                    Text(
                        f"{path}:{number} er ikke et spørgsmål: {error}", f"{path}:{number} is not a question: {error}"
                    )
                ) from error
    return entries


def append_entries(path: Path, entries: Iterable[QuestionEntry]) -> None:
    """Append entries to a file, all of them or none, also when interrupted."""
    if added := "".join(entry.line() + "\n" for entry in entries):
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        if before and not before.endswith("\n"):
            before += "\n"
        write_atomically(path, before + added)


def remove_entries(path: Path, entries: Iterable[QuestionEntry]) -> None:
    """Remove entries from a file, once each, and leave its other lines unchanged; delete the file if it is empty."""
    removed, remaining = list(entries), []
    for line in path.read_text(encoding="utf-8").splitlines(keepends=True) if path.exists() else ():
        entry = QuestionEntry.model_validate_json(line) if line.strip() else None
        if entry in removed:
            removed.remove(entry)
        else:
            remaining.append(line)
    if "".join(remaining).strip():
        write_atomically(path, "".join(remaining))
    else:
        path.unlink(missing_ok=True)
