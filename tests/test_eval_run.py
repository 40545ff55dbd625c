"""An evaluation asks every question through the `Answerer`, and its reports have the results."""

import json
import re
from pathlib import Path

import pytest

from answer.types import Answer, Citation, Coverage, Found, Question
from eval.exam.cases import Case
from eval.exam.command import read_exam, run_evaluation
from eval.exam.figures import Figure, Report
from eval.exam.runner import evaluate
from eval.report.html_report import write_report
from eval.report.terminal_tables import tables
from index.hit import Hit
from ingest.errors import CorpusError, SettingsError
from tests.test_eval_metrics import MOON, SUN, case, citation, hit, page_text

SEEN = [hit("Månen er gul."), hit("Solen skinner.")]
INJECTED = "<script>alert('x')</script> [red]"


class Oracle:
    """An answerer with given answers and confidences, and the same hits for every question."""

    def __init__(self, told: dict[str, tuple[float, tuple[Citation, ...]]]) -> None:
        self.told = told
        self.asked: list[Question] = []

    def search(self, question: Question, k: int) -> Found:
        self.asked.append(question)
        return Found(tuple(SEEN[:k]), (), question.text, "v1")

    def answer(self, question: Question) -> Answer:
        confidence, citations = self.told[question.text]
        coverage = Coverage.FULL if citations else Coverage.NONE
        nearest: tuple[Hit, ...] = tuple(SEEN)
        return Answer(question.text, question.text, (), citations, confidence, nearest, "v1", coverage, "Nej.")


CASES: list[Case] = [
    case(SUN, facts=("solen",), id="direct-001", question="Skinner solen?", pair="near-001"),
    case(MOON, facts=("gul", "månen"), id="fact-001", kind="fact", question="Månens farve?"),
    case(id="near-001", kind="near", question="Hvorfor skinner solen?", pair="direct-001"),
    case(id="adversarial-001", kind="adversarial", question=INJECTED),
]
TOLD = {
    "Skinner solen?": (0.9, (citation("Solen skinner."), citation("Månen er gul."))),
    "Månens farve?": (0.3, ()),
    "Hvorfor skinner solen?": (0.4, ()),
    INJECTED: (0.8, (citation("Solen skinner."),)),
}


@pytest.fixture
def report() -> Report:
    return evaluate(Oracle(TOLD), CASES, page_text)


def test_every_question_is_asked_once_in_order() -> None:
    oracle = Oracle(TOLD)
    evaluate(oracle, CASES, page_text)
    assert [asked.text for asked in oracle.asked] == [each.question for each in CASES]


def test_figures_average_over_questions(report: Report) -> None:
    values = {figure: value.value for figure, value in report.answerable.figures.items()}
    assert values[Figure.RECALL] == values[Figure.HIT] == 1
    assert values[Figure.MRR] == 0.75
    assert values[Figure.FACTS] == 0.5
    assert values[Figure.CITATION_PRECISION] == 0.5
    assert values[Figure.CITATION_RECALL] == 0.5
    assert values[Figure.REFUSED] == 0.5
    assert [group.name for group in report.kinds] == ["direct", "fact"]
    assert report.recall_by_rank[:3] == (0.5, 1, 1)
    assert (report.verbatim, report.citations) == (1, 3)


def test_refusals_are_told_by_kind(report: Report) -> None:
    assert [(refusal.name, refusal.refused.value) for refusal in report.refusals] == [
        ("all", 0.5),
        ("near", 1),
        ("adversarial", 0),
    ]
    assert report.refusals[0].auroc is not None
    assert report.refusals[0].auroc.value == 0.5
    assert report.confidence is not None
    assert report.confidence.brier.value == pytest.approx((0.01 + 0.49 + 0.16 + 0.64) / 4)
    assert report.confidence.pairs_in_order is not None
    assert report.confidence.pairs_in_order.value == 1


@pytest.mark.parametrize("answerable", [True, False])
def test_questions_of_one_sort_alone_can_be_evaluated(*, answerable: bool, tmp_path: Path) -> None:
    report = evaluate(Oracle(TOLD), [each for each in CASES if each.answerable is answerable], page_text)
    assert report.confidence is None
    assert bool(report.refusals) is not answerable
    assert list(tables(report))
    assert write_report(report, tmp_path, "x").exists()


def test_the_written_page_is_self_contained_shows_failures_and_runs_no_question(report: Report, tmp_path: Path) -> None:
    page = write_report(report, tmp_path, "questions.jsonl, test").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;alert(" in page
    assert "http" not in page
    assert not re.findall(r"(?:src|href)=[\"'](?!#)", page)
    assert 'id="fact-001"' in page
    assert 'id="adversarial-001"' in page
    assert 'id="direct-001"' not in page
    assert "afvist, selv om dokumentet svarer" in page


def test_the_written_json_holds_every_question(report: Report, tmp_path: Path) -> None:
    write_report(report, tmp_path, "questions.jsonl, test")
    written = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert [each["id"] for each in written["questions"]] == [each.id for each in CASES]
    assert written["answerable"]["figures"]["recall@5"]["value"] == 1
    assert written["questions"][3]["failures"] == ["answered, though the documents do not"]


def test_the_command_takes_one_half_prints_tables_and_writes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = {"kind": "direct", "language": "da", "answerable": True, "facts": []}
    line["evidence"] = [[{"quote": "Solen skinner.", "page": 1}]]
    half = [line | {"id": "a", "question": "Skinner solen?", "split": "test"}]
    half += [line | {"id": "b", "question": "Månens farve?", "split": "tune"}]
    questions = tmp_path / "questions.jsonl"
    questions.write_text("".join(json.dumps(each) + "\n" for each in half), encoding="utf-8")
    report = run_evaluation(Oracle(TOLD), page_text, read_exam(questions, "test"), tmp_path / "new" / "folder")
    assert report.answerable.count == 1
    assert run_evaluation(Oracle(TOLD), page_text, read_exam(questions, "all"), None).answerable.count == 2
    assert "recall@5" in capsys.readouterr().out
    assert (tmp_path / "new" / "folder" / "report.html").exists()


def test_the_command_refuses_an_unknown_or_empty_split_and_a_folder_that_is_a_file(tmp_path: Path) -> None:
    questions = Path(__file__).parent.parent / "eval" / "questions.jsonl"
    with pytest.raises(SettingsError, match="all, test, tune"):
        read_exam(questions, "train")
    (tmp_path / "file").touch()
    with pytest.raises(SettingsError, match="cannot be made"):
        run_evaluation(Oracle({}), page_text, read_exam(questions, "test"), tmp_path / "file")
    only = tmp_path / "only.jsonl"
    only.write_text(questions.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    with pytest.raises(CorpusError, match="no question of the split tune"):
        read_exam(only, "tune")
