"""A case's section is the heading above its evidence in the documents."""

from dataclasses import replace
from pathlib import Path

from eval.exam.cases import Evidence, read_cases
from eval.exam.evidence_sections import with_sections
from ingest.document import Block, Document, Kind, Page
from ingest.readers.read import read_document
from tests.test_eval_metrics import MOON, SUN, case

ROOT = Path(__file__).parent.parent
TEXT = "Dag\nSolen\nskinner.\nNat\nMånen er gul."
DOCUMENT = Document(
    id="doc",
    title="Himlen",
    language="da",
    publisher="",
    source_url="",
    published=None,
    sha256="",
    pages=(Page(1, "1", TEXT),),
    blocks=(
        Block(Kind.PARAGRAPH, 1, TEXT.index("Solen"), TEXT.index("\nNat"), ("Himlen", "Dag")),
        Block(Kind.PARAGRAPH, 1, TEXT.index("Månen"), len(TEXT), ("Himlen", "Nat")),
    ),
)


def test_the_section_is_the_last_heading_above_the_first_evidence() -> None:
    sun, moon, none = with_sections([case(SUN, MOON), case(MOON), case()], [DOCUMENT])
    assert (sun.section, moon.section, none.section) == ("Dag", "Nat", "")


def test_evidence_that_no_document_has_on_that_page_has_no_section() -> None:
    elsewhere = replace(case(SUN), evidence=((Evidence("Solen skinner.", 2),),))
    assert [each.section for each in with_sections([elsewhere, case([("Mars er rød.", 1)])], [DOCUMENT])] == ["", ""]
    assert with_sections([case(SUN)], [])[0].section == ""


def test_every_answerable_question_of_the_evaluation_has_a_section() -> None:
    cases = with_sections(
        read_cases(ROOT / "eval" / "questions.jsonl"), [read_document(ROOT / "corpus" / "whitepaper.txt")]
    )
    assert [each.id for each in cases if each.answerable and not each.section] == []
