"""The ablation turns one part off at a time, and its first row is the full product."""

from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from answer.types import Citation
from eval.exam.ablation import ALL_ON, ablate, ablation_table, variants
from eval.exam.cases import Split, read_cases
from eval.exam.figures import Figure, Report
from eval.exam.misspelling import with_errors
from eval.exam.runner import evaluate
from tests.real_bundle import real_answerer, real_bundle
from tests.test_eval_metrics import citation, page_text
from tests.test_eval_run import CASES, TOLD, Oracle

ROOT = Path(__file__).parent.parent


def told(**other: tuple[float, tuple[Citation, ...]]) -> Report:
    return evaluate(Oracle(TOLD | other), CASES, page_text)


def test_a_figure_that_differs_by_more_than_chance_is_starred() -> None:
    knowing = {"Månens farve?": (0.9, (citation("Månen er gul."),))}
    silent = dict.fromkeys(TOLD, (0.1, ()))
    reports = {ALL_ON: told(**knowing), "one worse": told(), "silent": told(**silent)}
    page = StringIO()
    Console(width=200, file=page).print(ablation_table(reports, "t"))
    written = page.getvalue()
    rows = [[cell.strip() for cell in line.split("│")[1:-1]] for line in written.splitlines() if "│" in line]
    assert [row[:6] for row in rows] == [
        [ALL_ON, "1.000", "0.815", "1.000", "0.750", "0.000"],
        ["one worse", "1.000", "0.815", "0.500", "0.500", "0.500"],
        ["silent", "1.000", "0.815", "0.000*", "", "1.000*"],
    ]


@pytest.mark.model
def test_every_variant_differs_from_the_product_in_something_and_the_product_comes_first() -> None:
    cases = [case for case in read_cases(ROOT / "eval" / "questions.jsonl") if case.split is Split.TUNE]
    few = [case for case in cases if case.history][:4] + cases[::16]
    few += list(with_errors(tuple(case for case in cases if case.answerable)))[:4]
    reports = ablate(real_bundle(), few)
    assert list(reports) == [variant.name for variant in variants(real_bundle())]
    assert next(iter(reports)) == ALL_ON
    assert len(reports) == 12

    def seen(report: Report) -> list[object]:
        return [(q.outcome.hits, q.outcome.answer.citations, q.outcome.answer.confidence) for q in report.questions]

    product = evaluate(real_answerer(), few, lambda name, number: real_bundle().store.document(name).page(number).text)
    assert seen(reports[ALL_ON]) == seen(product)
    alike = {name for name, report in reports.items() if seen(report) == seen(product)}
    assert alike - {"BM25 of whole words only"} == {ALL_ON}  # of a bundle from before pieces of words, that one too
    assert reports[ALL_ON].answerable.figures[Figure.FACTS].count > 0
