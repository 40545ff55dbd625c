"""Neither the owner's page, a printed page nor the open filter has anything that pa11y or axe-core objects to."""

import json
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from ingest.text import Text
from tests.api_fakes import make_store, serving
from tests.guarded import owners_app
from tests.several_documents import SeveralAnswerer, make_documents, serve_documents, write_guides
from tests.test_page_pa11y import run_pa11y
from ui.cli.index_update import SOME_UNREAD
from ui.owner.jobs.job import Job
from ui.owner.jobs.meter import Meter
from ui.owner.service import OwnerService, make_owner_service

pytestmark = pytest.mark.browser
DRAFT = '{"question": "Hvad koster maden?", "quotes": ["Frokosten koster 35 kroner om dagen."]}\n'
LOG = [
    Text("Læser dokumenterne …", "Reading the documents …"),
    Text("Udgiver indekset …", "Publishing the index …"),
]
RUNS = {
    "published": Job(LOG, 0),
    "published partly": Job([*LOG, Text("plan.md: tom", "plan.md: empty")], SOME_UNREAD),
    "failed": Job([Text("plan.md: filen er tom", "plan.md: the file is empty")], 1),
    "publishing": Job(LOG, meter=Meter(40, 100)),
}
REDEEM = ("click element form.card button", "wait for element #upload to be visible")
WRONG_CODE = ("click element form.card button", "wait for element #code-wrong to be visible")
STATES = [
    "no documents", "owner's code", "wrong code", "documents", "document", "document in English", "unreadable", *RUNS,
    "printed page", "filter open", "page as printed",
]  # fmt: skip


def fill(service: OwnerService) -> None:
    """Have a document that a group alone may read, one that waits with a draft, and one that cannot be read."""
    (service.workspace.corpus / "plan.md").write_text("# Planen\n\nAlle går en tur hver dag.\n", encoding="utf-8")
    (service.workspace.corpus / "plan.toml").write_text('groups = ["ledelsen"]\n', encoding="utf-8")
    (service.workspace.corpus / "tom.md").write_text("", encoding="utf-8")
    service.workspace.waiting.mkdir()
    (service.workspace.waiting / "kantinen.md").write_text(
        "# Kantinen\n\nFrokosten koster 35 kroner om dagen.\n", encoding="utf-8"
    )
    (service.workspace.waiting / "kantinen.questions.draft.jsonl").write_text(DRAFT, encoding="utf-8")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, list[str]]]:
    """The faults that pa11y finds in each state."""
    store = make_store(tmp_path_factory.mktemp("store"))
    with ExitStack() as servers:

        def owner(run: Job | None, *, filled: bool = True) -> tuple[str, str]:
            """Serve the owner's page; give its address, and that with which the browser becomes the owner first."""
            service = make_owner_service(tmp_path_factory.mktemp("corpus"), tmp_path_factory.mktemp("index"))
            service.publishing.run = run
            if filled:
                fill(service)
            app = owners_app(store, service, tmp_path_factory.mktemp("keys"))
            url = servers.enter_context(serving(app))
            return url, f"{url}/ejer#code={app.state.access.owner_code.show()}"

        folder = tmp_path_factory.mktemp("documents")
        make_documents(folder)
        write_guides(folder)
        (folder / "passages.db").unlink()
        url, (filled, as_owner) = servers.enter_context(serve_documents(folder, SeveralAnswerer)), owner(None)
        opened = ["wait for element #question textarea to be visible"]
        states = [
            _state("no documents", owner(None, filled=False)[1], *REDEEM),
            _state("owner's code", f"{filled}/ejer"),
            _state(
                "wrong code",
                f"{filled}/en/owner#code=x",
                "click element button",
                "wait for element #code-wrong to be visible",
            ),
            _state("documents", as_owner, *REDEEM),
            _state("document", f"{filled}/ejer/documents/kantinen", "click element .passage summary"),
            _state("document in English", f"{filled}/en/owner/documents/plan"),
            _state("unreadable", f"{filled}/ejer/documents/tom"),
            *(_state(name, owner(run)[1], *REDEEM) for name, run in RUNS.items()),
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


def _state(name: str, path: str, *actions: str) -> dict[str, object]:
    return {"name": name, "path": path, "actions": list(actions)}


@pytest.mark.parametrize("name", STATES)
def test_pa11y_objects_to_nothing(found: dict[str, list[str]], name: str) -> None:
    assert found[name] == []
