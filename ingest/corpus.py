"""Everything that an index is made of."""

from dataclasses import dataclass
from pathlib import Path

from ingest.document import Document, Passage
from ingest.draft import Failure, Remark
from ingest.questions import CorpusQuestion, UnansweredQuestion


@dataclass(frozen=True, slots=True)
class Corpus:
    """Documents with their passages and question files.

    `problems` are sentences for the owner to read, `remarks` what was noticed in each document (by its id), and
    `failures` the files that could not be read and are not among the documents.
    """

    documents: tuple[Document, ...]
    files: tuple[Path, ...]
    passages: tuple[Passage, ...]
    questions: tuple[CorpusQuestion, ...]
    unanswered: tuple[UnansweredQuestion, ...]
    problems: tuple[str, ...]
    remarks: tuple[tuple[str, Remark], ...] = ()
    failures: tuple[Failure, ...] = ()
