"""The calibrated probability that the documents answer a question.

Two classifiers, fitted on the question files when the bundle is built (`index.build.answerability_fit`). The first
recognises near misses: a support vector machine over question vectors (radial basis functions, Cortes & Vapnik 1995),
trained on the questions that the documents answer against all that they do not. The second recognises questions about
something else altogether by three features: a support vector machine between answered and far questions, the cosine of
the nearest answered question, and the share of words that neither the documents nor their questions have. A logistic
curve over each (Platt 1999) makes a probability, and the confidence is their product.
"""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from index.fusion import Scores
from index.lexical.danish import terms
from index.query_encoder.encoder import Vectors
from index.storage.bundle import CALIBRATION, Parts
from index.visibility import Visibility


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Svm(_Frozen):
    """A support vector machine over the question bank; `weights` are its dual coefficients, by row of the bank."""

    gamma: float
    intercept: float
    weights: tuple[float, ...]


class NearMissClassifier(_Frozen):
    """Separates answered questions from all others: a logistic curve over the decision of a support vector machine."""

    machine: Svm
    slope: float
    offset: float


class OutOfScopeClassifier(_Frozen):
    """Separates answered questions from those about something else: a logistic curve over three features."""

    machine: Svm
    decision: float
    nearest: float
    unknown: float
    offset: float


class Calibration(_Frozen):
    """The content of `calibration.json`; without question files both classifiers are missing."""

    near: NearMissClassifier | None = None
    far: OutOfScopeClassifier | None = None

    @property
    def kind(self) -> str:
        """The basis of the confidence: `questions`, or `evidence` where there are no question files."""
        return "questions" if self.near else "evidence"

    def save(self, folder: Path) -> None:
        """Write `calibration.json` to a bundle's folder."""
        (folder / CALIBRATION).write_text(self.model_dump_json(), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> "Calibration":
        """Read `calibration.json` from a bundle's folder."""
        return cls.model_validate_json((folder / CALIBRATION).read_text(encoding="utf-8"))


# For documents without question files: logistic regression on the best passage's cosine and the share of unknown
# words, fitted on 900 answered and 400 far questions of the whitepaper's files over an index without them. The offset
# refuses 4 % of the answered ones. It recognises questions about something else, not near misses, and refuses little.
_EVIDENCE_COSINE, _EVIDENCE_UNKNOWN, _EVIDENCE_OFFSET = 58.2, -2.9, -45.1


class Confidence:
    """Applies a calibration to questions."""

    def __init__(self, calibration: Calibration, parts: Parts) -> None:
        self._calibration = calibration
        self._parts = parts
        self._banks = [bank.all_rows() for bank in (parts.questions, parts.unanswered) if bank is not None]
        self._near = _Decision(calibration.near.machine) if calibration.near else None
        self._far = _Decision(calibration.far.machine) if calibration.far else None

    def __call__(
        self, query: str, vector: Vectors, best_cosine: float, visibility: Visibility, question_coverage: float
    ) -> float:
        """Estimate the probability that the documents answer a question.

        Parameters
        ----------
        query, vector
            The question, and its vector of shape (dimension,).
        best_cosine
            The cosine of the best passage, for documents without corpus questions.
        visibility
            The part of the question bank that counts: questions about documents that the reader may see.
        question_coverage
            The share of the found passages that have corpus questions (`Ranking.question_coverage`), 0 to 1: the weight
            of the classifiers, which are fitted on corpus questions; the evidence has the rest (a logarithmic opinion
            pool: Genest and Zidek 1986).
        """
        unknown = unknown_share(
            query, self._parts.lexical.knows if visibility.questions is None else visibility.spelling.knows
        )
        evidence = logistic(_EVIDENCE_COSINE * best_cosine + _EVIDENCE_UNKNOWN * unknown + _EVIDENCE_OFFSET)
        classified = self._classified(unknown, vector, visibility)
        share = question_coverage
        return evidence if classified is None else classified**share * evidence ** (1 - share)

    def _classified(self, unknown: float, vector: Vectors, visibility: Visibility) -> float | None:
        near, far = self._calibration.near, self._calibration.far
        if near is None or self._near is None:
            return None
        seen = visibility.questions
        each = [bank @ vector for bank in self._banks]
        cosines = np.concatenate(each)
        likely = logistic(near.slope * self._near(cosines, seen) + near.offset)
        if far is None or self._far is None:
            return likely
        nearest = float((each[0] if seen is None else each[0][seen]).max(initial=-1.0))
        signs = far.decision * self._far(cosines, seen) + far.nearest * nearest
        return likely * logistic(signs + far.unknown * unknown + far.offset)


class _Decision:
    """The decision of a support vector machine, from the cosines between the question and the bank."""

    def __init__(self, machine: Svm) -> None:
        weights = np.array(machine.weights, dtype=np.float32)
        self._supporting = np.flatnonzero(weights)
        self._weights = weights[self._supporting]
        self._gamma, self._intercept = machine.gamma, machine.intercept

    def __call__(self, cosines: Scores, seen: NDArray[np.bool_] | None) -> float:
        # |a - b|² = 2 - 2 cos for unit vectors.
        kernel = np.exp(-self._gamma * (2 - 2 * cosines[self._supporting]))
        if seen is not None:  # the answered questions come first in the bank; the unanswered ones are about no document
            answered = self._supporting < len(seen)
            kernel[answered] *= seen[self._supporting[answered]]
        return float(kernel @ self._weights) + self._intercept


def logistic(value: float) -> float:
    """Convert log-odds to a probability."""
    return float(1 / (1 + np.exp(-value)))


def unknown_share(query: str, knows: Callable[[str], bool]) -> float:
    """Compute the share of a question's terms that neither the documents nor their questions have; .5 without terms."""
    asked = set(terms(query))
    return sum(not knows(term) for term in asked) / len(asked) if asked else 0.5


def bank_vectors(parts: Parts) -> NDArray[np.float32]:
    """Stack the vectors of the answered questions by row, then of the unanswered ones: (questions, dimension)."""
    banks = [bank for bank in (parts.questions, parts.unanswered) if bank is not None]
    if not banks:
        return np.empty((0, parts.dense.dimension), np.float32)
    return np.concatenate([bank.rows(list(range(len(bank)))) for bank in banks])
