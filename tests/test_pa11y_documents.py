"""Neither the owner's page, a printed page nor the open filter has anything that pa11y or axe-core objects to."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from fastapi import FastAPI

from index.store import PassageStore
from tests.api_fakes import facts_over, make_store, serving
from tests.guarded import guarded_app
from tests.several_documents import SeveralAnswerer, make_documents, serve_documents, write_guides
from tests.test_page_pa11y import run_pa11y
from ui.commands.indexing import SOME_UNREAD
from ui.owner.desk import Desk, make_desk
from ui.owner.pages import add_owner_routes
from ui.owner.running import Run
from ui.page_routes import add_page_routes

pytestmark = pytest.mark.browser
DRAFT = '{"question": "Hvad koster maden?", "quotes": ["Frokosten koster 35 kroner om dagen."]}\n'
LOG = ["Læser dokumenterne … / Reading the documents …", "Udgiver indekset … / Publishing the index …"]
RUNS = {
    "published": Run(LOG, 0),
    "published partly": Run([*LOG, "plan.md: tom / empty"], SOME_UNREAD),
    "failed": Run(["Fejl: plan.md: filen er tom / the file is empty"], 1),
    "publishing": Run(LOG),
}
STATES = [
    "no documents", "documents", "document", "document in English", "unreadable", *RUNS, "printed page", "filter open",
    "page as printed",
]  # fmt: skip


def fill(desk: Desk) -> None:
    """Have a document that a group alone may read, one that waits with a draft, and one that cannot be read."""
    (desk.workspace.corpus / "plan.md").write_text("# Planen\n\nAlle går en tur hver dag.\n", encoding="utf-8")
    (desk.workspace.corpus / "plan.toml").write_text('groups = ["ledelsen"]\n', encoding="utf-8")
    (desk.workspace.corpus / "tom.md").write_text("", encoding="utf-8")
    desk.workspace.waiting.mkdir()
    (desk.workspace.waiting / "kantinen.md").write_text(
        "# Kantinen\n\nFrokosten koster 35 kroner om dagen.\n", encoding="utf-8"
    )
    (desk.workspace.waiting / "kantinen.questions.draft.jsonl").write_text(DRAFT, encoding="utf-8")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, list[str]]]:
    """What pa11y objects to in each state."""
    store = make_store(tmp_path_factory.mktemp("store"))
    with ExitStack() as servers:

        def owner(run: Run | None, *, filled: bool = True) -> str:
            desk = make_desk(tmp_path_factory.mktemp("corpus"), tmp_path_factory.mktemp("index"))
            desk.publishing.run = run
            if filled:
                fill(desk)
            return servers.enter_context(serving(_owners_app(desk, store, tmp_path_factory.mktemp("keys"))))

        folder = tmp_path_factory.mktemp("documents")
        make_documents(folder)
        write_guides(folder)
        (folder / "passages.db").unlink()
        url, filled = servers.enter_context(serve_documents(folder, SeveralAnswerer)), owner(None)
        opened = ["wait for element #question textarea to be visible"]
        states = [
            _state("no documents", owner(None, filled=False) + "/ejer"),
            _state("documents", f"{filled}/ejer"),
            _state("document", f"{filled}/ejer/documents/kantinen", "click element .passage summary"),
            _state("document in English", f"{filled}/en/owner/documents/plan"),
            _state("unreadable", f"{filled}/ejer/documents/tom"),
            *(_state(name, owner(run) + "/ejer") for name, run in RUNS.items()),
            _state("printed page", f"{url}/documents/strategi/pages/1/print?start=20&end=60"),
            _state("filter open", f"{url}/", *opened, "click element #limits summary"),
            _state(
                "page as printed",
                f"{url}/?q=Hvad&document=strategi",
                "wait for element #earlier .cite to be visible",
                "click element #earlier .cite",
                "wait for element #source mark to be visible",
                "click element #tab-print",
                "wait for element #source .pen-mark to be visible",
            ),
        ]
        assert [state["name"] for state in states] == STATES
        file = tmp_path_factory.mktemp("states") / "states.json"
        file.write_text(json.dumps(states), encoding="utf-8")
        yield run_pa11y("", file)
        RUNS["publishing"].end(0)  # else the server would wait for it


def _owners_app(desk: Desk, store: PassageStore, keys: Path) -> FastAPI:
    app, facts = guarded_app(store, keys), facts_over(store)
    add_page_routes(app, facts.shown_to)
    add_owner_routes(app, desk, facts.shown_to)
    return app


def _state(name: str, path: str, *actions: str) -> dict[str, object]:
    return {"name": name, "path": path, "actions": list(actions)}


@pytest.mark.parametrize("name", STATES)
def test_pa11y_objects_to_nothing(found: dict[str, list[str]], name: str) -> None:
    assert found[name] == []
