"""Feedback: stored with its answer, masked, and for a limited time."""

import json
import logging
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from answer.types import Answer, Question
from api.feedback.feedback import Feedback, Opinion
from api.feedback.feedback_store import FeedbackStore
from api.settings import Settings, load_settings
from ingest.errors import SettingsError
from tests.api_fakes import CORPUS, VERSION, FakeAnswerer, app_over, make_app, make_store, serving

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
ASKED = "Hvad siger 010190-1234 til aase@example.dk på 20 12 34 56?"


def _answer(folder: Path, question: str = "Hvad er digital ledelse?") -> Answer:
    return FakeAnswerer(make_store(folder)).answer(Question(question))


def test_an_opinion_is_stored_with_the_answer_it_is_of(tmp_path: Path) -> None:
    with serving(make_app(tmp_path)) as url, httpx.Client(base_url=f"{url}/api/v1") as http:
        answer = http.post("/answer", json={"question": ASKED}).json()
        refusal = http.post("/answer", json={"question": "Hvordan bliver vejret?"}).json()
        given = {"answer_id": answer["id"], "useful": False, "comment": " Ring til mig på 20123456. "}
        response = http.post("/feedback", json=given)
        assert response.status_code == 201
        assert response.json().keys() == {"id"}
        assert http.post("/feedback", json={"answer_id": refusal["id"], "useful": True}).status_code == 201
    refused, entry = FeedbackStore(tmp_path / "feedback.db", 180).entries()
    assert entry.id == response.json()["id"]
    assert entry.question == entry.understood == "Hvad siger [CPR] til [e-mail] på [telefon]?"
    assert (entry.useful, entry.comment) == (False, "Ring til mig på [telefon].")
    assert (entry.answered, entry.confidence, entry.index_version) == (True, 0.9, VERSION)
    assert [cited.quote for cited in entry.citations] == [citation["quote"] for citation in answer["citations"]]
    assert abs(datetime.now(UTC) - entry.given) < timedelta(minutes=1)
    assert (refused.useful, refused.comment, refused.answered, refused.citations) == (True, "", False, ())


def test_an_answer_that_came_as_events_can_be_judged_too(tmp_path: Path) -> None:
    with serving(make_app(tmp_path)) as url, httpx.Client(base_url=f"{url}/api/v1") as http:
        stream = http.post("/answer", json={"question": "Hvad?"}, headers={"Accept": "text/event-stream"}).text
        done = json.loads(stream.rsplit("data: ", 1)[1])
        assert http.post("/feedback", json={"answer_id": done["id"], "useful": True}).status_code == 201


def test_nothing_that_is_made_of_a_question_tells_whether_somebody_asked_it(tmp_path: Path) -> None:
    servers = [tmp_path / "theirs", tmp_path / "mine"]
    for folder in servers:
        folder.mkdir()
    with serving(make_app(servers[0])) as theirs, serving(make_app(servers[1])) as mine:  # the same index on both
        asked, guessed = (
            httpx.post(f"{url}/api/v1/answer", json={"question": "Hvad?"}).json()["id"] for url in (theirs, mine)
        )
        replies = [
            httpx.post(f"{theirs}/api/v1/feedback", json={"answer_id": name, "useful": True})
            for name in (guessed, "0" * 32, asked)
        ]
    assert [reply.status_code for reply in replies] == [404, 404, 201]
    told = [{**reply.json(), "request_id": ""} for reply in replies]
    assert told[0] == told[1]


def test_a_comment_takes_the_place_of_the_opinion_it_belongs_to(tmp_path: Path) -> None:
    with serving(make_app(tmp_path)) as url, httpx.Client(base_url=f"{url}/api/v1") as http:
        answer = http.post("/answer", json={"question": "Hvad?"}).json()
        body = {"answer_id": answer["id"], "useful": True}
        first, other = (http.post("/feedback", json=body).json()["id"] for _ in range(2))
        again = {**body, "useful": False, "comment": "Nej.", "replaces": first}
        changed = http.post("/feedback", json=again).json()["id"]
        assert http.post("/feedback", json={**body, "replaces": "ukendt"}).status_code == 201
    entries = FeedbackStore(tmp_path / "feedback.db", 180).entries()
    assert {entry.id for entry in entries} > {changed, other}
    assert len(entries) == 3
    assert first not in {entry.id for entry in entries}


def test_what_was_asked_and_said_stands_in_no_log_and_the_words_are_in_no_file_unmasked(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with serving(make_app(tmp_path)) as url:
        answer = httpx.post(f"{url}/api/v1/answer", json={"question": ASKED}).json()
        assert not (tmp_path / "feedback.db").exists()
        given = {"answer_id": answer["id"], "useful": False, "comment": ASKED}
        httpx.post(f"{url}/api/v1/feedback", json=given)
    logged = caplog.text + "".join(str(record.args) for record in caplog.records)
    stored = b"".join(file.read_bytes() for file in tmp_path.glob("feedback.db*")).decode("utf-8", "replace")
    for secret in ("010190", "aase@", "20 12 34"):
        assert secret not in logged
        assert secret not in stored
    assert answer["id"] not in stored
    assert "Hvad siger" in stored
    assert "Hvad siger" not in logged


@pytest.mark.parametrize(
    ("body", "status", "says"),
    [
        ({"answer_id": "0" * 32, "useful": True}, 404, "Ask the question again"),
        ({"answer_id": "", "useful": True}, 422, "answer_id"),
        ({"answer_id": "a", "useful": "ja"}, 422, "true or false"),
        ({"answer_id": "a"}, 422, "useful"),
        ({"answer_id": "a", "useful": True, "comment": "a" * 1001}, 422, "1000 characters"),
        ({"answer_id": "a", "useful": True, "comment": "\0"}, 422, "not text"),
        ({"answer_id": "a", "useful": True, "question": "Hvad?"}, 422, "not known"),
    ],
)
def test_what_cannot_be_stored_is_refused_with_what_to_do(
    tmp_path: Path, body: dict[str, object], status: int, says: str
) -> None:
    with serving(make_app(tmp_path)) as url:
        response = httpx.post(f"{url}/api/v1/feedback", json=body)
    assert response.status_code == status
    assert says in response.json()["detail_en"]
    assert response.json()["detail_da"] != response.json()["detail_en"]
    assert not (tmp_path / "feedback.db").exists()


def test_turned_off_it_says_so_and_stores_nothing(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    with serving(app_over(FakeAnswerer(store), store, Settings(), None, CORPUS)) as url:
        answer = httpx.post(f"{url}/api/v1/answer", json={"question": "Hvad?"}).json()
        response = httpx.post(f"{url}/api/v1/feedback", json={"answer_id": answer["id"], "useful": True})
    assert response.status_code == 403
    assert response.json()["type"] == "urn:rundbord:problem:feedback-off"
    assert "RUNDBORD_FEEDBACK=on" in response.json()["detail_da"]


def test_an_answer_is_forgotten_after_a_while_and_when_many_have_come(tmp_path: Path) -> None:
    answer = _answer(tmp_path)
    store = FeedbackStore(tmp_path / "feedback.db", 180)
    brief = Feedback(store, remembered_seconds=0)
    with pytest.raises(KeyError):
        brief.give_by_id(brief.remember(answer), Opinion(useful=True))
    small = Feedback(store, most=2)
    oldest, *others = [small.remember(answer) for _ in range(3)]
    for name in others:
        small.give_by_id(name, Opinion(useful=True))
    with pytest.raises(KeyError):
        small.give_by_id(oldest, Opinion(useful=True))


def test_the_page_gives_an_opinion_of_an_answer_in_hand(tmp_path: Path) -> None:
    store = FeedbackStore(tmp_path / "feedback.db", 180)
    answer = replace(_answer(tmp_path), understood="Hvad er digital ledelse i staten?")
    stored = Feedback(store).give(answer, Opinion(useful=False, comment="For kort."))
    (entry,) = store.entries()
    assert (entry.id, entry.understood, entry.comment) == (stored, answer.understood, "For kort.")


def test_the_file_and_its_write_ahead_log_are_for_their_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "new" / "feedback.db"
    feedback = Feedback(FeedbackStore(path, 180))
    assert not path.parent.exists()
    answer = _answer(tmp_path)
    feedback.give(answer, Opinion(useful=True))
    reader = sqlite3.connect(path)
    reader.execute("SELECT * FROM feedback").fetchall()
    feedback.give(answer, Opinion(useful=True))
    files = sorted(path.parent.iterdir())
    assert [file.name for file in files] == ["feedback.db", "feedback.db-shm", "feedback.db-wal"]
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}
    assert reader.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    reader.close()


def test_what_is_too_old_is_deleted_at_start_and_on_writing(tmp_path: Path) -> None:
    path, answer, clock = tmp_path / "feedback.db", _answer(tmp_path), [NOW]
    running = Feedback(FeedbackStore(path, 30, now=lambda: clock[0]))
    running.give(answer, Opinion(useful=True, comment="den ældste"))
    clock[0] = NOW + timedelta(days=30)
    running.give(answer, Opinion(useful=True, comment="den mellemste"))
    assert "den ældste".encode() in path.read_bytes()
    clock[0] += timedelta(seconds=1)
    running.give(answer, Opinion(useful=True, comment="den nyeste"))
    assert "den ældste".encode() not in path.read_bytes()
    clock[0] += timedelta(days=30)
    store = FeedbackStore(path, 30, now=lambda: clock[0])
    assert b"den mellemste" not in path.read_bytes()
    assert [entry.comment for entry in store.entries()] == ["den nyeste"]


def test_several_threads_and_a_second_process_write_at_once(tmp_path: Path) -> None:
    path, answer = tmp_path / "feedback.db", _answer(tmp_path)
    stores = [FeedbackStore(path, 180), FeedbackStore(path, 180)]  # a lock each, as two processes have

    def give(number: int) -> str:
        return Feedback(stores[number % 2]).give(answer, Opinion(useful=True, comment=f"nr. {number}"))

    with ThreadPoolExecutor(8) as threads:
        ids = set(threads.map(give, range(60)))
    assert {entry.id for entry in stores[0].entries()} == ids
    assert len(ids) == 60


def test_erasing_deletes_what_is_named_and_tells_how_much(tmp_path: Path) -> None:
    store, answer = FeedbackStore(tmp_path / "feedback.db", 180), _answer(tmp_path)
    assert store.erase_all() == 0
    ids = [Feedback(store).give(answer, Opinion(useful=True)) for _ in range(3)]
    assert store.erase([ids[0], "ukendt"]) == 1
    assert store.erase_before(datetime.now(UTC) - timedelta(days=1)) == 0
    assert store.erase_before(datetime.now(UTC) + timedelta(days=1)) == 2
    assert store.entries() == []


@pytest.mark.parametrize("content", [b"not a database" * 100, None])
def test_a_file_that_is_not_feedback_of_this_version_stops_the_start(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "feedback.db"
    if content is None:
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA user_version = 7")
        connection.execute("CREATE TABLE a (b)")
        connection.close()
    else:
        path.write_bytes(content)
    with pytest.raises(SettingsError, match=r"RUNDBORD_FEEDBACK_DB is .*feedback\.db"):
        FeedbackStore(path, 180)


def test_the_settings_turn_it_off_and_say_where_and_how_long(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (Settings().feedback, Settings().feedback_db, Settings().feedback_days) == (
        True,
        Path(".rundbord/feedback.db"),
        180,
    )
    monkeypatch.setenv("RUNDBORD_FEEDBACK", "off")
    monkeypatch.setenv("RUNDBORD_FEEDBACK_DAYS", "30")
    monkeypatch.setenv("RUNDBORD_FEEDBACK_DB", "/srv/feedback.db")
    assert (Settings().feedback, Settings().feedback_db, Settings().feedback_days) == (
        False,
        Path("/srv/feedback.db"),
        30,
    )


@pytest.mark.parametrize(("name", "value"), [("FEEDBACK", "måske"), ("FEEDBACK_DAYS", "0"), ("FEEDBACK_DAYS", "altid")])
def test_a_bad_setting_is_named_with_what_it_accepts(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"RUNDBORD_{name}", value)
    with pytest.raises(SettingsError, match=f"RUNDBORD_{name} has the value .*; it accepts "):
        load_settings()
