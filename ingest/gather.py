"""A corpus folder becomes everything that an index is made of."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from ingest.document import Document, Passage
from ingest.errors import CorpusError
from ingest.passages import make_passages
from ingest.questions import CorpusQuestion, UnansweredQuestion, read_questions, read_unanswered
from ingest.read import read_document

SUFFIX = ".txt"
"""The document format that ingest reads; PDF, Word and the web come with a later edition."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """Documents with their passages and question files; `problems` are sentences for the owner to read."""

    documents: tuple[Document, ...]
    files: tuple[Path, ...]
    passages: tuple[Passage, ...]
    questions: tuple[CorpusQuestion, ...]
    unanswered: tuple[UnansweredQuestion, ...]
    problems: tuple[str, ...]


def find_documents(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Find the document files that the paths name, folders searched without their subfolders, in order of name.

    Raises
    ------
    CorpusError
        If a path does not exist, is of a format that cannot be read, or two documents would share an id.
    """
    files: list[Path] = []
    for path in paths:
        if not path.exists():
            raise CorpusError(f"{path} does not exist. Name a document or a folder of documents.")
        if path.is_file() and path.suffix != SUFFIX:
            raise CorpusError(f"{path} is not a {SUFFIX} file: this edition reads text layers only.")
        files += [path] if path.is_file() else sorted(path.glob(f"*{SUFFIX}"))
    if not files:
        raise CorpusError(f"There is no {SUFFIX} document in {', '.join(map(str, paths))}.")
    ids = [file.stem for file in files]
    if twice := {name for name in ids if ids.count(name) > 1}:
        raise CorpusError(f"Two documents have the same file name: {', '.join(sorted(twice))}. Rename one.")
    return tuple(files)


def gather(files: tuple[Path, ...]) -> Corpus:
    """Read documents, the facts and the questions beside them (`NAME.toml`, `NAME.questions.jsonl`, …).

    Raises
    ------
    CorpusError
        If a file cannot be used as it is.
    """
    documents = tuple(read_document(file) for file in files)
    questions: list[CorpusQuestion] = []
    unanswered: list[UnansweredQuestion] = []
    problems: list[str] = []
    for file, document in zip(files, documents, strict=True):
        found, missing = read_questions(file.with_suffix(".questions.jsonl"), document)
        questions += found
        problems += missing
        unanswered += read_unanswered(file.with_suffix(".unanswered.jsonl"))
    return Corpus(
        documents=documents,
        files=files,
        passages=tuple(passage for document in documents for passage in make_passages(document)),
        questions=tuple(questions),
        unanswered=tuple(unanswered),
        problems=tuple(problems),
    )


def fingerprint(files: tuple[Path, ...], model_name: str) -> str:
    """Name what an index is made of: the documents, all that stands beside them, the model and the code that builds.

    Returns
    -------
    str
        64 hexadecimal digits; the same inputs give the same.
    """
    digest = sha256(model_name.encode())
    rooms = Path(__file__).resolve().parent.parent
    code = [path for room in ("ingest", "index", "answer") for path in sorted((rooms / room).glob("*.py"))]
    beside = [
        path
        for file in files
        for path in sorted(file.parent.glob(f"{file.stem}.*"))
        if not path.name.endswith(".draft.jsonl")  # drafts count from when a person accepts them
    ]
    for path in [*beside, *code]:
        digest.update(f"\n{path.name}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
