"""A conversation that is taken away holds what was said, its sources as footnotes, and nothing that does anything."""

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part as WordPart
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from answer.types import Answer, Part, PartKind, Question
from eval.exam.cases import squeeze
from ingest.document import Document as Published
from tests.api_fakes import REFUSED, FakeAnswerer, make_store
from ui.export.conversation import Conversation, lay_out_conversation
from ui.export.markdown_file import escape, write_markdown
from ui.export.word_file import write_word

ADDRESS = "https://rundbord.example.dk/spoerg/"
HOSTILE = "<script>alert(1)</script> [klik](javascript:alert(1)) ![x](http://a.dk) **fed** | # ^1 &lt; [^1]"
_texts = st.text(st.characters(codec="utf-8") | st.sampled_from("*_#-+.)[]<>!&^`~|\\ 1=:"), min_size=1, max_size=60)


@pytest.fixture(scope="module")
def conversation(tmp_path_factory: pytest.TempPathFactory) -> Conversation:
    """An answer of a sentence and a list, one in English of a follow-up, and a refusal."""
    store = make_store(tmp_path_factory.mktemp("export"))
    answerer = FakeAnswerer(store)
    listed = answerer.answer(Question("Hvad er digital ledelse?"))
    first, second, third = listed.parts
    parts = (
        replace(first, kind=PartKind.OPENING),
        replace(second, kind=PartKind.LIST_ITEM),
        replace(third, kind=PartKind.LIST_ITEM, citations=(3, 1)),
    )
    english = replace(answerer.answer(Question("And what is it for the public leaders?")), understood="What is it for?")
    refusal = answerer.answer(Question("Hvordan bliver vejret?"))
    documents = {name: store.document(name) for name in store.document_ids()}
    return Conversation((replace(listed, parts=parts), english, refusal), documents, ADDRESS, date(2026, 11, 24))


def _parse(markdown: str) -> list[Token]:
    return MarkdownIt("commonmark").use(footnote_plugin).parse(markdown)


def _shown(tokens: list[Token]) -> str:
    """The visible text of Markdown, without markup."""
    return "".join(leaf.content for token in tokens for leaf in token.children or ())


def _links(tokens: list[Token]) -> list[str]:
    return [str(leaf.attrs["href"]) for token in tokens for leaf in token.children or () if leaf.type == "link_open"]


def _footnotes(word: WordDocument) -> WordPart:
    return word.part.part_related_by(RELATIONSHIP_TYPE.FOOTNOTES)


def _footnote_texts(word: WordDocument) -> dict[str, str]:
    root = parse_xml(_footnotes(word).blob)
    return {note.get(qn("w:id")): note.xpath("string(.)").strip() for note in root if note.get(qn("w:type")) is None}


def test_markdown_has_headings_lists_and_a_footnote_for_each_source(conversation: Conversation) -> None:
    tokens = _parse(write_markdown(conversation, "da"))
    headings = [tokens[n + 1].content for n, token in enumerate(tokens) if token.type == "heading_open"]
    asked = [answer.question for answer in conversation.answers]
    assert headings == ["Samtale med Rundbord", *asked, "Steder, der ligger nærmest"]
    assert [token.type for token in tokens].count("list_item_open") == 2 + len(conversation.answers[2].nearest)
    references = [leaf for token in tokens for leaf in token.children or () if leaf.type == "footnote_ref"]
    assert [reference.meta["id"] for reference in references] == [0, 1, 2, 0, 0, 1, 2]
    shown = _shown(tokens)
    for citation in conversation.answers[0].citations:
        assert squeeze(citation.quote) in shown
        assert f"{citation.document_title}, {' › '.join(citation.section)}, side {citation.page_label}." in shown
    assert REFUSED in shown
    assert "Forstået som: What is it for?" in shown
    assert "24. november 2026" in shown


def test_every_link_opens_the_place_on_the_server(conversation: Conversation) -> None:
    expected = {ADDRESS + citation.url for citation in conversation.answers[0].citations}
    for hit in conversation.answers[2].nearest:
        passage = hit.passage
        expected.add(
            f"{ADDRESS}documents/whitepaper/pages/{passage.page}?start={passage.start}&end={passage.end}#quote"
        )
    assert set(_links(_parse(write_markdown(conversation, "da")))) == expected
    word = Document(BytesIO(write_word(conversation, "da")))
    relations = [*_footnotes(word).rels.values(), *word.part.rels.values()]
    assert {relation.target_ref for relation in relations if relation.is_external} == expected


def test_word_has_headings_lists_and_footnotes_of_its_own(conversation: Conversation) -> None:
    word = Document(BytesIO(write_word(conversation, "da")))
    paragraphs = [(paragraph.style.name if paragraph.style else "", paragraph.text) for paragraph in word.paragraphs]
    listed = conversation.answers[0]
    assert paragraphs[0] == ("Title", "Samtale med Rundbord")
    assert paragraphs[2:6] == [
        ("Heading 1", listed.question),
        ("Normal", squeeze(listed.parts[0].text)),
        ("List Bullet", squeeze(listed.parts[1].text)),
        ("List Bullet", squeeze(listed.parts[2].text)),
    ]
    assert ("Normal", "Forstået som: What is it for?") in paragraphs
    assert paragraphs[-4:-2] == [("Normal", REFUSED), ("Heading 2", "Steder, der ligger nærmest")]
    references = [found.get(qn("w:id")) for found in word.element.body.iter(qn("w:footnoteReference"))]
    assert references == [str(number) for number in range(1, 8)]
    notes = _footnote_texts(word)
    assert list(notes) == references
    first = listed.citations[0]
    assert (
        notes["1"]
        == notes["4"]
        == (f"{first.document_title}, {' › '.join(first.section)}, side {first.page_label}. Se stedet i dokumentet")
    )
    styles = {style.name for style in word.styles}
    assert {"footnote text", "footnote reference", "Hyperlink"} <= styles
    ids = {style.style_id for style in word.styles}
    for used in parse_xml(_footnotes(word).blob).iter(qn("w:pStyle"), qn("w:rStyle")):
        assert used.get(qn("w:val")) in ids


def test_word_says_what_it_is_and_which_language_each_text_is_in(conversation: Conversation) -> None:
    for language, title in (("da", "Samtale med Rundbord"), ("en", "Conversation with Rundbord")):
        word = Document(BytesIO(write_word(conversation, "da" if language == "da" else "en")))
        properties = word.core_properties
        assert (properties.title, properties.author, properties.language) == (title, "Rundbord", "da-DK")
        assert properties.created == datetime(2026, 11, 24, tzinfo=UTC)
        assert properties.comments == ""
        assert word.styles.element.xpath("w:docDefaults//w:lang/@w:val") == ["da-DK"]
        spoken = {paragraph.text: paragraph._p.xpath("w:r/w:rPr/w:lang/@w:val") for paragraph in word.paragraphs}
        assert spoken[title] == ([] if language == "da" else ["en-GB"])
        assert spoken[conversation.answers[1].question] == ["en-GB"]
        assert spoken[conversation.answers[0].question] == []
        assert spoken[squeeze(conversation.answers[0].parts[0].text)] == []


def test_the_fixed_texts_are_english_on_request(conversation: Conversation) -> None:
    markdown = write_markdown(conversation, "en")
    assert markdown.startswith("# Conversation with Rundbord\n\nThe answers were found by an automatic system.")
    assert "24 November 2026" in markdown
    notes = _footnote_texts(Document(BytesIO(write_word(conversation, "en"))))
    assert all(", page " in note and note.endswith("See the place in the document") for note in notes.values())


def test_nothing_that_was_asked_or_quoted_does_anything(conversation: Conversation) -> None:
    answer = conversation.answers[0]
    citations = tuple(
        replace(citation, document_title=HOSTILE, section=(HOSTILE,), url="javascript:alert(1)")
        for citation in answer.citations
    )
    parts = tuple(Part(f"- {HOSTILE}", kind, (1,)) for kind in PartKind)
    hostile = replace(
        answer, question=f"# {HOSTILE}", understood=HOSTILE, notice=HOSTILE, parts=parts, citations=citations
    )
    held = replace(conversation, answers=(hostile,))
    tokens = _parse(write_markdown(held, "da"))
    assert not {"html_block", "code_block", "fence"} & {token.type for token in tokens}
    leaves = {leaf.type for token in tokens for leaf in token.children or ()}
    assert leaves == {"text", "text_special", "link_open", "link_close", "footnote_ref"} - ({"text_special"} - leaves)
    assert all(link.startswith(ADDRESS) for link in _links(tokens))
    assert _shown(tokens).count(HOSTILE) == 6 + 2
    word = Document(BytesIO(write_word(held, "da")))
    assert [paragraph.text for paragraph in word.paragraphs][2] == f"# {HOSTILE}"
    assert all(relation.target_ref.startswith(ADDRESS) for relation in _footnotes(word).rels.values())


@given(_texts)
def test_escaped_markdown_shows_any_text_as_it_stands(text: str) -> None:
    line = _plain(text)
    for before in ("", "- ", "## ", "ord\n\n"):
        tokens = _parse(before + escape(line))
        assert _shown(tokens) == before.removesuffix("\n\n").strip("-# ") + line
        assert {leaf.type for token in tokens for leaf in token.children or ()} <= {"text", "text_special"}


@settings(deadline=None, max_examples=50)
@given(_texts | st.text(max_size=60))
def test_word_holds_any_text(text: str) -> None:
    answer = Answer(text, text, (Part(text, PartKind.SENTENCE, ()),), (), 0, (), "0", coverage="none", notice=text)  # type: ignore[arg-type]
    word = Document(BytesIO(write_word(Conversation((answer,), {}, "", date(2026, 11, 24)), "da")))
    assert [paragraph.text for paragraph in word.paragraphs][2:] == [_plain(text)] * (3 if _plain(text) else 2)


@pytest.mark.parametrize(
    "address", ["", "javascript:alert(1)//", "//evil.dk", "https://", "https://a.dk/>x", "ftp://a.dk"]
)
def test_without_a_web_address_sources_are_named_and_not_linked(conversation: Conversation, address: str) -> None:
    held = replace(conversation, address=address)
    markdown = write_markdown(held, "da")
    assert _links(_parse(markdown)) == []
    assert ", side " in markdown
    word = Document(BytesIO(write_word(held, "da")))
    assert not [relation for relation in _footnotes(word).rels.values() if relation.is_external]


def test_a_document_without_pages_or_one_that_is_gone_has_no_page_number(conversation: Conversation) -> None:
    documents: dict[str, Published] = {}
    (gone,) = lay_out_conversation(
        replace(conversation, documents=documents, answers=conversation.answers[2:]), "da"
    ).exchanges
    assert all(place.words.startswith("whitepaper") and "side" not in place.words for place in gone.nearest)
    answer = conversation.answers[0]
    unpaged = replace(answer, citations=tuple(replace(citation, page_label="") for citation in answer.citations))
    assert ", side " not in write_markdown(replace(conversation, answers=(unpaged,)), "da")


def test_word_files_parts_are_all_declared(conversation: Conversation, tmp_path: Path) -> None:
    with ZipFile(BytesIO(write_word(conversation, "da"))) as file:
        assert file.testzip() is None
        names = set(file.namelist())
        assert {"word/footnotes.xml", "word/_rels/footnotes.xml.rels"} <= names
        declared = file.read("[Content_Types].xml").decode()
        assert "/word/footnotes.xml" in declared
        settings = parse_xml(file.read("word/settings.xml"))
        assert settings.xpath("w:footnotePr/w:footnote/@w:id") == ["-1", "0"]
        order = [child.tag for child in settings]
        assert order.index(qn("w:footnotePr")) == order.index(qn("w:compat")) - 1


def _plain(text: str) -> str:
    """A text on one line, without characters that a file cannot hold."""
    answer = Answer(text, text, (), (), 0, (), "0", coverage="none")  # type: ignore[arg-type]
    return lay_out_conversation(Conversation((answer,), {}, "", date(2026, 11, 24)), "da").exchanges[0].question
