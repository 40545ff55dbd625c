"""The owner's page and backups on a disk that fails: each request is done, or says why, and nothing is half."""

import os
import shutil
import sqlite3
import sys
from contextlib import closing
from http import HTTPStatus
from pathlib import Path

from fastapi import FastAPI

from api.access.keys import KeyStore
from ingest.metadata import read_facts
from tests.api_fakes import facts_over, make_store
from tests.faults.told import check_problem
from tests.guarded import bearer, client_at, guarded_app, make_key
from ui.cli.program import main
from ui.owner.lazy_routes import add_lazy_owner_routes
from ui.owner.service import make_owner_service

_TEXT = "# Planen\n\nDen nye plan gælder fra januar.\n"
_OWN = {"Origin": "http://localhost", "Accept": "application/json"}
_WRONG = {HTTPStatus.INSUFFICIENT_STORAGE, HTTPStatus.SERVICE_UNAVAILABLE}


class OwnersPage:
    """A document is sent with its facts, and other facts are written."""

    name = "the owner's page"
    share = 0

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "corpus"
        self._store = folder / "store"
        self._store.mkdir(parents=True)
        self._passages = make_store(self._store)

    def prepare(self) -> None:
        """Have one document with facts."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        (self.folder / "fast.txt").write_text("Det, der bliver.", encoding="utf-8")
        (self.folder / "fast.toml").write_text('groups = ["hr"]\n', encoding="utf-8")

    def act(self) -> None:
        """Send and write over HTTP."""
        key = make_key(self._store, "admin")
        with client_at(self._app(), "127.0.0.1") as client:
            client.headers.update(bearer(key, Host="localhost"))
            client.follow_redirects = False
            for name, content in (("plan.toml", 'groups = ["hr"]\n'), ("plan.txt", _TEXT)):
                sent = client.post("/ejer/upload", files=[("files", (name, content))], headers=_OWN)
                if sent.status_code == HTTPStatus.OK:
                    assert sent.json()[0]["taken"], sent.text
                else:
                    check_problem(sent.status_code, sent.headers["Content-Type"], sent.text)
                    return  # who is told that the facts were not taken does not send the document
            facts = {"title": "Ny titel", "groups": "hr, ledelsen"}
            written = client.post("/ejer/documents/fast/facts", data=facts, headers=_OWN)
            assert written.status_code in {HTTPStatus.SEE_OTHER, *_WRONG}, written.text

    def wrong_after_kill(self) -> list[str]:
        """Name what is half, or open to all."""
        waiting = self.folder / ".waiting"
        exposed = [
            str(file.name)
            for file in (waiting / "plan.txt", self.folder / "fast.txt")
            if file.exists() and not read_facts(file.with_suffix(".toml")).groups
        ]
        half = (waiting / "plan.txt").exists() and (waiting / "plan.txt").read_text(encoding="utf-8") != _TEXT
        return [*(f"{name} is open to all" for name in exposed), *(["plan.txt is half"] if half else [])]

    def wrong_in_the_end(self) -> list[str]:
        """Name also what is not there, or left over once the owner publishes."""
        wrong = [] if (self.folder / ".waiting" / "plan.txt").exists() else ["plan.txt is not there"]
        title = read_facts(self.folder / "fast.toml").title
        service = make_owner_service(self.folder, self._store)
        with service.workspace.changing(alone=True):
            service.workspace.make_ready()
        left = [path.name for path in self.folder.rglob(".*") if path.name not in {".waiting", ".lock"}]
        return [*self.wrong_after_kill(), *wrong, *left, *([] if title == "Ny titel" else [f"the title is {title}"])]

    def _app(self) -> FastAPI:
        app = guarded_app(self._passages, self._store)
        add_lazy_owner_routes(
            app, lambda: make_owner_service(self.folder, self._store), facts_over(self._passages).shown_to
        )
        return app


class BackingUp:
    """`rundbord backup` of keys."""

    name = "a backup"
    share = 0

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "copies"
        self._keys = folder / "keys.db"

    def prepare(self) -> None:
        """Have a key, and no backup."""
        shutil.rmtree(self.folder.parent, ignore_errors=True)
        self.folder.mkdir(parents=True)
        KeyStore(self._keys).create("ejer", ())

    def act(self) -> None:
        """Back up."""
        os.environ["RUNDBORD_KEYS_DB"] = str(self._keys)
        os.environ["RUNDBORD_FEEDBACK_DB"] = str(self._keys.with_name("none.db"))
        sys.argv = ["rundbord", "backup", str(self.folder / "copy")]
        main()

    def wrong_after_kill(self) -> list[str]:
        """Name half a backup."""
        copy = self.folder / "copy" / "keys.db"
        if not copy.parent.exists():
            return []
        with closing(sqlite3.connect(f"file:{copy}?mode=ro", uri=True)) as connection:
            (verdict,) = connection.execute("PRAGMA integrity_check").fetchone()
        found = len(KeyStore(copy).listed())
        shutil.rmtree(copy.parent)  # the next backup wants a new folder
        return [] if (verdict, found) == ("ok", 1) else [f"the copy is {verdict}, with {found} keys"]

    def wrong_in_the_end(self) -> list[str]:
        """Name a backup that is missing."""
        return self.wrong_after_kill() if (self.folder / "copy").exists() else ["there is no backup"]
