"""The report's plots show the figures, have text alternatives, and take the page's colours."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.exam.calibration import operating_points
from eval.exam.figures import Report
from eval.exam.runner import evaluate
from eval.report.plots import make_plots
from tests.test_eval_metrics import page_text
from tests.test_eval_run import CASES, TOLD, Oracle

confidences = st.lists(st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.75, 1.0]), min_size=1, max_size=20)


@pytest.fixture(scope="module")
def report() -> Report:
    return evaluate(Oracle(TOLD), CASES, page_text)


def test_there_are_four_drawings_each_with_words(report: Report) -> None:
    made = list(make_plots(report))
    assert [each.title for each in made] == [
        "Hvor langt nede står det rigtige?",
        "Hvilke spørgsmål er svære?",
        "Passer sikkerheden?",
        "Hvad koster det at svare på mere?",
    ]
    assert all(each.description and each.caption for each in made)
    assert "50 % ved ét fund" in made[0].description
    assert "Enkelt oplysning: 100 % og 0 %" in made[1].description
    assert "svarer på 50 %, og 50 % af svarene" in made[3].description


def test_a_drawing_is_one_element_without_foreign_address_own_colour_or_id_of_another(report: Report) -> None:
    made = [each.svg for each in make_plots(report)]
    for svg in made:
        assert svg.startswith("<svg ")
        assert svg.rstrip().endswith("</svg>")
        assert "http" not in svg
        assert "font-family" not in svg
        assert set(re.findall(r"(?:fill|stroke): (#\w+)", svg)) <= {"#000000"}  # black where nothing is painted with it
    ids = [name for svg in made for name in set(re.findall(r' id="([^"]*)"', svg))]
    assert len(ids) == len(set(ids))
    assert [each.svg for each in make_plots(report)] == made


def test_without_unanswerable_questions_nothing_is_drawn_of_the_confidence() -> None:
    told = evaluate(Oracle(TOLD), [each for each in CASES if each.answerable], page_text)
    assert len(list(make_plots(told))) == 2
    told = evaluate(Oracle(TOLD), [each for each in CASES if not each.answerable], page_text)
    assert list(make_plots(told)) == []


@given(confidences, confidences)
def test_every_threshold_is_counted_as_a_hand_would(one: list[float], two: list[float]) -> None:
    made = operating_points(np.array(one), np.array(two))
    assert [each.threshold for each in made] == sorted({*one, *two}, reverse=True)
    for each in made:
        wrong = sum(value >= each.threshold for value in two)
        answered = wrong + sum(value >= each.threshold for value in one)
        assert each.coverage == pytest.approx(answered / (len(one) + len(two)))
        assert each.risk == pytest.approx(wrong / answered)
    assert made[-1].coverage == 1
