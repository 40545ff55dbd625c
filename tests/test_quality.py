"""Floors for the figures of the exam's test half, a little below those measured (docs/evaluation.md)."""

from functools import cache
from pathlib import Path

import pytest

from eval.exam.cases import Split, read_cases
from eval.exam.figures import Figure, Report
from eval.exam.runner import evaluate
from tests.real_bundle import real_answerer, real_bundle

pytestmark = pytest.mark.model


@cache
def report() -> Report:
    cases = [c for c in read_cases(Path(__file__).parent.parent / "eval" / "questions.jsonl") if c.split is Split.TEST]
    return evaluate(real_answerer(), cases, lambda name, number: real_bundle().store.document(name).page(number).text)


@pytest.mark.parametrize(
    ("figure", "floor"),
    [
        (Figure.RECALL, 0.96),
        (Figure.NDCG, 0.90),
        (Figure.MRR, 0.88),
        (Figure.FACTS, 0.84),
        (Figure.CITATION_PRECISION, 0.70),
    ],
)
def test_answers_are_found_and_quoted(figure: Figure, floor: float) -> None:
    assert report().answerable.figures[figure].value >= floor


def test_few_answerable_questions_are_refused() -> None:
    assert report().answerable.figures[Figure.REFUSED].value <= 0.07


@pytest.mark.parametrize(("kind", "floor"), [("near", 0.68), ("far", 0.86), ("adversarial", 0.85)])
def test_what_the_document_does_not_answer_is_refused(kind: str, floor: float) -> None:
    refusal = next(refusal for refusal in report().refusals if refusal.name == kind)
    assert refusal.refused.value >= floor


def test_every_citation_is_verbatim() -> None:
    assert report().verbatim == 1.0


def test_five_hits_are_short() -> None:
    assert report().mean_hit_length <= 900
