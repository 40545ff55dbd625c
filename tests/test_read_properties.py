"""Properties of reading for any pages: offsets are right, no letter is lost, and every sentence is in a passage."""

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eval.reading.fidelity import measure, squeeze
from ingest.document import Document, Kind
from ingest.metadata import Facts
from ingest.passages import LONGEST, make_passages
from ingest.readers.file_formats import Format
from ingest.readers.parsed import Element
from ingest.readers.read import lay_out, parse_document, read
from ingest.readers.sections import with_sections
from ingest.sentences import body_sentences
from tests.pdf_maker import write_pdf

WORD = st.text(alphabet="abcdefghijklmnopqrstuvwxyzæøåABCÆØÅ0123456789.,:;!?()§–«»\"'%&-", min_size=1, max_size=18)
LINE = st.lists(WORD, min_size=1, max_size=8).map(" ".join)
PLACE = st.tuples(st.integers(40, 350), st.integers(40, 800))
PAGE = st.dictionaries(PLACE.map(lambda place: (place[0], place[1] // 14 * 14)), LINE, min_size=1, max_size=25)
MARKUP = st.sampled_from(
    ["# ", "## ", "- ", "1. ", "> ", "    ", "| ", "```\n", "<b>", "\n", "", "[^1]", "\t", "\f", "&amp;"]
)
MARKDOWN = st.lists(
    st.tuples(MARKUP, st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40)),
    min_size=1,
    max_size=20,
).map(lambda parts: "\n".join(markup + text for markup, text in parts))
ELEMENT = st.builds(
    Element,
    kind=st.sampled_from(list(Kind)),
    text=st.text(min_size=1, max_size=2500).filter(str.strip),
    page=st.just(1),
    level=st.integers(1, 6),
)
SLOW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def holds(document: Document) -> None:
    """Check the invariants that later packages rely on."""
    passages = make_passages(document)
    assert len({passage.id for passage in passages}) == len(passages)
    for passage in passages:
        assert document.page(passage.page).text[passage.start : passage.end] == passage.text
        assert len(passage.text) <= LONGEST
    for sentence in body_sentences(document):
        assert document.page(sentence.page).text[sentence.start : sentence.end] == sentence.text
        assert [
            1 for p in passages if p.page == sentence.page and p.start <= sentence.start and sentence.end <= p.end
        ] == [1]


@SLOW
@given(st.lists(PAGE, min_size=1, max_size=3))
def test_a_pdf_with_any_lines_anywhere_keeps_every_letter(pages: list[dict[tuple[int, int], str]]) -> None:
    with TemporaryDirectory() as folder:
        drawn = [[(left, top, line) for (left, top), line in page.items()] for page in pages]
        file = write_pdf(Path(folder) / "x.pdf", drawn, size=9)
        data = file.read_bytes()
        if not any(letter.isalnum() for page in pages for line in page.values() for letter in line):
            return
        reading = parse_document(file, Format.PDF, data, Facts(language="da"))
        if any("indekseret" in warning.text.da for warning in reading.warnings):
            return
        assert measure(file, reading).lost == 0
        holds(reading.document)


@SLOW
@given(MARKDOWN)
def test_markdown_of_any_kind_keeps_its_offsets(text: str) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "x.md"
        file.write_text(f"Altid noget.\n\n{text}", encoding="utf-8")
        holds(read(file).document)


@SLOW
@given(st.lists(ELEMENT, min_size=1, max_size=12))
def test_elements_of_any_kind_and_length_become_sound_passages(elements: list[Element]) -> None:
    ((page, blocks),) = lay_out(((1, "1"),), with_sections(tuple(elements)))
    document = Document("x", "X", "da", "", "", None, "0", (page,), tuple(blocks))
    holds(document)
    assert Counter(squeeze(page.text)) == Counter(squeeze("".join(element.text for element in elements)))
