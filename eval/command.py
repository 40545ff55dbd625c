"""What `rundbord evaluate` does, apart from finding the answerer."""

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from answer.answer import Answerer
from eval.cases import Case, Split, read_cases
from eval.figures import Report
from eval.metrics import PageText
from eval.page import write_report
from eval.report import tables
from eval.runner import evaluate
from eval.sections import with_sections
from ingest.document import Document
from ingest.errors import CorpusError, SettingsError

ALL = "all"


def run_evaluation(
    answerer: Answerer,
    page_text: PageText,
    questions: Path,
    split: str,
    report: Path | None,
    documents: Sequence[Document] = (),
) -> Report:
    """Evaluate on a file of questions, print the figures, and write them to a folder if one is given.

    Parameters
    ----------
    page_text
        A page's text; KeyError for a page that does not exist.
    split
        tune, test or all; weights are tuned on tune, and figures are reported from test.
    documents
        What the answers come from, where it is at hand: figures are then given by section too.

    Raises
    ------
    SettingsError
        If there is no such split, or the folder cannot be made; both before the first question is asked.
    CorpusError
        If the questions cannot be read, or none is of the split.
    """
    cases = with_sections(cases_of_split(questions, split), documents)
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


def cases_of_split(questions: Path, split: str) -> tuple[Case, ...]:
    """Read the questions of one half, or of all; see `run_evaluation` for what is raised."""
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
