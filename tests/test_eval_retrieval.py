"""Evaluation of search on a collection in BEIR's format: reading and measuring."""

import gzip
import json
from io import StringIO
from math import log2
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console
from typer.testing import CliRunner

from eval.retrieval.collection import CollectionText, JudgedQuestion, read_collection
from eval.retrieval.measure import compare_signals, retrieval_table
from index.query_encoder.encoder import Vectors
from ingest.errors import CorpusError
from tests.real_bundle import INDEX
from ui.cli.program import app

TEXTS = [
    {"_id": "hund", "title": "Hunde", "text": "En hund gør ad postbudet."},
    {"_id": "kat", "title": "", "text": "Katten sover i solen.", "metadata": {"path": "x"}},
    {"_id": "sol", "text": "Solen skinner over byen."},
]
ASKED = [{"_id": "q1", "text": "Hvorfor gør hunden?"}, {"_id": "q2", "text": "solskin"}, {"_id": "q3", "text": "Hvad?"}]
JUDGED = "query-id\tcorpus-id\tscore\nq1\thund\t1\nq2\tsol\t1\nq2\tkat\t0\n"


def written(folder: Path, judged: str = JUDGED) -> Path:
    (folder / "corpus.jsonl").write_text("".join(json.dumps(line) + "\n" for line in TEXTS), encoding="utf-8")
    (folder / "queries.jsonl").write_text("".join(json.dumps(line) + "\n" for line in ASKED), encoding="utf-8")
    (folder / "qrels.tsv").write_text(judged, encoding="utf-8")
    return folder


class LengthEncoder:
    """A wrong but deterministic encoder: one vector for short texts, another for long ones."""

    def queries(self, texts: list[str]) -> Vectors:
        return self.passages(texts)

    def passages(self, texts: list[str]) -> Vectors:
        angles = np.array([len(text) / 30 for text in texts])
        return np.column_stack([np.cos(angles), np.sin(angles)]).astype(np.float32)


def test_a_collection_is_read_plain_or_packed_and_only_judged_questions_are_kept(tmp_path: Path) -> None:
    collection = read_collection(written(tmp_path))
    assert collection.texts[0] == CollectionText("hund", "Hunde", "En hund gør ad postbudet.")
    assert collection.questions == (
        JudgedQuestion("Hvorfor gør hunden?", frozenset({"hund"})),
        JudgedQuestion("solskin", frozenset({"sol"})),
    )
    plain = tmp_path / "corpus.jsonl"
    (tmp_path / "corpus.jsonl.gz").write_bytes(gzip.compress(plain.read_bytes()))
    plain.unlink()
    assert read_collection(tmp_path) == collection
    assert read_collection(tmp_path, limit=1).questions == collection.questions[:1]


@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        ("corpus.jsonl", '{"_id": "a", "text": "b"}\n\n{"_id": 5}', r"corpus\.jsonl:3 is not of BEIR's form"),
        ("queries.jsonl", "not json", r"queries\.jsonl:1 is not"),
        ("qrels.tsv", "query-id\tcorpus-id\tscore\nq1\thund\tyes\n", r"qrels\.tsv:2 is not"),
        ("qrels.tsv", "q1\thund\t1\nq1\thund\t1\n", r"qrels\.tsv:2 is not"),
        ("qrels.tsv", "query-id\tcorpus-id\tscore\nq1\tulv\t1\n", "«ulv», which corpus.jsonl does not have"),
        ("qrels.tsv", "query-id\tcorpus-id\tscore\nq9\thund\t1\n", "no question that a text is relevant to"),
    ],
)
def test_a_file_of_another_form_is_refused_by_name(tmp_path: Path, file: str, content: str, said: str) -> None:
    (written(tmp_path) / file).write_text(content, encoding="utf-8")
    with pytest.raises(CorpusError, match=said):
        read_collection(tmp_path)


def test_a_missing_or_damaged_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"corpus\.jsonl of the retrieval collection cannot be read"):
        read_collection(tmp_path)
    (written(tmp_path) / "corpus.jsonl.gz").write_bytes(b"\x1f\x8b broken")
    with pytest.raises(CorpusError, match=r"corpus\.jsonl\.gz of the retrieval collection cannot be read"):
        read_collection(tmp_path)


def test_each_signal_and_their_fusion_are_measured_by_the_known_formulas(tmp_path: Path) -> None:
    collection = read_collection(written(tmp_path))
    figures = compare_signals(collection, LengthEncoder())
    assert list(figures) == ["dense", "BM25, words only", "BM25", "fused"]
    # By length both questions are nearest to «Katten …»; the right texts come third and second.
    assert figures["dense"]["nDCG@10"].value == pytest.approx((1 / log2(4) + 1 / log2(3)) / 2)
    assert figures["dense"]["RR@10"].value == pytest.approx((1 / 3 + 1 / 2) / 2)
    assert figures["dense"]["R@5"].value == 1
    assert figures["BM25, words only"]["nDCG@10"].value == pytest.approx(0.5)
    assert figures["BM25"]["nDCG@10"].value == pytest.approx(1)
    assert figures["BM25"]["nDCG@10"].count == 2
    page = StringIO()
    Console(width=160, file=page).print(retrieval_table(figures, collection))
    assert "2 questions, 3 texts" in page.getvalue()


@pytest.mark.model
def test_the_command_measures_with_the_index_own_encoder(tmp_path: Path) -> None:
    given = ["evaluate", "--retrieval", str(written(tmp_path)), "--limit", "1"]
    result = CliRunner().invoke(app, given, env={"RUNDBORD_INDEX": str(INDEX), "COLUMNS": "100"})
    assert result.exit_code == 0, result.output
    assert "1 questions, 3 texts" in result.output
    assert "fused" in result.output
