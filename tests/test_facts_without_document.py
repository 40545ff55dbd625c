"""A metadata file without its document stops a build, since a limit to groups would be lost with it."""

import unicodedata
from pathlib import Path

import pytest

from index.storage.history import CURRENT
from ingest.corpus import find_documents, gather
from ingest.errors import CorpusError
from tests.test_owner import OWN, TEXT, Serve, send, serve, service, store
from ui.cli.ingest import ingest
from ui.owner.service import OwnerService

__all__ = ["serve", "service", "store"]
GROUPS = 'title = "Fusionen"\ngroups = ["ledelsen"]\n'


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    (folder / "planer").mkdir(parents=True)
    (folder / "åbent.txt").write_text("Frokostpausen er 30 minutter.", encoding="utf-8")
    return folder


def write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")


def test_a_restricted_document_that_was_renamed_is_not_published_to_all(corpus: Path) -> None:
    write(corpus / "fusion-2.txt", "Falkenstjerne sammenlægger forvaltningerne.")
    write(corpus / "fusion.toml", GROUPS)
    with pytest.raises(
        CorpusError, match=r"fusion\.toml \(kun for ledelsen\).+ / .+fusion\.toml \(only for ledelsen\)"
    ):
        gather(find_documents([corpus / "fusion-2.txt"]))


def test_ingest_stops_where_the_document_was_moved_to_another_folder(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = corpus.parent / "index"
    monkeypatch.setenv("RUNDBORD_INDEX", str(index))
    write(corpus / "fusion.txt", "Falkenstjerne sammenlægger forvaltningerne.")
    write(corpus / "planer" / "fusion.toml", GROUPS)
    with pytest.raises(CorpusError, match=r"planer/fusion\.toml"):
        ingest([corpus], force=False)
    assert not (index / CURRENT).exists()


@pytest.mark.parametrize(
    "name", ["Åbent.toml", "åbent.TOML", unicodedata.normalize("NFD", "åbent.toml"), "åbent.txt.toml"]
)
def test_facts_whose_name_is_spelt_otherwise_than_the_documents_are_not_passed_over(corpus: Path, name: str) -> None:
    write(corpus / name, GROUPS)
    with pytest.raises(CorpusError, match="ledelsen"):
        gather(find_documents([corpus]))


def test_facts_that_cannot_be_read_are_not_passed_over(corpus: Path) -> None:
    write(corpus / "fusion.toml", "groups = [ledelsen]\n")
    with pytest.raises(CorpusError, match=r"fusion\.toml"):
        gather(find_documents([corpus]))


def test_settings_of_programs_readmes_and_what_is_hidden_stop_nothing(corpus: Path) -> None:
    write(corpus / "åbent.toml", 'title = "Regler"\n')
    write(corpus / "pyproject.toml", '[project]\nname = "andet"\n')
    write(corpus / "README.toml", GROUPS)
    write(corpus / ".gemt.toml", GROUPS)
    (corpus / ".removed").mkdir()
    write(corpus / ".removed" / "fusion.toml", GROUPS)
    assert [document.title for document in gather(find_documents([corpus])).documents] == ["Regler"]


def test_questions_without_their_document_are_a_problem_that_the_owner_is_told_of(corpus: Path) -> None:
    write(corpus / "fusion.questions.jsonl", '{"question": "Hvem leder?", "quotes": ["Falkenstjerne"]}\n')
    (problem,) = gather(find_documents([corpus])).problems
    assert "fusion.questions.jsonl: dokumentet er her ikke" in problem.placed.da
    assert "its document is not here" in problem.placed.en


def test_nothing_is_published_while_sent_facts_wait_for_their_document(serve: Serve, service: OwnerService) -> None:
    client = serve()
    send(client, ("fusion-2.md", TEXT), ("fusion.toml", GROUPS))
    told = client.post("/ejer/publish", headers=OWN)
    assert told.status_code == 409
    assert "fusion.toml (kun for ledelsen)" in told.text
    assert "fusion.toml (only for ledelsen)" in client.post("/en/owner/publish", headers=OWN).text
    assert "Slet fusion.toml" in client.get("/ejer").text
    assert client.post("/ejer/withdraw", data={"name": "fusion.toml"}, headers=OWN).status_code == 200
    assert "fusion.toml" not in client.get("/ejer").text
    service.workspace.make_ready()
    assert [file.name for file in service.workspace.to_build()] == ["fusion-2.md"]


def test_facts_that_settling_was_interrupted_over_are_in_nobodys_way(service: OwnerService) -> None:
    corpus, waiting = service.workspace.corpus, service.workspace.waiting
    waiting.mkdir()
    write(waiting / "fusion.md", TEXT)
    for folder in (waiting, corpus):
        write(folder / "fusion.toml", GROUPS)
    service.workspace.make_ready()
    assert not (corpus / "fusion.toml").exists()
    service.workspace.settle()
    assert sorted(file.name for file in corpus.iterdir() if file.is_file()) == ["fusion.md", "fusion.toml"]
    write(waiting / "fusion.toml", GROUPS)
    service.workspace.make_ready()
    assert not (waiting / "fusion.toml").exists()
