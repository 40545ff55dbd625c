"""The shipped unit is run: under its restrictions the server publishes, drafts, lets people log in, is backed up."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

import httpx
import pytest

from index.build.cache import KEPT, link_into
from tests.api_fakes import serving
from tests.chat_server import ChatServer, chat_server, drafted
from tests.confined import KNOWN, STATE, confined, read_unit
from tests.oidc_provider import CLIENT, CLIENT_SECRET, Provider
from tests.real_bundle import INDEX

CANTEEN = "# Kantinen\n\nFrokosten koster 35 kroner om dagen og trækkes i lønnen ved månedens udgang.\n"
PARKING = "# Parkering\n\nAlle ansatte parkerer gratis i kælderen under bygning B.\n"
ANSWERED = ("Hvor holder bilerne?", "Alle ansatte parkerer gratis i kælderen under bygning B.")


@dataclass(frozen=True)
class Server:
    """The confined server: its state folder as it is seen from outside, a key of its owner's, and what it said."""

    url: str
    state: Path
    key: str
    model: ChatServer
    said: list[str]

    def owner(self) -> httpx.Client:
        headers = {"Origin": self.url, "Authorization": f"Bearer {self.key}"}
        return httpx.Client(base_url=self.url, headers=headers, timeout=120, follow_redirects=True)


def rundbord(state: Path, *arguments: str, **environment: str) -> str:
    """Run the program as the unit would, to its end."""
    with confined(["rundbord", *arguments], state, read_unit(), **environment) as process:
        said, _ = process.communicate(timeout=120)
    assert process.returncode == 0, said
    return said


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    state = tmp_path_factory.mktemp("state")
    (state / "corpus").mkdir()
    (state / "corpus" / "kantinen.md").write_text(CANTEEN, encoding="utf-8")
    for encoder in (INDEX / KEPT).glob("encoder-*"):  # so that none is exported anew
        link_into(encoder, state / "index" / KEPT / encoder.name)
    rundbord(state, "ingest")
    key = next(
        word
        for word in rundbord(state, "keys", "create", "Anna", "--scope", "admin", "--scope", "answer").split()
        if word[:3] == "rb_"
    )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    provider = Provider()
    with ExitStack() as stack:
        provider.url = stack.enter_context(serving(provider.app()))
        model = stack.enter_context(chat_server(lambda _: drafted([ANSWERED], ["Hvad koster det at parkere?"])))
        process = stack.enter_context(
            confined(
                ["rundbord", "serve"], state, read_unit(), RUNDBORD_PORT=port, RUNDBORD_LLM_URL=model.url,
                RUNDBORD_LLM_MODEL="lille", RUNDBORD_OIDC_ISSUER=provider.url, RUNDBORD_OIDC_CLIENT_ID=CLIENT,
                RUNDBORD_OIDC_CLIENT_SECRET=CLIENT_SECRET, RUNDBORD_SECRET="s" * 32,
            )
        )  # fmt: skip
        said: list[str] = []
        reading = Thread(target=lambda: said.extend(process.stdout or ()))
        reading.start()
        try:
            server = Server(f"http://127.0.0.1:{port}", state, key, model, said)
            _wait_until_ready(server)
            yield server
        finally:
            process.terminate()
            reading.join()


def _wait_until_ready(server: Server) -> None:
    end = monotonic() + 90
    while True:
        try:
            if httpx.get(f"{server.url}/readyz").status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            pass
        assert monotonic() < end, "".join(server.said)
        sleep(0.2)


def test_each_setting_of_the_unit_is_one_that_the_test_knows() -> None:
    assert {name for name, _ in read_unit().settings} - KNOWN == set()


@pytest.mark.model
def test_a_document_is_sent_published_and_quoted(server: Server) -> None:
    with server.owner() as owner:
        (line,) = owner.post(
            "/ejer/upload", files={"files": ("parkering.md", PARKING)}, headers={"Accept": "application/json"}
        ).json()
        assert line["taken"], line
        owner.post("/ejer/publish").raise_for_status()
        events = owner.get("/ejer/progress").text
        assert "event: done" in events, events
        assert (server.state / "corpus" / "parkering.md").exists()
        end, question = monotonic() + 60, {"question": "Hvor parkerer de ansatte?"}
        while "parkering" not in owner.post("/api/v1/answer", json=question).raise_for_status().text:
            assert monotonic() < end, server.said
            sleep(0.2)


@pytest.mark.model
def test_a_language_model_on_this_machine_writes_drafts(server: Server) -> None:
    with server.owner() as owner:
        owner.post("/ejer/upload", files={"files": ("biler.md", PARKING)}).raise_for_status()
        owner.post("/ejer/documents/biler/drafting").raise_for_status()
        events = owner.get("/ejer/documents/biler/drafting-progress").text
        assert "event: done" in events, events
        assert ANSWERED[0] in owner.get("/ejer/documents/biler").text
    assert "kælderen" in server.model.message()


@pytest.mark.model
def test_people_log_in_and_are_answered(server: Server) -> None:
    with httpx.Client(base_url=server.url, headers={"Accept": "text/html"}, follow_redirects=True) as reader:
        assert reader.post("/api/v1/answer", json={"question": "Hvad koster frokosten?"}).status_code == 401
        opened = reader.get("/documents/kantinen")
        assert [step.url.path for step in opened.history] == [
            "/documents/kantinen",
            "/login",
            "/authorize",
            "/login/done",
        ]
        assert opened.status_code == 200
        answer = reader.post("/api/v1/answer", json={"question": "Hvad koster frokosten?"}).json()
        assert answer["answered"]
        given = reader.post(
            "/api/v1/feedback", json={"answer_id": answer["id"], "useful": True}, headers={"Origin": server.url}
        )
        assert given.status_code == 201


@pytest.mark.model
def test_the_running_server_is_backed_up(server: Server) -> None:
    rundbord(server.state, "backup", str(STATE / "kopi"))
    assert {file.name for file in (server.state / "kopi").iterdir()} >= {"keys.db"}


@pytest.mark.model
def test_what_the_server_writes_is_for_its_own_user_and_it_says_nothing_of_being_refused(server: Server) -> None:
    written = [*server.state.rglob("*.db"), *(server.state / "corpus").glob("parkering*")]
    ours = [file for file in written if "index" not in file.parts]
    assert ours
    assert not [file for file in ours if file.stat().st_mode & 0o077]
    refused = [line for line in server.said if "not permitted" in line or "Read-only" in line or "Traceback" in line]
    assert refused == []
