"""Many documents: editions, limits, and passages that two documents have in common."""

import sqlite3
from pathlib import Path

import numpy as np
import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from answer.types import Answer, Citation, Coverage, Part, PartKind
from api.settings import Settings
from index.dense.faiss_index import VectorIndex
from index.duplicates import number_wordings
from index.filters import EVERYWHERE, DocumentVersion, SearchFilter, select_documents
from index.lexical.bm25 import LexicalIndex
from index.lexical.spelling import Spelling
from index.query_encoder.encoder import Vectors
from index.search import Searcher
from index.storage.bundle import Parts
from index.storage.store import PassageStore
from index.storage.store_writer import write_store
from ingest.corpus import find_documents, gather
from ingest.errors import CorpusError
from ingest.metadata import read_facts
from ingest.passages import text_for_words
from tests.api_fakes import CORPUS, FakeAnswerer, app_over, make_store
from ui.cli.program import app

LUNCH = "Frokostpausen er 30 minutter, og den holdes mellem klokken 11 og 13 efter aftale med den nærmeste leder."
OLD, NEW = LUNCH.replace("30", "25"), LUNCH


class FlatEncoder:
    """Gives every text the same vector, so that words alone decide."""

    def queries(self, texts: list[str]) -> Vectors:
        return np.full((len(texts), 4), 0.5, np.float32)

    passages = queries


def write(folder: Path, name: str, text: str, facts: str = "") -> None:
    (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / f"{name}.toml").write_text(facts, encoding="utf-8")


def searcher_of(folder: Path, index: Path) -> Searcher:
    corpus = gather(find_documents([folder]))
    write_store(index / "passages.db", corpus)
    flat = FlatEncoder().queries(["" for _ in corpus.passages])
    lexical = LexicalIndex.build([text_for_words(passage, []) for passage in corpus.passages])
    store = PassageStore(index / "passages.db")
    vectors = VectorIndex.build(flat)
    wordings = number_wordings(passage.text for passage in corpus.passages)
    parts = Parts(store, FlatEncoder(), vectors, lexical, wordings, Spelling.learn([], []), vectors, *[None] * 5)
    return Searcher(parts)


def found(searcher: Searcher, query: str, documents: frozenset[str] | None = None, **limits: object) -> list[str]:
    ranking = searcher.rank(query, query, documents, SearchFilter(**limits))  # type: ignore[arg-type]
    return [hit.passage.document_id for hit in searcher.hits(ranking, 5)[0]]


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    """Search a long document, two editions of a rule, and a copy of the newer one elsewhere."""
    folder, index = tmp_path_factory.mktemp("corpus"), tmp_path_factory.mktemp("index")
    rules = 'title = "Personaleregler"\npublisher = "Kommunen"\nwork = "regler"\n'
    outline = '[[outline]]\npage = 1\nlevel = 1\nheading = "Pauser"\n'
    write(folder, "regler-2019", f"Pauser\n\n{OLD}", f'{rules}published = "2019"\n{outline}')
    write(folder, "regler-2024", f"Pauser\n\n{NEW}", f'{rules}published = "2024-03-01"\n{outline}')
    write(
        folder,
        "haandbog",
        f"{LUNCH}\f{'Kaffen er gratis i køkkenet på anden sal. ' * 3}",
        'publisher = "Styrelsen"\n',
    )
    pages = [f"Leder nummer {n} holder møde om sag {n} og om pausen i arbejdet efter aftale. " * 4 for n in range(150)]
    write(folder, "lang", "\f".join(pages), 'publisher = "Styrelsen"\npublished = "2020"\n')
    return searcher_of(folder, index)


def test_the_newest_edition_answers_and_an_older_one_when_it_is_asked_for(searcher: Searcher) -> None:
    assert "regler-2019" not in found(searcher, "Hvor lang er frokostpausen?")
    assert found(searcher, "Hvor lang er frokostpausen?", on="2020-01-01", publisher="kommunen") == ["regler-2019"]
    assert found(searcher, "Hvor lang er frokostpausen?", year=2019) == ["regler-2019"]
    assert found(searcher, "Hvor lang er frokostpausen?", frozenset({"regler-2019"})) == ["regler-2019"]


def test_the_same_words_in_two_documents_are_found_once(searcher: Searcher) -> None:
    everywhere = found(searcher, "Hvor lang er frokostpausen?")
    assert len({"haandbog", "regler-2024"} & set(everywhere[:2])) == 1
    assert found(searcher, "Hvor lang er frokostpausen?", publisher="Kommunen") == ["regler-2024"]


def test_a_short_document_is_not_drowned_by_a_long_one(searcher: Searcher) -> None:
    assert found(searcher, "Hvor lang er frokostpausen efter aftale med leder?")[0] in {"haandbog", "regler-2024"}


def test_limits_are_kept_and_what_nothing_meets_finds_nothing(searcher: Searcher) -> None:
    assert set(found(searcher, "aftale om pausen", publisher="styrelsen", year=2020)) == {"lang"}
    assert found(searcher, "aftale om pausen", section="pauser") == ["regler-2024"]
    assert found(searcher, "aftale om pausen", publisher="ingen af dem") == []


def test_documents_without_a_work_never_replace_each_other() -> None:
    versions = [
        DocumentVersion("a", "", "2020", "", ""),
        DocumentVersion("b", "", "2024", "", ""),
        DocumentVersion("c", "", "", "w", ""),
    ]
    assert select_documents(versions, None, EVERYWHERE) == {"a", "b", "c"}
    assert select_documents([*versions, DocumentVersion("d", "", "1999", "w", "")], None, EVERYWHERE) == {"a", "b", "d"}


def test_a_bundle_of_before_there_were_editions_is_still_read(searcher: Searcher, tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    write(folder, "plan", LUNCH)
    write_store(tmp_path / "passages.db", gather(find_documents([folder])))
    with sqlite3.connect(tmp_path / "passages.db") as connection:
        connection.execute("DROP TABLE editions")
    connection.close()
    store = PassageStore(tmp_path / "passages.db")
    assert [version.document_id for version in store.versions()] == ["plan"]
    assert store.matching_rows(None, EVERYWHERE) is None


def test_rest_passes_the_limits_on(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    fake = FakeAnswerer(store)
    api = app_over(fake, store, Settings(), None, CORPUS)
    limits: dict[str, str | int] = {"publisher": "Kommunen", "year": 2024, "section": "Pauser", "on": "2024-05-01"}
    with TestClient(api) as client:
        assert client.post("/api/v1/answer", json={"question": "Hvad?", **limits}).status_code == 200
        assert client.get("/api/v1/search", params={"query": "Hvad?", **limits}).status_code == 200
        assert client.post("/api/v1/search", json={"query": "Hvad?", "on": "i går"}).status_code == 422
    asked = fake.asked
    assert [question.search_filter for question in asked] == [
        SearchFilter("Kommunen", 2024, "Pauser", "2024-05-01")
    ] * 2


def test_an_answer_from_several_documents_names_each() -> None:
    citations = tuple(
        Citation(n, "Ja.", "p", f"d{n}", f"Dokument {n}", ("Pauser",), 1, "1", 0, 3, "documents/d") for n in (1, 2)
    )
    parts = tuple(Part("Ja.", PartKind.SENTENCE, (n,)) for n in (1, 2))
    answer = Answer("?", "?", parts, citations, 0.9, (), "v", Coverage.FULL)
    assert "**Dokument 1: Pauser**" in answer.markdown
    assert "**Dokument 2: Pauser**" in answer.markdown


def test_the_owner_sets_facts_and_keeps_the_rest_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "plan", LUNCH, '# skrevet i hånden\npublisher = "Kommunen"\n')
    monkeypatch.setenv("RUNDBORD_CORPUS", str(tmp_path))
    facts = tmp_path / "plan.toml"
    run = CliRunner().invoke(app, ["documents", "set", "plan", "--work", "plan", "--published", "2024-03-01"])
    assert run.exit_code == 0, run.output
    assert facts.read_text(encoding="utf-8").startswith("# skrevet i hånden\n")
    assert (read_facts(facts).publisher, read_facts(facts).published) == ("Kommunen", "2024-03-01")
    before = facts.read_text(encoding="utf-8")
    run = CliRunner().invoke(app, ["documents", "set", "plan", "--published", "i går"])
    assert isinstance(run.exception, CorpusError)
    assert facts.read_text(encoding="utf-8") == before


def test_a_folder_is_taken_with_its_subfolders_and_without_what_is_hidden(tmp_path: Path) -> None:
    for place in (
        "a.txt",
        "under/b.md",
        "under/dybere/c.html",
        ".skjult/d.txt",
        "under/.e.txt",
        "under/b.questions.jsonl",
    ):
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).write_text("Tekst.", encoding="utf-8")
    (tmp_path / "under" / "rundt").symlink_to(tmp_path)
    assert [file.name for file in find_documents([tmp_path])] == ["a.txt", "b.md", "c.html"]
    assert [file.name for file in find_documents([tmp_path / ".skjult"])] == ["d.txt"]
    (tmp_path / "under" / "a.md").write_text("Tekst.", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"a\.txt og .*a\.md"):
        find_documents([tmp_path])
