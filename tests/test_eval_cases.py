"""A file of cases is validated strictly, and an error has the line and the reason."""

import json
from pathlib import Path

import pytest

from answer.types import Question, Turn
from eval.exam.cases import Evidence, Split, read_cases
from index.filters import OWNER
from ingest.errors import CorpusError

ANSWERED = {
    "id": "direct-001",
    "kind": "direct",
    "language": "da",
    "question": "Skinner solen?",
    "history": [{"question": "Hvordan er vejret?"}],
    "answerable": True,
    "evidence": [[{"quote": "Solen skinner.", "page": 1}]],
    "facts": ["solen"],
    "split": "test",
}
REFUSED = ANSWERED | {"id": "near-001", "question": "Hvorfor?", "answerable": False, "evidence": [], "facts": []}


def written(folder: Path, *lines: object) -> Path:
    path = folder / "questions.jsonl"
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return path


def test_a_line_becomes_a_case(tmp_path: Path) -> None:
    (case,) = read_cases(written(tmp_path, ANSWERED))
    assert case.asked == Question("Skinner solen?", (Turn("Hvordan er vejret?"),), search_filter=OWNER)
    assert case.evidence == ((Evidence("Solen skinner.", 1),),)
    assert (case.split, case.page, case.pair) == (Split.TEST, 1, "")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"answer": "ja"}, "answer"),
        ({"question": " "}, "question"),
        ({"question": "x" * 1001}, "question"),
        ({"answerable": False}, "exactly if it is answerable"),
        ({"answerable": "yes"}, "answerable"),
        ({"evidence": [[]]}, "evidence"),
        ({"evidence": [[{"quote": "Solen skinner.", "page": 0}]]}, "page"),
        ({"facts": ["månen"]}, "«månen» stands in no evidence"),
        ({"split": "train"}, "split"),
    ],
)
def test_a_line_of_another_form_is_refused(tmp_path: Path, changed: dict[str, object], said: str) -> None:
    with pytest.raises(CorpusError, match=r"questions\.jsonl:1") as caught:
        read_cases(written(tmp_path, ANSWERED | changed))
    assert said in str(caught.value)


def test_an_id_or_a_question_that_occurs_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="id «direct-001» occurs twice"):
        read_cases(written(tmp_path, ANSWERED, ANSWERED))
    with pytest.raises(CorpusError, match=r"question «hvordan er vejret\? / skinner solen\?» occurs twice"):
        read_cases(written(tmp_path, ANSWERED, ANSWERED | {"id": "b", "question": "skinner  solen?"}))
    assert len(read_cases(written(tmp_path, ANSWERED, ANSWERED | {"id": "b", "history": []}))) == 2


def test_a_pair_names_each_other_and_stands_in_one_half(tmp_path: Path) -> None:
    one, other = ANSWERED | {"pair": "near-001"}, REFUSED | {"pair": "direct-001"}
    assert [case.pair for case in read_cases(written(tmp_path, one, other))] == ["near-001", "direct-001"]
    with pytest.raises(CorpusError, match="does not name it in turn"):
        read_cases(written(tmp_path, one, REFUSED))
    with pytest.raises(CorpusError, match="names «near-001» as its pair"):
        read_cases(written(tmp_path, one))
    with pytest.raises(CorpusError, match="same half"):
        read_cases(written(tmp_path, one, other | {"split": "tune"}))


def test_a_file_that_is_missing_empty_or_not_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="cannot be read"):
        read_cases(tmp_path / "none.jsonl")
    with pytest.raises(CorpusError, match="no question"):
        read_cases(written(tmp_path))
    (tmp_path / "questions.jsonl").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(CorpusError, match="cannot be read"):
        read_cases(tmp_path / "questions.jsonl")
    (tmp_path / "questions.jsonl").write_text("\nnot json\n")
    with pytest.raises(CorpusError, match=r"questions.jsonl:2 is not an evaluation question"):
        read_cases(tmp_path / "questions.jsonl")
