"""What `rundbord evaluate` does, apart from finding the answerer."""

from pathlib import Path

from rich.console import Console

from answer.answer import Answerer
from eval.cases import Case, Split, read_cases
from eval.figures import Report
from eval.metrics import PageText
from eval.report import tables, write_report
from eval.runner import evaluate
from ingest.errors import CorpusError, SettingsError

ALL = "all"


def run_evaluation(answerer: Answerer, page_text: PageText, questions: Path, split: str, report: Path | None) -> Report:
    """Evaluate on a file of questions, print the figures, and write them to a folder if one is given.

    `split` is tune, test or all; weights are tuned on tune, and figures are reported from test. `page_text` raises
    KeyError for a page that does not exist.

    Raises
    ------
    SettingsError
        If there is no such split, or the folder cannot be made; both before the first question is asked.
    CorpusError
        If the questions cannot be read, or none is of the split.
    """
    cases = _of_split(questions, split)
    if report is not None:
        _make_folder(report)
    result = evaluate(answerer, cases, page_text)
    console = Console()
    for table in tables(result):
        console.print(table)
    if report is not None:
        written = write_report(result, report, title=f"{questions.name}, {split}")
        console.print(f"Written: {written}", highlight=False)
    return result


def _of_split(questions: Path, split: str) -> tuple[Case, ...]:
    splits = [ALL, *Split]
    if split not in splits:
        raise SettingsError(f"--split {split}: the questions are split into {', '.join(sorted(splits))}.")
    cases = tuple(case for case in read_cases(questions) if split in (ALL, case.split))
    if not cases:
        raise CorpusError(f"{questions} has no question of the split {split}; --split all takes every question.")
    return cases


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(f"--report {folder}: the folder cannot be made: {error}") from error
