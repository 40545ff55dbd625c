"""Reader of a retrieval collection in BEIR's format: texts, questions and relevance judgements."""

import csv
import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, Field, ValidationError

from ingest.errors import CorpusError
from ingest.text import Text


@dataclass(frozen=True, slots=True)
class CollectionText:
    """A text of the collection, which search may find."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class JudgedQuestion:
    """A question and the ids of its relevant texts, at least one."""

    text: str
    relevant: frozenset[str]


@dataclass(frozen=True, slots=True)
class Collection:
    """A collection's name, its texts, and its judged questions, in the files' order."""

    name: str
    texts: tuple[CollectionText, ...]
    questions: tuple[JudgedQuestion, ...]


def read_collection(folder: Path, limit: int | None = None) -> Collection:
    """Read `corpus.jsonl` or `corpus.jsonl.gz`, `queries.jsonl` and `qrels.tsv`.

    Parameters
    ----------
    limit
        The number of first questions to take; None takes all. Then questions without a relevant text are left out.

    Raises
    ------
    CorpusError
        If a file is missing or invalid, a judgement has an unknown text, or no question is left.
    """
    packed, plain = folder / "corpus.jsonl.gz", folder / "corpus.jsonl"
    texts = [CollectionText(line.id, line.title, line.text) for line in _lines(packed if packed.exists() else plain)]
    relevant = _judgements(folder / "qrels.tsv")
    for unknown in sorted(set().union(*relevant.values()) - {text.id for text in texts}):
        judgements = folder / "qrels.tsv"
        raise CorpusError(
            Text(
                f"{judgements} nævner teksten «{unknown}», som {plain.name} ikke har.",
                f"{judgements} names the text «{unknown}», which {plain.name} does not have.",
            )
        )
    questions = [
        JudgedQuestion(line.text, frozenset(relevant[line.id]))
        for line in list(_lines(folder / "queries.jsonl"))[:limit]
        if line.id in relevant
    ]
    if not questions:
        raise CorpusError(
            Text(
                f"{folder} har intet spørgsmål, som en tekst svarer på: der er intet at evaluere.",
                f"{folder} has no question that a text is relevant to: there is nothing to evaluate.",
            )
        )
    return Collection(folder.name, tuple(texts), tuple(questions))


class _CollectionLine(BaseModel):
    id: str = Field(alias="_id")
    title: str = ""
    text: str


class _Judgement(BaseModel):
    query: str = Field(alias="query-id")
    text: str = Field(alias="corpus-id")
    score: int


def _lines(path: Path) -> Iterator[_CollectionLine]:
    for number, line in enumerate(_read(path).split("\n"), start=1):
        if line.strip():
            with _named(path, number):
                yield _CollectionLine.model_validate_json(line)


def _judgements(path: Path) -> dict[str, set[str]]:
    relevant: dict[str, set[str]] = {}
    rows = csv.DictReader(_read(path).splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    for number, row in enumerate(rows, start=2):
        with _named(path, number):
            judged = _Judgement.model_validate(row)
            if judged.score > 0:
                relevant.setdefault(judged.query, set()).add(judged.text)
    return relevant


@contextmanager
def _named(path: Path, number: int) -> Iterator[None]:
    try:
        yield
    except ValidationError as error:
        raise CorpusError(
            Text(f"{path}:{number} har ikke BEIR's form: {error}", f"{path}:{number} is not of BEIR's form: {error}")
        ) from error


def _read(path: Path) -> str:
    try:
        content = path.read_bytes()
        return (gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf-8")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise CorpusError(
            Text(
                f"{path} i søgesamlingen kan ikke læses: {error}",
                f"{path} of the retrieval collection cannot be read: {error}",
            )
        ) from error
