"""Fit, at build time, what turns a question into a probability of being answered."""

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.svm import SVC

from answer.confidence import EVIDENCE_ONLY, Calibration, bank_vectors
from index.bundle import Parts

FEWEST = 20
"""Questions that each file needs before a classifier is fitted on them."""

_PENALTY, _GAMMA, _FOLDS = 3.0, 7.0, 5
# The question files are made hard, near miss beside answered question, so a curve fitted on them doubts too much of
# what people ask: on the tune half of eval/questions.jsonl the best curve is about twice as steep, and a little higher.
_STEEPER, _HIGHER = 2.0, 0.3


def fit_calibration(parts: Parts) -> Calibration:
    """Fit the classifier on the bundle's question files.

    The logistic curve is fitted on decisions that the machine made about questions it had not seen (5-fold), so that
    the probability is not flattered by its own training.

    Returns
    -------
    Calibration
        `EVIDENCE_ONLY` where there are fewer than 20 questions of either sort.
    """
    answered = len(parts.questions) if parts.questions else 0
    unanswered = len(parts.unanswered) if parts.unanswered else 0
    if min(answered, unanswered) < FEWEST:
        return EVIDENCE_ONLY
    vectors = bank_vectors(parts).astype(np.float64)
    labels = np.repeat([1, 0], [answered, unanswered])
    machine = SVC(C=_PENALTY, gamma=_GAMMA, class_weight="balanced")
    folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=0)
    decisions = cross_val_predict(machine, vectors, labels, cv=folds, method="decision_function")
    curve = LogisticRegression().fit(decisions[:, None], labels)
    machine.fit(vectors, labels)
    weights = np.zeros(len(vectors))
    weights[machine.support_] = machine.dual_coef_[0]
    return Calibration(
        kind="questions",
        gamma=_GAMMA,
        intercept=float(machine.intercept_[0]),
        slope=_STEEPER * float(curve.coef_[0, 0]),
        offset=float(curve.intercept_[0]) + _HIGHER,
        weights=tuple(np.round(weights, 6).tolist()),
    )
