"""`rundbord evaluate` and `rundbord ablate`."""

from pathlib import Path

import httpx
from rich.console import Console

from answer.answerer import DocumentAnswerer
from api.client import ClientSettings, HttpAnswerer
from api.settings import load_settings
from eval.exam.ablation import ablate as run_ablation
from eval.exam.ablation import ablation_table
from eval.exam.command import read_exam, run_evaluation
from eval.retrieval.collection import read_collection
from eval.retrieval.found_pages import find_places, places_table, read_place_questions
from eval.retrieval.measure import compare_signals, retrieval_table
from index.storage.bundle import open_bundle

_TIMEOUT_SECONDS = 30.0


def evaluate(url: str | None, questions: Path, split: str, report: Path | None, *, misspelt: bool) -> None:
    """Evaluate in this process, or a server that runs elsewhere."""
    if url is None:
        bundle = open_bundle(load_settings().index)
        store = bundle.store
        documents = [store.document(name) for name in store.document_ids()]
        exam = read_exam(questions, split, documents, misspelt=misspelt)
        run_evaluation(
            DocumentAnswerer(bundle), lambda name, number: store.document(name).page(number).text, exam, report
        )
        return
    with httpx.Client(timeout=_TIMEOUT_SECONDS) as client:
        answerer = HttpAnswerer(url, client, ClientSettings().key.get_secret_value())
        run_evaluation(answerer, answerer.page_text, read_exam(questions, split, misspelt=misspelt), report)


def evaluate_retrieval(collection: Path, limit: int | None) -> None:
    """Measure search alone on a collection in BEIR's form, with the current index's encoder."""
    encoder = open_bundle(load_settings().index).parts.encoder
    read = read_collection(collection, limit)
    Console().print(retrieval_table(compare_signals(read, encoder), read))


def evaluate_places(questions: Path) -> None:
    """Measure whether the current index finds the right document and page."""
    answerer = DocumentAnswerer(open_bundle(load_settings().index))
    Console().print(places_table(find_places(answerer, read_place_questions(questions))))


def ablate(questions: Path, split: str, *, misspelt: bool) -> None:
    """Measure the contribution of each part and print one table."""
    exam = read_exam(questions, split, misspelt=misspelt)
    bundle = open_bundle(load_settings().index)
    title = f"{exam.title}: {len(exam.cases)} questions, index {bundle.version}"
    Console().print(ablation_table(run_ablation(bundle, exam.cases), title))
