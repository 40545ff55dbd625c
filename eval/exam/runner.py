"""Run the exam through the `Answerer`, the interface of all other clients."""

from collections.abc import Sequence
from functools import cache
from time import perf_counter

from rich.console import Console
from rich.progress import track

from answer.types import Answerer
from eval.exam.case_metrics import DEPTH, PageText, verbatim
from eval.exam.cases import Case
from eval.exam.figures import CaseOutcome, Report
from eval.exam.summary import summarise


def evaluate(answerer: Answerer, cases: Sequence[Case], page_text: PageText, description: str = "Evaluating") -> Report:
    """Search and answer every question, one after the other, and measure the results.

    Progress is shown on standard error. At least one case is needed. An error of the answerer (ServiceError over HTTP,
    QuestionError) ends the evaluation: figures over the other questions alone would be too good.
    """
    pages = cache(page_text)
    shown = track(cases, description=description, console=Console(stderr=True), transient=True)
    return summarise([_ask(answerer, case, pages) for case in shown])


def _ask(answerer: Answerer, case: Case, page_text: PageText) -> CaseOutcome:
    began = perf_counter()
    found = answerer.search(case.asked, DEPTH)
    searched = perf_counter()
    answer = answerer.answer(case.asked)
    answered = perf_counter()
    return CaseOutcome(
        case=case,
        hits=found.hits,
        answer=answer,
        verbatim=tuple(verbatim(answer, page_text)),
        search_milliseconds=(searched - began) * 1000,
        answer_milliseconds=(answered - searched) * 1000,
    )
