"""Everything that an index is made of."""

from dataclasses import dataclass
from pathlib import Path

from ingest.document import Document, Passage
from ingest.questions.corpus_questions import CorpusQuestion, UnansweredQuestion
from ingest.readers.parsed import Failure, Remark


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
