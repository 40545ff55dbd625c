"""The figures of calibration and the intervals equal those computed by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.exam.calibration import auroc, brier, calibration_error, refused_at_allowance, reliability
from eval.exam.intervals import estimate, mean

probabilities = st.lists(st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.75, 0.999, 1.0]), min_size=1, max_size=30)


def array(*values: float) -> np.ndarray:
    return np.array(values, dtype=np.float64)


def test_auroc_counts_a_tie_as_half() -> None:
    assert auroc(array(0.9, 0.5), array(0.5, 0.1)) == 0.875
    assert auroc(array(1.0), array(0.0)) == 1
    assert auroc(array(0.3), array(0.3)) == 0.5


@given(probabilities, probabilities)
def test_auroc_is_the_share_of_pairs_in_order_and_turns_round_with_its_sides(
    one: list[float], two: list[float]
) -> None:
    pairs = [(a > b) + (a == b) / 2 for a in one for b in two]
    assert auroc(array(*one), array(*two)) == pytest.approx(sum(pairs) / len(pairs))
    assert auroc(array(*one), array(*two)) + auroc(array(*two), array(*one)) == pytest.approx(1)


def test_brier_is_the_mean_square_of_the_error() -> None:
    assert brier(array(0.8, 1.0), array(0.4, 0.0)) == pytest.approx((0.04 + 0.16) / 4)


def test_calibration_error_weighs_each_bin_by_its_questions() -> None:
    # Bin .9: one of two answerable, mean .9, error .4. Bin .1: none of two, mean .1, error .1.
    assert calibration_error(array(0.9), array(0.9, 0.1, 0.1)) == pytest.approx((2 * 0.4 + 2 * 0.1) / 4)


@given(probabilities, probabilities)
def test_every_question_is_in_one_bin_and_the_error_is_a_share(one: list[float], two: list[float]) -> None:
    bins = reliability(array(*one), array(*two))
    assert sum(each.count for each in bins) == len(one) + len(two)
    assert all(each.low - 1e-9 <= each.confidence <= each.high + 1e-9 for each in bins if each.count)
    assert 0 <= calibration_error(array(*one), array(*two)) <= 1


@given(probabilities, probabilities)
def test_the_threshold_at_the_allowance_refuses_at_most_a_twentieth(one: list[float], two: list[float]) -> None:
    assert 0 <= refused_at_allowance(array(*one), array(*two)) <= 1
    assert refused_at_allowance(array(*one), array(*one)) <= 0.05


def test_refused_at_the_allowance_is_measured_at_the_twentieth_lowest_answerable() -> None:
    answerable = array(*(rank / 100 for rank in range(20)))
    assert refused_at_allowance(answerable, array(0.0, 0.005, 0.5, 0.6)) == 0.5


def test_an_interval_holds_its_value_is_repeatable_and_of_known_width() -> None:
    sample = [0.0, 1.0] * 50
    first, second = estimate(mean, sample), estimate(mean, sample)
    assert first == second
    assert first is not None
    assert (first.value, first.count) == (0.5, 100)
    assert first.low == pytest.approx(0.4, abs=0.02)  # 0.5 - 1.96 * sqrt(0.25 / 100)
    assert first.high == pytest.approx(0.6, abs=0.02)


def test_there_is_no_estimate_of_an_empty_sample() -> None:
    assert estimate(mean, []) is None
    assert estimate(auroc, [0.5], []) is None
