"""Does the document answer this question? A calibrated probability, fitted when the bundle is built.

A support vector machine over question vectors (radial basis functions, Cortes & Vapnik 1995) compares the question with
each question that the documents answer and each that they do not; a logistic curve over its decision (Platt 1999) makes
that a probability. Both are fitted with scikit-learn by `answer/calibrate.py`; here they are only applied, in numpy.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.bundle import CALIBRATION, Parts
from index.encoder import Vectors


@dataclass(frozen=True, slots=True)
class Calibration:
    """What `calibration.json` holds.

    Attributes
    ----------
    kind
        `questions` where it was fitted on question files, `evidence` where there were none.
    gamma, intercept
        Of the support vector machine.
    slope, offset
        Of the logistic curve over its decision; for `evidence`, over the best passage's cosine.
    weights
        The dual coefficient of each bank question: the answered ones by row, then the unanswered ones by row.
    """

    kind: str
    gamma: float
    intercept: float
    slope: float
    offset: float
    weights: tuple[float, ...]

    def save(self, folder: Path) -> None:
        """Write `calibration.json` to a bundle's folder."""
        (folder / CALIBRATION).write_text(json.dumps(asdict(self)), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> "Calibration":
        """Read `calibration.json` from a bundle's folder."""
        values = json.loads((folder / CALIBRATION).read_text(encoding="utf-8"))
        return cls(**{**values, "weights": tuple(values["weights"])})


# For documents without question files: logistic regression on the best passage's cosine alone, fitted on the
# whitepaper's two question files. AUROC there is no more than .65 (docs/evaluation.md): it refuses little.
EVIDENCE_ONLY = Calibration("evidence", 0.0, 0.0, 22.0, -18.0, ())


class Confidence:
    """Applies a calibration to questions."""

    def __init__(self, calibration: Calibration, parts: Parts) -> None:
        self._calibration = calibration
        weights = np.array(calibration.weights, dtype=np.float32)
        supporting = np.flatnonzero(weights)
        self._bank, self._weights = bank_vectors(parts)[supporting], weights[supporting]

    def __call__(self, vector: Vectors, best_cosine: float) -> float:
        """Tell how likely it is that the documents answer a question.

        Parameters
        ----------
        vector
            The question's vector, shape (dimension,).
        best_cosine
            The cosine of the best passage, for documents without question files.
        """
        c = self._calibration
        if c.kind == "evidence":
            decision = best_cosine
        else:
            # |a - b|² = 2 - 2 cos for unit vectors.
            kernel = np.exp(-c.gamma * (2 - 2 * (self._bank @ vector)))
            decision = float(kernel @ self._weights) + c.intercept
        return float(1 / (1 + np.exp(-(c.slope * decision + c.offset))))


def bank_vectors(parts: Parts) -> NDArray[np.float32]:
    """Stack the vectors of the answered questions by row, then of the unanswered ones: (questions, dimension)."""
    banks = [bank for bank in (parts.questions, parts.unanswered) if bank is not None]
    if not banks:
        return np.empty((0, parts.dense.dimension), np.float32)
    return np.concatenate([bank.rows(list(range(len(bank)))) for bank in banks])
