"""Feedback that was answered with 201 is there, whatever happens to the server then."""

import mmap
import shutil
import sqlite3
from contextlib import closing
from http import HTTPStatus
from pathlib import Path

from api.feedback.feedback_store import FeedbackStore
from tests.api_fakes import make_store
from tests.faults.told import check_problem
from tests.guarded import client_at, guarded_app

_ROUNDS = 3


class FeedbackHouse:
    """A server in the child that is asked and told what people think of the answers, over HTTP."""

    name = "feedback"
    share = 15

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "data"
        folder.mkdir(parents=True)
        self._store = make_store(folder)
        self._answered = mmap.mmap(-1, _ROUNDS)
        """The comments that were answered with 201, known here also when the child was killed."""

    def prepare(self) -> None:
        """Have a server that has stored nothing."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        self._answered[:] = bytes(_ROUNDS)

    def act(self) -> None:
        """Ask, and say what was thought of the answer."""
        with client_at(guarded_app(self._store, self.folder), "127.0.0.1") as client:
            client.headers["Host"] = "localhost"
            for number in range(_ROUNDS):
                answer = client.post("/api/v1/answer", json={"question": "Hvad er digital ledelse?"}).json()
                given = {"answer_id": answer["id"], "useful": True, "comment": f"Nummer {number}"}
                told = client.post("/api/v1/feedback", json=given)
                if told.status_code == HTTPStatus.CREATED:
                    self._answered[number] = 1
                else:
                    check_problem(told.status_code, told.headers["Content-Type"], told.text)

    def wrong_after_kill(self) -> list[str]:
        """Name what was answered and is not there."""
        path = self.folder / "feedback.db"
        stored = {entry.comment for entry in FeedbackStore(path, 180).entries()}
        answered = {f"Nummer {number}" for number in range(_ROUNDS) if self._answered[number]}
        verdict = "ok"
        if path.exists():
            with closing(sqlite3.connect(path)) as connection:
                (verdict,) = connection.execute("PRAGMA integrity_check").fetchone()
        return [f"{comment} is lost" for comment in sorted(answered - stored)] + [verdict] * (verdict != "ok")

    def wrong_in_the_end(self) -> list[str]:
        """Name also what the next run could not store."""
        unanswered = [
            f"the next run was not answered {number}" for number in range(_ROUNDS) if not self._answered[number]
        ]
        return [*self.wrong_after_kill(), *unanswered]
