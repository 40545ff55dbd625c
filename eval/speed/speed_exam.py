"""The benchmark's questions, which all systems are asked, and the recall of their results."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.exam.case_metrics import CUTOFF, recall
from eval.exam.cases import Case, Split, read_cases
from index.hit import Hit
from index.storage.store import PassageStore
from ingest.document import Passage
from ingest.errors import RundbordError
from ingest.passages import text_for_vectors
from ingest.text import Text

QUESTIONS = Path("eval/questions.jsonl")


class BenchmarkError(RundbordError):
    """A benchmark could not be run; the message says what mends it."""


@dataclass(frozen=True, slots=True)
class SpeedExam:
    """The passages of an index, their texts for the encoder, and questions that they answer."""

    passages: tuple[Passage, ...]
    texts: tuple[str, ...]
    cases: tuple[Case, ...]

    @property
    def questions(self) -> list[str]:
        """The questions in the order of the file."""
        return [case.question for case in self.cases]

    def recall(self, ranked: Sequence[Sequence[int]]) -> float:
        """Return the mean recall@5 of the rows found for each question, best first."""
        found = ([Hit(self.passages[row], 0.0) for row in rows[:CUTOFF]] for rows in ranked)
        values = [recall(case, hits) for case, hits in zip(self.cases, found, strict=True)]
        return sum(values) / len(values)


def read_speed_exam(store: PassageStore, questions: Path = QUESTIONS, limit: int | None = None) -> SpeedExam:
    """Read the answerable test questions that are no follow-ups; with `limit` only the first ones.

    Raises
    ------
    BenchmarkError
        If there is no such question.
    CorpusError
        If the questions cannot be read.
    """
    every = read_cases(questions)
    cases = [case for case in every if case.split is Split.TEST and case.answerable and not case.history][:limit]
    if not cases:
        raise BenchmarkError(
            Text(
                f"{questions} har ingen besvarede testspørgsmål at måle med.",
                f"{questions} has no answerable test question to measure with.",
            )
        )
    passages = tuple(store.all_passages())
    return SpeedExam(passages, tuple(map(text_for_vectors, passages)), tuple(cases))
