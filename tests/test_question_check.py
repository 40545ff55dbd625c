"""The checks of question files: near-duplicates, lost quotes, too few questions and leave-one-out search."""

import re
from itertools import islice
from pathlib import Path

import pytest

from eval.questions.bank import KnownVectors, ranked_without_themselves
from eval.questions.file_check import FIRST, Trouble, check_questions
from eval.questions.file_places import passage_place, question_places
from index.search import Searcher
from ingest.corpus import Corpus, find_documents, gather
from tests.question_corpus import FORMAL, KANTINE, OEKONOMI, questions, write_corpus
from tests.real_bundle import ROOT, real_bundle

pytestmark = pytest.mark.model

ABOUT = {
    FORMAL: (
        "Hvad vil kommunen opnå for borgerne?",
        "Hvordan bliver det enkelt at møde det offentlige på nettet?",
        "Skal man lede længe efter en blanket?",
        "Hvad er formålet med den digitale plan?",
        "Hvorfor skal borgere kunne møde kommunen digitalt?",
        "Hvordan slipper folk for at lede efter den rigtige blanket?",
    ),
    OEKONOMI: (
        "Hvor mange millioner kroner er der til nye løsninger?",
        "Hvem fordeler pengene?",
        "Hvad er budgettet om året?",
        "Hvornår på året fordeler direktionen midlerne?",
        "Hvor stort et beløb er der afsat årligt?",
        "Er der penge til nye løsninger?",
    ),
    KANTINE: (
        "Hvornår er der varm mad i kantinen?",
        "Hvor kan man se menuen?",
        "Hvilken ugedag serverer kantinen varm mad?",
        "Hvor hænger opslagstavlen?",
        "Kan jeg få noget varmt at spise om tirsdagen?",
        "Hvad skal man kigge på ved indgangen til gården?",
    ),
}


def _pairs() -> list[tuple[str, str]]:
    return [(question, text.split(". ")[0]) for text, asked in ABOUT.items() for question in asked]


def _check(file: Path) -> dict[Trouble, list[tuple[str, str]]]:
    found: dict[Trouble, list[tuple[str, str]]] = {trouble: [] for trouble in Trouble}
    for finding in check_questions(real_bundle(), gather((file,))):
        found[finding.trouble].append((finding.place.rpartition("/")[2], finding.other_place.rpartition("/")[2]))
    return found


def test_good_questions_leave_nothing_to_mend_and_exit_code_0(tmp_path: Path) -> None:
    write_corpus(tmp_path, _pairs(), ["Hvem er kok i kantinen?"])
    run = questions(tmp_path, "check")
    assert run.returncode == 0, run.stdout
    assert "18 + 1 spørgsmål efterset: intet at rette" in run.stdout


def test_each_sort_of_trouble_is_found_where_it_stands(tmp_path: Path) -> None:
    pairs = [
        *[pair for pair in _pairs() if pair[0] != "Hvem fordeler pengene?"],
        ("Hvornår er der nu varm mad i kantinen?", KANTINE.split(". ")[0]),
        ("Hvad skete der i går?", "Det her står der ikke"),
    ]
    file = write_corpus(tmp_path, pairs, ["Hvem er kok i kantinen?", "Hvornår er der varm mad i kantinen"])
    found = _check(file)
    assert found[Trouble.BROKEN] == [("plan.questions.jsonl:19", "")]
    assert found[Trouble.FEW] == [("plan.txt:7", "")]
    assert ("plan.questions.jsonl:12", "plan.questions.jsonl:18") in found[Trouble.TWICE]
    assert ("plan.questions.jsonl:12", "plan.unanswered.jsonl:2") in found[Trouble.BOTH]
    run = questions(tmp_path, "check", "--limit", "1")
    assert run.returncode == 1
    assert "plan.questions.jsonl:19" in re.sub(r"[\s│]", "", run.stdout)
    assert "ting at rette" in run.stdout
    assert "things to mend" in run.stdout


def test_questions_newer_than_the_index_and_documents_it_has_never_seen_are_checked(tmp_path: Path) -> None:
    file = write_corpus(tmp_path)
    found = _check(file)
    assert [place for place, _ in found[Trouble.FEW]] == ["plan.txt:3", "plan.txt:7", "plan.txt:11"]
    assert found[Trouble.ELSEWHERE] == []


@pytest.fixture(scope="module")
def whitepaper() -> Corpus:
    corpus = gather(find_documents([ROOT / "corpus"]))
    if [q.text for q in corpus.questions] != [q.text for q in real_bundle().store.questions()]:
        pytest.fail("the index is older than corpus/: run rundbord ingest")
    return corpus


def test_a_question_left_out_is_ranked_as_an_index_without_it_ranks_it(whitepaper: Corpus) -> None:
    """With itself every question finds its passage; without itself some do not."""
    ranked = ranked_without_themselves(real_bundle(), whitepaper, KnownVectors(real_bundle()))
    searcher = Searcher(real_bundle().parts)
    ranks = {row: rank for row, rank, _ in islice(ranked, 400)}
    lost = [row for row, rank in ranks.items() if rank > FIRST]
    assert 20 < len(lost) < 120
    for row in lost:
        text = whitepaper.questions[row].text
        with_itself = searcher.rank(text, text).rows.tolist()
        assert min(with_itself.index(passage) for passage in searcher.bank.answering_passages[row]) < FIRST


def test_every_question_and_passage_has_its_line(whitepaper: Corpus) -> None:
    answered, _ = question_places(whitepaper)
    lines = (ROOT / "corpus" / "whitepaper.questions.jsonl").read_text(encoding="utf-8").splitlines()
    for question, place in zip(whitepaper.questions, answered, strict=True):
        assert question.text in lines[int(place.rpartition(":")[2]) - 1].replace("\\", "")
    published = (ROOT / "corpus" / "whitepaper.txt").read_text(encoding="utf-8").split("\n")
    for passage in whitepaper.passages:
        line = published[int(passage_place(passage, whitepaper).rpartition(":")[2]) - 1]
        assert passage.text.split()[0].rstrip("-")[:4] in line
