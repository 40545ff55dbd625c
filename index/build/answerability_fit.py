"""Fit the classifiers that turn a question into a probability of being answered.

scikit-learn takes longer to load than a build with few changes takes: it is imported only where no earlier build has
fitted the same.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.answerability import Calibration, NearMissClassifier, OutOfScopeClassifier, Svm, bank_vectors
from index.build.cache import BuildCache, digest_of
from index.lexical.danish import terms
from index.storage.bundle import Parts
from ingest.questions.corpus_questions import UnansweredQuestion

FEWEST = 20
"""Answered, unanswered or far questions needed to fit a classifier on them."""

_PENALTY, _NEAR_GAMMA, _FAR_GAMMA, _FOLDS = 3.0, 7.0, 5.0, 5
# The question files are harder than what people ask: they have a near miss beside an answered question. A curve fitted
# on them is too cautious: on the tune half of eval/questions.jsonl the best is about twice as steep, a little higher.
_STEEPER, _HIGHER = 2.0, 0.6

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Bank:
    """The vectors of the answered questions, then of the unanswered; their labels, 1 where answered; earlier fits."""

    vectors: Matrix
    labels: NDArray[np.int64]
    cache: BuildCache


def fit_calibration(parts: Parts, unanswered: Sequence[UnansweredQuestion], cache: BuildCache) -> Calibration:
    """Fit both classifiers on the bundle's question files.

    The curves are fitted on the support vector machines' decisions about held-out questions (5-fold
    cross-validation), so that training does not inflate the probability.

    Parameters
    ----------
    parts
        The bundle's parts.
    unanswered
        The unanswered questions, in the order of `parts.unanswered`.
    cache
        Earlier fits: a machine for the same questions is not fitted again.

    Returns
    -------
    Calibration
        Without classifiers where there are fewer than 20 answered or 20 unanswered questions.
    """
    answered = len(parts.questions) if parts.questions else 0
    if min(answered, len(unanswered)) < FEWEST:
        return Calibration()
    labels = np.repeat([1, 0], [answered, len(unanswered)])
    bank = _Bank(bank_vectors(parts).astype(np.float64), labels, cache)
    far = np.flatnonzero([*[True] * answered, *(question.kind == "far" for question in unanswered)])
    if len(far) < answered + FEWEST:
        return Calibration(near=_fit_near(bank))
    return Calibration(near=_fit_near(bank), far=_fit_far(bank, far, _unknown_shares(parts, unanswered)))


def _fit_near(bank: _Bank) -> NearMissClassifier:
    svm, decisions = _fit_svm(bank, np.arange(len(bank.labels)), _NEAR_GAMMA)
    (slope,), offset = _fit_curve(bank.cache, decisions[:, None], bank.labels)
    return NearMissClassifier(machine=svm, slope=_STEEPER * slope, offset=_HIGHER + offset)


def _fit_far(bank: _Bank, rows: NDArray[np.int64], unknown: Matrix) -> OutOfScopeClassifier:
    svm, decisions = _fit_svm(bank, rows, _FAR_GAMMA)
    cosines = bank.vectors[rows] @ bank.vectors[bank.labels == 1].T
    np.fill_diagonal(cosines, -1)  # the answered questions come first in both: none is its own neighbour
    signs = np.column_stack([decisions, cosines.max(axis=1), unknown[rows]])
    (decision, nearest, share), offset = _fit_curve(
        bank.cache, signs, bank.labels[rows], C=100, class_weight="balanced", max_iter=1000
    )
    return OutOfScopeClassifier(machine=svm, decision=decision, nearest=nearest, unknown=share, offset=offset)


def _fit_curve(
    cache: BuildCache, signs: Matrix, labels: NDArray[np.int64], **options: int | str
) -> tuple[tuple[float, ...], float]:
    """Fit a logistic regression; return the slope of each sign, and the offset."""

    def fit() -> dict[str, Matrix]:
        from sklearn.linear_model import LogisticRegression  # noqa: PLC0415  see the file's head

        curve = LogisticRegression(**options).fit(signs, labels)
        return {"slopes": curve.coef_[0], "offset": curve.intercept_}

    fitted = cache.arrays(f"curve-{_cache_key(repr(options), signs, labels)}", fit)
    return tuple(fitted["slopes"].tolist()), float(fitted["offset"][0])


def _fit_svm(bank: _Bank, rows: NDArray[np.int64], gamma: float) -> tuple[Svm, Matrix]:
    """Fit a support vector machine on these rows; return it with its held-out decision about each of them."""
    vectors, labels = bank.vectors[rows], bank.labels[rows]

    def fit() -> dict[str, Matrix]:
        from sklearn.model_selection import StratifiedKFold, cross_val_predict  # noqa: PLC0415  see the file's head
        from sklearn.svm import SVC  # noqa: PLC0415

        machine = SVC(C=_PENALTY, gamma=gamma, class_weight="balanced")
        folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=0)
        decisions = cross_val_predict(machine, vectors, labels, cv=folds, method="decision_function")
        machine.fit(vectors, labels)
        weights = np.zeros(len(bank.vectors))
        weights[rows[machine.support_]] = machine.dual_coef_[0]
        return {"weights": np.round(weights, 6), "intercept": machine.intercept_, "decisions": decisions}

    fitted = bank.cache.arrays(f"machine-{_cache_key(str(gamma), rows, vectors, labels)}", fit)
    svm = Svm(gamma=gamma, intercept=float(fitted["intercept"][0]), weights=tuple(fitted["weights"].tolist()))
    return svm, fitted["decisions"]


def _cache_key(*inputs: str | NDArray[np.float64] | NDArray[np.int64]) -> str:
    return digest_of(Path(__file__), version("scikit-learn"), *inputs)


def _unknown_shares(parts: Parts, unanswered: Sequence[UnansweredQuestion]) -> Matrix:
    """Measure each question's share of unknown terms; an answered question is left out of the bank for its own."""
    answered = [set(terms(question.text)) for question in parts.store.questions()]
    known = {term for p in parts.store.all_passages() for term in terms("\n".join([*p.section, p.opening, p.text]))}
    times = Counter(term for asked in answered for term in asked)
    shares = [_share(asked, [times[term] < 2 and term not in known for term in asked]) for asked in answered]  # noqa: PLR2004
    for question in unanswered:
        asked = set(terms(question.text))
        shares.append(_share(asked, [term not in times and term not in known for term in asked]))
    return np.array(shares)


def _share(asked: set[str], unknown: list[bool]) -> float:
    return sum(unknown) / len(asked) if asked else 0.5
