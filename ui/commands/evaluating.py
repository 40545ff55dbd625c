"""`rundbord evaluate`, `rundbord ablate` and `rundbord bench`."""

from pathlib import Path

import httpx
from rich.console import Console

from answer.answerer import DocumentAnswerer
from api.client import HttpAnswerer
from api.settings import load_settings
from eval.ablation import ablate as run_ablation
from eval.ablation import ablation_table
from eval.command import cases_of_split, run_evaluation
from eval.speed import measure, speed_table
from index.bundle import open_bundle

_TIMEOUT_SECONDS = 30.0


def evaluate(url: str | None, questions: Path, split: str, report: Path | None) -> None:
    """Evaluate in this process, or a server that runs elsewhere."""
    if url is None:
        bundle = open_bundle(load_settings().index)
        store = bundle.store
        run_evaluation(
            DocumentAnswerer(bundle),
            lambda name, number: store.document(name).page(number).text,
            questions,
            split,
            report,
            [store.document(name) for name in store.document_ids()],
        )
        return
    with httpx.Client(timeout=_TIMEOUT_SECONDS) as client:
        answerer = HttpAnswerer(url, client)
        run_evaluation(answerer, answerer.page_text, questions, split, report)


def ablate(questions: Path, split: str) -> None:
    """Measure what each part is worth, and print one table."""
    cases = cases_of_split(questions, split)
    bundle = open_bundle(load_settings().index)
    title = f"{questions.name}, {split}, {len(cases)} questions, index {bundle.version}"
    Console().print(ablation_table(run_ablation(bundle, cases), title))


def bench(rounds: int) -> None:
    """Measure the speed of searching and answering beside the bare encoder's."""
    Console().print(speed_table(measure(load_settings(), rounds)))
