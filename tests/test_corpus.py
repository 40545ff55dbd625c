"""Documents of the corpus are found and read: pages, headings, passages, questions and the fingerprint."""

import json
import re
from hashlib import sha256
from pathlib import Path

import pytest
from rapidfuzz import fuzz, process

from eval.exam.cases import read_cases
from ingest.corpus import Corpus, find_documents, fingerprint, gather
from ingest.document import Kind
from ingest.errors import CorpusError
from ingest.questions.corpus_questions import read_questions, read_unanswered
from ingest.readers.isolated import read_all
from ingest.readers.parsed import Failure
from ingest.readers.read import read_document

ROOT = Path(__file__).parent.parent
WHITEPAPER = ROOT / "corpus" / "whitepaper.txt"
SHA256 = "04f1bb6732cd03ad91e3e205bb98259b41a8fdcf2f95a09f5df8b0737ace59b5"
TOO_LIKE = 93  # rapidfuzz ratio at which two questions are one


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return gather(find_documents([ROOT / "corpus"]))


def test_the_whitepaper_is_byte_for_byte_as_published() -> None:
    assert sha256(WHITEPAPER.read_bytes()).hexdigest() == SHA256


def test_pages_have_their_printed_numbers(corpus: Corpus) -> None:
    pages = {page.number: page.text for page in corpus.documents[0].pages}
    assert sorted(pages) == list(range(2, 19))
    assert pages[2].startswith("Executive Summary")
    assert pages[11].startswith("Hvordan skabes digitalt mindset")
    assert "Andreas Berggreen" in pages[17]
    assert "Willy Kofoed" in pages[18]


def test_a_printed_number_that_contradicts_the_page_breaks_is_refused(tmp_path: Path) -> None:
    copy = tmp_path / "whitepaper.txt"
    copy.write_bytes(WHITEPAPER.read_bytes())
    facts = WHITEPAPER.with_suffix(".toml").read_text(encoding="utf-8")
    copy.with_suffix(".toml").write_text(facts.replace("first_page = 2", "first_page = 3"), encoding="utf-8")
    with pytest.raises(CorpusError, match="11 printed"):
        read_document(copy)


def test_no_character_of_the_text_is_lost_or_made_up(corpus: Corpus) -> None:
    published = re.sub(r"\s", "", WHITEPAPER.read_text(encoding="utf-8"))
    indexed = re.sub(r"\s", "", "".join(page.text for page in corpus.documents[0].pages))
    # The printed «11» and a stray «0» after the last page are the only things taken off the pages.
    assert sorted(indexed) == sorted(published.replace("11Hvordanfastholdes", "Hvordanfastholdes").removesuffix("0"))


def test_the_seven_questions_and_the_tendencies_are_sections(corpus: Corpus) -> None:
    sections = {passage.section for passage in corpus.passages}
    present = {section[-1] for section in sections if section[0].startswith("Nutid") and len(section) == 2}
    future = {section[-1] for section in sections if section[0].startswith("Fremtid") and len(section) == 2}
    assert len(present) == 7
    assert all(question.startswith("Hvordan") for question in present)
    assert future == {
        "Jura og sikkerhed",
        "Etik og værdier",
        "Digitale økosystemer og sammenhæng",
        "Strategiske kompetencer i fokus",
    }


def test_a_heading_after_its_text_still_names_it(corpus: Corpus) -> None:
    section = next(p.section for p in corpus.passages if p.text.startswith("Vi håber, at læsningen"))
    assert section == ("Executive Summary", "Det får du ud af at læse det")


def test_pull_quotes_are_known_as_repeats_and_are_in_no_passage(corpus: Corpus) -> None:
    quotes = [block for block in corpus.documents[0].blocks if block.kind is Kind.QUOTE]
    assert len(quotes) == 7
    assert all(block.repeats for block in quotes)
    assert not any("“" in passage.text for passage in corpus.passages)


def test_list_items_know_the_line_that_opens_them(corpus: Corpus) -> None:
    openings = {p.opening for p in corpus.passages if p.kind is Kind.LIST_ITEM and p.page in range(6, 13)}
    assert openings == {
        "Dette kan bl.a. ske ved at:",
        "Dette kan fx gøres ved at:",
        "Ledelsen bør være opmærksom på følgende:",
    }


def test_each_name_is_an_item_of_its_own(corpus: Corpus) -> None:
    document = corpus.documents[0]
    names = [
        document.page(block.page).text[block.start : block.end]
        for block in document.blocks
        if block.kind is Kind.LIST_ITEM and block.page in (17, 18)
    ]
    assert len(names) == 19 + 19
    assert all("," in name for name in names)


def test_figure_labels_are_kept_apart_from_body_text(corpus: Corpus) -> None:
    captions = [passage for passage in corpus.passages if passage.kind is Kind.CAPTION]
    assert [passage.section[-1][:6] for passage in captions] == ["1990’e", "2000’e", "2010’e", "2020’e"]


def test_every_passage_is_the_page_text_at_its_offsets_and_short(corpus: Corpus) -> None:
    document = corpus.documents[0]
    for passage in corpus.passages:
        assert document.page(passage.page).text[passage.start : passage.end] == passage.text
        assert len(passage.text) <= 900


def test_every_body_block_is_in_exactly_one_passage(corpus: Corpus) -> None:
    body = [b for b in corpus.documents[0].blocks if b.kind is not Kind.HEADING and not b.repeats]
    for block in body:
        holding = [p for p in corpus.passages if p.page == block.page and p.start <= block.start and block.end <= p.end]
        assert len(holding) == 1


def test_every_passage_has_at_least_six_questions_and_a_single_line_three(corpus: Corpus) -> None:
    for passage in corpus.passages:
        asked = [
            question
            for question in corpus.questions
            if any(a.page == passage.page and passage.start <= a.start < passage.end for a in question.anchors)
        ]
        single_line = len(passage.text) < 80 or passage.kind is Kind.CAPTION
        assert len(asked) >= (3 if single_line else 6), passage.text


def test_every_quote_of_the_question_file_still_stands(corpus: Corpus) -> None:
    assert corpus.problems == ()


def test_a_quote_that_no_longer_stands_is_reported(tmp_path: Path) -> None:
    file = tmp_path / "whitepaper.questions.jsonl"
    lines = [{"question": "Findes det?", "quotes": ["Det her står der ikke"]}]
    file.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    questions, problems = read_questions(file, read_document(WHITEPAPER))
    assert questions == []
    assert problems[0].place == "whitepaper.questions.jsonl:1"
    assert problems[0].text.da.startswith("«Det her står der ikke» står ikke længere i whitepaper")
    assert problems[0].text.en.startswith("“Det her står der ikke” no longer stands in whitepaper")


@pytest.mark.parametrize(
    ("facts", "danish", "english"),
    [
        ("title = ", "plan.toml, dokumentets oplysninger, kan ikke læses", "the document's facts, cannot be read"),
        (
            '[[outline]]\npage = 1\nlevel = 1\nheading = "Mål"\n',
            "side 1 har ikke overskriften «Mål»",
            "no heading «Mål»",
        ),
    ],
)
def test_facts_that_do_not_fit_their_document_are_told_of_in_danish_and_in_english(
    tmp_path: Path, facts: str, danish: str, english: str
) -> None:
    (tmp_path / "plan.txt").write_text("Udvalget mødes i maj.\n\nDet er en plan for hele året.", encoding="utf-8")
    (tmp_path / "plan.toml").write_text(facts, encoding="utf-8")
    (failure,) = read_all((tmp_path / "plan.txt",))
    assert isinstance(failure, Failure)
    assert danish in failure.text.da
    assert english in failure.text.en


def test_a_line_that_is_no_question_is_named_in_danish_and_in_english(tmp_path: Path) -> None:
    (tmp_path / "plan.unanswered.jsonl").write_text('{"question": "Hvad?"}\n', encoding="utf-8")
    with pytest.raises(CorpusError, match=r":1 er ikke et spørgsmål: .+ / .+:1 is not a question"):
        read_unanswered(tmp_path / "plan.unanswered.jsonl")


def test_at_least_three_hundred_questions_have_no_answer_and_250_are_near_misses() -> None:
    unanswered = read_unanswered(ROOT / "corpus" / "whitepaper.unanswered.jsonl")
    kinds = [question.kind for question in unanswered]
    assert len(kinds) >= 300
    assert kinds.count("near") >= 250


def test_no_exam_question_stands_in_the_corpus(corpus: Corpus) -> None:
    exam = [_plain(c.question) for c in read_cases(ROOT / "eval" / "questions.jsonl") if not c.history]
    known = [*(q.text for q in corpus.questions), *(q.text for q in corpus.unanswered)]
    for question in known:
        _, likeness, _ = process.extractOne(_plain(question), exam, scorer=fuzz.ratio)
        assert likeness < TOO_LIKE, question


def test_no_question_is_both_answered_and_unanswered(corpus: Corpus) -> None:
    both = {_plain(q.text) for q in corpus.questions} & {_plain(q.text) for q in corpus.unanswered}
    assert both == set()


@pytest.mark.parametrize("content", [b"", b"  \n ", b"\xff\xfe\x00"])
def test_a_file_that_is_not_text_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "tom.txt"
    file.write_bytes(content)
    with pytest.raises(CorpusError, match=re.escape(str(file))):
        read_document(file)


def test_a_document_without_facts_still_becomes_pages_and_sections(tmp_path: Path) -> None:
    file = tmp_path / "strategi.txt"
    file.write_text(
        "Formål\n\nVi vil gøre det enkelt for borgerne.\n\fØkonomi\n\nDet koster intet.\n", encoding="utf-8"
    )
    document = read_document(file)
    assert [page.number for page in document.pages] == [1, 2]
    assert document.title == "strategi"
    assert [b.section for b in document.blocks if b.kind is Kind.PARAGRAPH] == [("Formål",), ("Økonomi",)]


def test_the_fingerprint_changes_with_the_facts_beside_a_document(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Noget tekst.", encoding="utf-8")
    before = fingerprint((file,), "model")
    file.with_suffix(".toml").write_text('title = "En titel"', encoding="utf-8")
    assert fingerprint((file,), "model") != before
    assert fingerprint((file,), "other model") != fingerprint((file,), "model")


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
