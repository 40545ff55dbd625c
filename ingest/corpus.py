"""Find document files and read them into a `Corpus`, the input of an index build."""

import glob
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path

from ingest.document import Document, Passage, document_id
from ingest.errors import CorpusError
from ingest.files.folders import (
    documents_in,
    facts_without_document,
    is_document,
    questions_without_document,
    refuse_facts_without_document,
)
from ingest.own_code import code_of
from ingest.passages import make_passages
from ingest.questions.corpus_questions import CorpusQuestion, UnansweredQuestion, read_questions, read_unanswered
from ingest.readers.file_formats import ENDINGS, format_of
from ingest.readers.isolated import read_all
from ingest.readers.parsed import Failure, Fault, ReadDocument, ReadingWarning
from ingest.text import Text, in_lines

ReadOutcome = ReadDocument | Failure


@dataclass(frozen=True, slots=True)
class Corpus:
    """Documents with their passages and question files.

    `problems` are faults for the owner to mend. `warnings` are pairs of a document's id and a warning about it.
    `failures` are the files that could not be read; they are not among the documents.
    """

    documents: tuple[Document, ...]
    files: tuple[Path, ...]
    passages: tuple[Passage, ...]
    questions: tuple[CorpusQuestion, ...]
    unanswered: tuple[UnansweredQuestion, ...]
    problems: tuple[Fault, ...]
    warnings: tuple[tuple[str, ReadingWarning], ...] = ()
    failures: tuple[Failure, ...] = ()


def find_documents(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Find the document files that paths name, in order of name.

    A path is a file, a folder with all its subfolders, or a pattern such as `strategier/**/*.pdf`. In folders and
    patterns, files of other formats, READMEs, and hidden files and folders are skipped.

    Raises
    ------
    CorpusError
        If a path does not exist, is of a format that cannot be read, or two documents would share an id.
    """
    files: list[Path] = []
    for path in paths:
        files += [file for file in _named_by(path) if file not in files]
    if not files:
        kinds, places = ", ".join(ENDINGS), ", ".join(map(str, paths))
        raise CorpusError(
            Text(f"Der er ingen dokumenter ({kinds}) i {places}.", f"There are no documents ({kinds}) in {places}.")
        )
    named: dict[str, Path] = {}
    for file in files:
        other = named.setdefault(document_id(file), file)
        if other != file:
            raise CorpusError(
                Text(
                    f"To dokumenter har samme navn: {other} og {file}. Omdøb det ene.",
                    f"Two documents have the same file name: {other} and {file}. Rename one.",
                )
            )
    return tuple(files)


def _named_by(path: Path) -> list[Path]:
    if path.is_file():
        format_of(path)
        return [path]
    if path.is_dir():
        return documents_in(path)
    if found := sorted(Path(name) for name in glob.glob(str(path), recursive=True)):  # noqa: PTH207  has its own root
        return [file for file in found if is_document(file)]
    raise CorpusError(
        Text(
            f"{path} findes ikke. Nævn et dokument, en mappe eller et mønster.",
            f"{path} does not exist. Name a document, a folder or a pattern.",
        )
    )


def gather(files: tuple[Path, ...], read: Callable[[tuple[Path, ...]], Iterable[ReadOutcome]] = read_all) -> Corpus:
    """Read documents with their metadata and question files (`NAME.toml`, `NAME.questions.jsonl`, …).

    A document that cannot be read is listed in `failures`, and the others are read. A build passes a `read` that reads
    only changed files.

    Raises
    ------
    CorpusError
        If no document can be read, a question file is invalid, or a metadata file has no document.
    """
    folders = sorted({file.parent for file in files})
    refuse_facts_without_document(facts for folder in folders for facts in facts_without_document(folder))
    outcomes = list(zip(files, read(files), strict=True))
    readings = [(file, outcome) for file, outcome in outcomes if not isinstance(outcome, Failure)]
    failures = tuple(outcome for _, outcome in outcomes if isinstance(outcome, Failure))
    if not readings:
        raise CorpusError(in_lines(failure.named for failure in failures))
    questions: list[CorpusQuestion] = []
    unanswered: list[UnansweredQuestion] = []
    problems = [Fault(failure.file.name, failure.text) for failure in failures]
    for file, reading in readings:
        problems += [Fault(file.name, warning.placed) for warning in reading.warnings]
        found, missing = read_questions(file.with_suffix(".questions.jsonl"), reading.document)
        questions += found
        problems += missing
        unanswered += read_unanswered(file.with_suffix(".unanswered.jsonl"))
    problems += [_unasked(file) for folder in folders for file in questions_without_document(folder)]
    documents = tuple(reading.document for _, reading in readings)
    return Corpus(
        documents=documents,
        files=tuple(file for file, _ in readings),
        passages=tuple(passage for document in documents for passage in make_passages(document)),
        questions=tuple(questions),
        unanswered=tuple(unanswered),
        problems=tuple(problems),
        warnings=tuple((reading.document.id, warning) for _, reading in readings for warning in reading.warnings),
        failures=failures,
    )


def _unasked(file: Path) -> Fault:
    return Fault(
        file.name,
        Text(
            "dokumentet er her ikke, så spørgsmålene bruges ikke. Giv filen dets navn, eller slet den.",
            "its document is not here, so the questions are not used. Give the file its name or delete it.",
        ),
    )


def fingerprint(files: tuple[Path, ...], model_name: str) -> str:
    """Hash the inputs of an index: the documents, their metadata and question files, the model and the building code.

    Returns
    -------
    str
        64 hexadecimal digits; equal inputs give equal digits.
    """
    digest = sha256(model_name.encode())
    inputs = [
        path
        for file in files
        for path in sorted(file.parent.glob(f"{glob.escape(file.stem)}.*"))
        if not path.name.endswith(".draft.jsonl")  # drafts count from when a person accepts them
    ]
    for path in [*inputs, *code_of("ingest", "index", "answer")]:
        digest.update(f"\n{path.name}\n".encode())
        with path.open("rb") as content:
            digest.update(file_digest(content, "sha256").digest())
    return digest.hexdigest()
