"""Bidi controls are removed everywhere, and quotes are still the page's text."""

import json
import unicodedata
from pathlib import Path

import docx
import pytest
from fastapi.testclient import TestClient

from answer.types import Question
from api.settings import Settings
from index.storage.store import PassageStore
from index.storage.store_writer import write_store
from ingest.corpus import find_documents, gather
from ingest.document import Document, document_id
from ingest.errors import DocumentError
from ingest.metadata import read_facts
from ingest.questions.corpus_questions import read_questions, read_unanswered
from ingest.readers.pdf.characters import Character
from ingest.readers.read import read, read_document
from tests.api_fakes import FakeAnswerer, app_over, facts_over
from ui.page.page_routes import add_page_routes
from ui.source.printed_words import find_words
from ui.templates import render

MARKS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
HEADING = "Priser\u202egirdla\u202c og vilkår"
SENTENCE = "Frokosten koster \u202e001\u202c kroner om \u2067dagen\u2069."
STRAIGHT = "Frokosten koster 001 kroner om dagen."


def _write_word(path: Path) -> None:
    document = docx.Document()
    document.core_properties.title = "Kantinen\u202e"
    document.add_heading(HEADING, 1)
    document.add_paragraph(SENTENCE)
    document.save(str(path))


def _write(folder: Path, name: str) -> Path:
    path = folder / name
    web = f"<title>Kantinen\u202e</title><main><h1>{HEADING}</h1><p>{SENTENCE}</p><p>&#8238;&rlm;</p></main>"
    match path.suffix:
        case ".docx":
            _write_word(path)
        case ".html":
            path.write_text(web, encoding="utf-8")
        case _:
            path.write_text(f"# {HEADING}\n\n{SENTENCE}\n\n\u202e\n", encoding="utf-8")
    return path


def _texts(document: Document) -> list[str]:
    told = [document.id, document.title, document.publisher, document.work, document.edition, *document.groups]
    for page in document.pages:
        told += [page.label, page.text]
    return told + [part for block in document.blocks for part in (*block.section, block.opening)]


@pytest.mark.parametrize("name", ["a\u202ea.md", "a.html", "a.docx", "a.txt"])
def test_what_is_read_of_a_document_holds_no_mark_and_its_owner_is_told(tmp_path: Path, name: str) -> None:
    reading = read(_write(tmp_path, name))
    texts = _texts(reading.document)
    assert not set(MARKS) & set("".join(texts))
    assert any(STRAIGHT in text for text in texts)
    assert [
        "læseretningen" in warning.text.da for warning in reading.warnings if "overskrifter" not in warning.text.da
    ] == [True]


def test_the_remark_names_each_page_that_had_marks(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        f"Helt almindeligt.\f{SENTENCE}\fAlmindeligt igen.\f\u200e{SENTENCE}", encoding="utf-8"
    )
    assert [warning.page for warning in read(tmp_path / "a.txt").warnings] == [2, 4]


def test_the_marks_are_those_that_unicode_calls_bidirectional_controls(tmp_path: Path) -> None:
    controls = {
        chr(c)
        for c in range(0x3000)
        if unicodedata.bidirectional(chr(c)) in _CONTROLS or chr(c) in "\u061c\u200e\u200f"
    }
    assert controls == set(MARKS)
    (tmp_path / "a.txt").write_text("".join(f"a{mark}b" for mark in MARKS), encoding="utf-8")
    assert read_document(tmp_path / "a.txt").pages[0].text == "ab" * len(MARKS)


_CONTROLS = {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}


def test_facts_and_questions_hold_no_mark(tmp_path: Path) -> None:
    facts = (
        'title = "T\\u202e"\npublisher = "P\\u2067"\nwork = "W\u200f"\nedition = "E\\u202e"\ngroups = ["g\\u202e"]\n'
        'outline = [{page = 1, level = 1, heading = "Priser\\u202e og vilkår"}]\n'
    )
    (tmp_path / "a.toml").write_text(facts, encoding="utf-8")
    (tmp_path / "a.txt").write_text(f"Priser og \u202evilkår\n\n{SENTENCE}\n", encoding="utf-8")
    document = read_document(tmp_path / "a.txt")
    assert not set(MARKS) & set("".join(_texts(document)))
    assert document.blocks[-1].section == ("Priser og vilkår",)
    lines = tmp_path / "a.questions.jsonl", tmp_path / "a.unanswered.jsonl"
    lines[0].write_text(json.dumps({"question": "Hvad\u202e koster?", "quotes": [SENTENCE]}), encoding="utf-8")
    lines[1].write_text(json.dumps({"question": "Hvor\u202e?", "kind": "near"}), encoding="utf-8")
    (question,), problems = read_questions(lines[0], document)
    assert (question.text, problems) == ("Hvad koster?", [])
    assert read_unanswered(lines[1])[0].text == "Hvor?"


def test_quotes_are_the_pages_text_and_no_way_out_carries_a_mark(tmp_path: Path) -> None:
    path = _write(tmp_path, "a.txt")
    path.with_suffix(".toml").write_text(
        'title = "Kantinen\\u202e"\nsource_url = "https://example.dk/"', encoding="utf-8"
    )
    write_store(tmp_path / "passages.db", gather(find_documents([path])))
    store = PassageStore(tmp_path / "passages.db")
    app = app_over(FakeAnswerer(store), store, Settings(), None, tmp_path)
    add_page_routes(app, facts_over(store).shown_to)
    for citation in FakeAnswerer(store).answer(Question("Hvad?")).citations:
        assert store.document("a").page(citation.page).text[citation.start : citation.end] == citation.quote
    with TestClient(app) as client:
        told = client.post("/api/v1/answer", json={"question": "Hvad?"}).text + client.get("/documents/a").text
        told += client.get("/documents/a/pages/1").text + client.get("/api/v1/documents/a/pages/1").text
    assert STRAIGHT in told
    assert not set(MARKS) & set(told)
    assert "\\u202e" not in told


def test_a_page_shows_no_text_with_a_mark_whoever_wrote_it() -> None:
    shown = render("problem.html", "da", problem="filen a\u202efdp.txt", question="Hvad\u2067 <b>så</b>?")
    assert "filen afdp.txt" in shown
    assert "Hvad &lt;b&gt;så&lt;/b&gt;?" in shown


def test_the_words_of_a_printed_page_hold_no_mark() -> None:
    def character(at: int, text: str) -> Character:
        return Character(text, (0, 0, 0, 0), at * 5, at * 5 + 5, 10, 20, 10, bold=False, turned=False, unmapped=False)

    printed = "Prisen \u202e\u202c er\u202e 100"
    words = find_words([character(at, sign) for at, sign in enumerate(printed)], "Prisen er 100")
    assert [word.text for paragraph in words for word in paragraph] == ["Prisen", "er", "100"]


def test_two_files_whose_names_look_alike_share_an_id() -> None:
    assert document_id(Path("plan\u202e.md")) == document_id(Path("plan.md")) == "plan"


def test_what_has_nothing_but_marks_is_left_out(tmp_path: Path) -> None:
    assert all(block.start < block.end for block in read_document(_write(tmp_path, "a.html")).blocks)


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", " JavaScript:alert(1)", "java\\nscript:alert(1)", "data:text/html,<script>", "vbscript:x",
     "file:///etc/passwd", "//example.dk", "example.dk", "https:", "https://[::1", "https://example.dk/\\u202e"],
)  # fmt: skip
def test_an_address_that_is_no_web_page_is_no_fact(tmp_path: Path, address: str) -> None:
    (tmp_path / "a.toml").write_text(f'source_url = "{address}"', encoding="utf-8")
    with pytest.raises(DocumentError, match=r"a\.toml.*source_url"):
        read_facts(tmp_path / "a.toml")


@pytest.mark.parametrize("address", ["", "https://example.dk/a?b=c#d", "http://example.dk", "HTTPS://ærø.dk/plan"])
def test_an_address_of_a_web_page_is_a_fact(tmp_path: Path, address: str) -> None:
    (tmp_path / "a.toml").write_text(f'source_url = "{address}"', encoding="utf-8")
    assert read_facts(tmp_path / "a.toml").source_url == address
