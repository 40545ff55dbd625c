"""Documents by REST: no page numbers without pages, and a clear error for a missing original."""

from dataclasses import replace
from pathlib import Path

from fastapi.testclient import TestClient

from api.settings import Settings
from index.storage.store import PassageStore
from index.storage.store_writer import write_store
from ingest.corpus import find_documents, gather
from tests.api_fakes import FakeAnswerer, app_over, make_store


def test_a_document_without_pages_has_no_page_numbers(tmp_path: Path) -> None:
    (tmp_path / "årsbrev & co.txt").write_text("Et brev om digital ledelse.\n\nDet har ingen sider.", encoding="utf-8")
    corpus = gather(find_documents([tmp_path]))
    unpaged = replace(corpus, documents=tuple(replace(document, paged=False) for document in corpus.documents))
    write_store(tmp_path / "passages.db", unpaged)
    store = PassageStore(tmp_path / "passages.db")
    http = TestClient(app_over(FakeAnswerer(store), store, Settings(), None, tmp_path))

    (document,) = http.get("/api/v1/documents").json()["documents"]
    assert (document["paged"], document["page_count"]) == (False, None)
    (page,) = http.get(document["url"]).json()["pages"]
    assert (page["number"], page["label"]) == (None, None)
    assert http.get(page["url"]).json()["number"] is None
    assert "sider" in http.get(document["file_url"]).text
    answer = http.post("/api/v1/answer", json={"question": "Hvad?"}).json()
    for place in (answer["citations"][0], answer["nearest"][0]["passage"]):
        assert (place["page"], place["page_label"]) == (None, None)


def test_an_original_that_is_gone_is_said_to_be_gone(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    http = TestClient(app_over(FakeAnswerer(store), store, Settings(), None, tmp_path / "empty"))
    response = http.get("/api/v1/documents/whitepaper/file")
    assert response.status_code == 404
    assert "rundbord ingest --force" in response.json()["detail_da"]
