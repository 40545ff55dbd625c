"""The steps of `rundbord evaluate`, apart from opening the answerer."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from answer.types import Answerer
from eval.exam.case_metrics import PageText
from eval.exam.cases import Case, Split, read_cases
from eval.exam.evidence_sections import with_sections
from eval.exam.figures import Report
from eval.exam.misspelling import with_errors
from eval.exam.runner import evaluate
from eval.report.html_report import write_report
from eval.report.terminal_tables import tables
from ingest.document import Document
from ingest.errors import CorpusError, SettingsError
from ingest.text import Text

ALL = "all"


@dataclass(frozen=True, slots=True)
class Exam:
    """The cases of one evaluation, and its title."""

    title: str
    cases: tuple[Case, ...]


def read_exam(questions: Path, split: str, documents: Sequence[Document] = (), *, misspelt: bool = False) -> Exam:
    """Read the questions of one half, or of all.

    Parameters
    ----------
    split
        `tune`, `test` or `all`; weights are tuned on tune, and figures are reported from test.
    documents
        The documents, if available; they add figures by section.
    misspelt
        Whether to put typing errors into the questions (`eval.exam.misspelling`).

    Raises
    ------
    SettingsError
        If there is no such split.
    CorpusError
        If the questions cannot be read, or none is of the split.
    """
    splits = [ALL, *Split]
    if split not in splits:
        listed = ", ".join(sorted(splits))
        raise SettingsError(
            Text(
                f"--split {split}: spørgsmålene er delt i {listed}.",
                f"--split {split}: the questions are split into {listed}.",
            )
        )
    cases = tuple(case for case in read_cases(questions) if split in (ALL, case.split))
    if not cases:
        raise CorpusError(
            Text(
                f"{questions} har intet spørgsmål af delen {split}; --split all tager alle spørgsmål.",
                f"{questions} has no question of the split {split}; --split all takes every question.",
            )
        )
    title = f"{questions.name}, {split}"
    if misspelt:
        title, cases = f"{title}, misspelt", tuple(with_errors(cases))
    return Exam(title, with_sections(cases, documents))


def run_evaluation(answerer: Answerer, page_text: PageText, exam: Exam, report: Path | None) -> Report:
    """Evaluate, print the figures, and write the report to a folder if one is given.

    `page_text` raises KeyError for a page that does not exist.

    Raises
    ------
    SettingsError
        If the folder cannot be created; before the first question is asked.
    """
    if report is not None:
        _make_folder(report)
    result = evaluate(answerer, exam.cases, page_text)
    console = Console()
    for table in tables(result):
        console.print(table)
    if report is not None:
        written = write_report(result, report, exam.title)
        console.print(f"Written: {written}", highlight=False)
    return result


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(
            Text(
                f"--report {folder}: mappen kan ikke laves: {error}",
                f"--report {folder}: the folder cannot be made: {error}",
            )
        ) from error
