"""A full or read-only disk: errors in both languages, no partial files, and normal service once there is room."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.access.keys import KeyStore
from api.feedback.feedback_store import FeedbackStore
from tests.api_fakes import facts_over, make_store
from tests.faults.told import check_problem, check_sentence
from tests.guarded import bearer, client_at, guarded_app, make_key
from ui.owner.lazy_routes import add_lazy_owner_routes
from ui.owner.service import make_owner_service

JSON = {"Origin": "http://localhost", "Accept": "application/json"}
LARGE = "Frokosten koster 35 kroner om dagen. " * 20_000


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a disk of 400 KB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=400k", "none", folder], check=False)  # noqa: S603, S607
    if mounted.returncode:
        pytest.skip("only root may mount a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=True)  # noqa: S603, S607


@pytest.fixture
def owner(disk: Path, tmp_path: Path) -> Iterator[TestClient]:
    """Ask a server whose files and documents are on the small disk, as their owner."""
    (disk / "corpus").mkdir()
    (disk / "corpus" / "plan.txt").write_text("Planen er vedtaget.", encoding="utf-8")
    (disk / "corpus" / "plan.toml").write_text('groups = ["hr"]\n', encoding="utf-8")
    store = make_store(tmp_path)
    app = guarded_app(store, disk)
    add_lazy_owner_routes(app, lambda: make_owner_service(disk / "corpus", disk / "index"), facts_over(store).shown_to)
    key = make_key(disk, "admin", "answer", "feedback")
    with client_at(app, "127.0.0.1") as client:
        client.headers.update(bearer(key, Host="localhost"))
        yield client


def fill(disk: Path) -> Path:
    """Fill the disk to its last byte."""
    file = disk / "full"
    with file.open("wb", buffering=0) as opened:
        opened.truncate(os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize)
        os.posix_fallocate(opened.fileno(), 0, os.fstat(opened.fileno()).st_size)
    return file


def test_feedback_and_keys_on_a_full_disk_are_507_and_a_sentence_and_stored_once_there_is_room(
    owner: TestClient, disk: Path
) -> None:
    answer = owner.post("/api/v1/answer", json={"question": "Hvad er digital ledelse?"}).json()
    given = {"answer_id": answer["id"], "useful": True, "comment": "Tak. " * 100}
    filling = fill(disk)
    told = owner.post("/api/v1/feedback", json=given)
    assert told.status_code == 507
    check_problem(told.status_code, told.headers["Content-Type"], told.text)
    environment = {**os.environ, "RUNDBORD_KEYS_DB": str(disk / "nye" / "keys.db")}
    command = [sys.executable, "-m", "ui", "keys", "create", "ny", "--scope", "search"]
    made = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    assert made.returncode == 1
    check_sentence(made.stderr)
    filling.unlink()
    assert KeyStore(disk / "nye" / "keys.db").listed() == []
    assert owner.post("/api/v1/feedback", json=given).status_code == 201
    assert len(FeedbackStore(disk / "feedback.db", 180).entries()) == 1


def test_an_upload_and_facts_on_a_full_disk_are_507_and_leave_all_as_it_was(owner: TestClient, disk: Path) -> None:
    told = owner.post("/ejer/upload", files=[("files", ("stor.txt", LARGE))], headers=JSON)
    assert told.status_code == 507
    check_problem(told.status_code, told.headers["Content-Type"], told.text)
    page = owner.post("/ejer/upload", files=[("files", ("stor.txt", LARGE))], headers={"Origin": "http://localhost"})
    assert (page.status_code, "stor.txt: Disken er fuld" in page.text) == (507, True)
    filling = fill(disk)
    facts = {"title": "Ny titel", "groups": "hr, ledelsen"}
    written = owner.post("/ejer/documents/plan/facts", data=facts, headers={"Origin": "http://localhost"})
    assert (written.status_code, "disk er fuld" in written.text.replace("Disken", "disk")) == (507, True)
    assert (disk / "corpus" / "plan.toml").read_text(encoding="utf-8") == 'groups = ["hr"]\n'
    filling.unlink()
    assert sorted(path.name for path in (disk / "corpus" / ".waiting").iterdir()) == [".lock"]


def test_a_read_only_disk_is_503_and_a_backup_that_does_not_fit_is_gone(owner: TestClient, disk: Path) -> None:
    filling = fill(disk)
    environment = {**os.environ, "RUNDBORD_KEYS_DB": str(disk / "keys.db")}
    command = [sys.executable, "-m", "ui", "backup", str(disk / "kopi")]
    made = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    assert made.returncode == 1
    check_sentence(made.stderr)
    assert not (disk / "kopi").exists()
    filling.unlink()
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)  # noqa: S603, S607
    told = owner.post("/ejer/upload", files=[("files", ("ny.txt", "Noget nyt."))], headers=JSON)
    assert told.status_code == 503
    check_problem(told.status_code, told.headers["Content-Type"], told.text)


def test_keys_open_what_they_open_on_a_full_and_on_a_read_only_disk(owner: TestClient, disk: Path) -> None:
    filling = fill(disk)
    assert owner.get("/ejer").status_code == 200
    filling.unlink()
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)  # noqa: S603, S607
    assert owner.get("/ejer").status_code == 200
    wrong = {"Authorization": "Bearer rb_00000000_" + "x" * 43}
    assert owner.get("/ejer", headers=wrong).status_code == 401
