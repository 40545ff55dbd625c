"""The owner publishes by the real build, fails, and goes back, while readers ask a running server all the time."""

import json
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from re import findall
from threading import Event
from time import monotonic, sleep
from urllib.parse import urljoin

import httpx
import pytest
from playwright.sync_api import expect

from api.settings import Settings
from index.build.pipeline import build
from index.storage.bundle import open_bundle
from ingest.corpus import find_documents
from tests.api_fakes import serving
from tests.guarded import owners_cookies
from tests.page_server import OpenPage, photograph, run_axe
from tests.real_bundle import lend_encoder
from ui.server import make_live_server

pytest_plugins = ["tests.page_fixtures"]
pytestmark = [pytest.mark.model, pytest.mark.browser]
CANTEEN = "# Kantinen\n\nFrokosten koster 35 kroner om dagen og trækkes i lønnen ved månedens udgang.\n"
PARKING = "# Parkering\n\nAlle ansatte parkerer gratis i kælderen under bygning B.\n"
HOLIDAY = "# Ferie\n\nFerie søges hos den nærmeste leder senest den 1. marts.\n"
ABOUT_LUNCH, ABOUT_CARS, ABOUT_HOLIDAY = "Hvad koster frokosten?", "Hvor parkerer de ansatte?", "Hvor søges ferie?"
DARK = {"color_scheme": "dark", "viewport": {"width": 320, "height": 800}}


@dataclass(frozen=True)
class House:
    """A running server and its folder of documents, as the owner's browser reaches them."""

    url: str
    corpus: Path
    owner: httpx.Client
    cookies: dict[str, str]

    def post(self, path: str) -> httpx.Response:
        return self.owner.post(f"/ejer/{path}", follow_redirects=True)

    def progress(self, page: str = "/ejer") -> list[dict[str, str]]:
        """Follow the events to their end, without the signs of life between them."""
        followed = self.owner.get(f"{page}/progress")
        assert followed.headers["content-type"].startswith("text/event-stream")
        blocks = followed.text.replace("\r\n", "\n").strip().split("\n\n")
        return [dict(line.split(": ", 1) for line in b.split("\n")) for b in blocks if not b.startswith(":")]

    def quoted(self, question: str) -> set[str]:
        """Ask, and name the documents that the answer quotes."""
        told = httpx.post(f"{self.url}/api/v1/answer", json={"question": question}, timeout=60)
        return {citation["document_id"] for citation in told.raise_for_status().json()["citations"]}

    def wait_for(self, question: str, document: str, *, there: bool = True) -> None:
        end = monotonic() + 60
        while (document in self.quoted(question)) is not there:
            assert monotonic() < end, f"{document}: the published index was not taken into use"
            sleep(0.2)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("house")
    corpus, index = folder / "corpus", folder / "index"
    corpus.mkdir()
    (corpus / "kantinen.md").write_text(CANTEEN, encoding="utf-8")
    lend_encoder(index)
    build(find_documents([corpus]), index, None, lambda _: None)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("RUNDBORD_CORPUS", str(corpus))
        settings = Settings(index=index, keys_db=folder / "keys.db", feedback=False, page=False)
        server = make_live_server(open_bundle(index), settings)
        with (
            serving(server) as url,
            httpx.Client(base_url=url, headers={"Origin": url}, timeout=120) as owner,
        ):
            cookies = owners_cookies(server.state.access, url)
            owner.cookies.update(cookies)
            yield House(url, corpus, owner, cookies)


@pytest.fixture(scope="module")
def address(house: House) -> str:
    return house.url


@pytest.fixture(scope="module")
def cookies(house: House) -> dict[str, str]:
    """The owner's."""
    return house.cookies


@contextmanager
def readers_asking(house: House) -> Iterator[None]:
    """Ask and read meanwhile; not one request may fail, and each question is answered."""
    stop, seen = Event(), Counter[int]()

    def ask_steadily() -> None:
        with httpx.Client(base_url=house.url, timeout=60) as client:
            while not stop.is_set():
                told = client.post("/api/v1/answer", json={"question": ABOUT_LUNCH})
                seen.update([told.status_code, client.get("/documents/kantinen").status_code])
                assert told.json()["answered"]
                sleep(0.2)

    with ThreadPoolExecutor() as pool:
        asking = [pool.submit(ask_steadily) for _ in range(2)]
        try:
            yield
        finally:
            stop.set()
        for each in asking:
            each.result()
    assert set(seen) == {200}


def test_a_document_is_published_a_bad_build_changes_nothing_and_the_way_back_is_open(house: House) -> None:
    with readers_asking(house):
        house.owner.post("/ejer/upload", files={"files": ("parkering.md", PARKING)}).raise_for_status()
        assert house.quoted(ABOUT_CARS) <= {"kantinen"}
        assert "data-events" in house.post("publish").raise_for_status().text
        again = house.post("publish")
        assert again.status_code == 409
        assert "Der udgives" in again.text
        sheet = findall(r'href="([^"]*owner[.]css)"', again.text)[0]
        assert house.owner.get(urljoin(str(again.url), sheet)).status_code == 200  # its links lead from where it stands
        assert house.owner.get("/ejer/publish", follow_redirects=True).url.path == "/ejer"
        assert house.post("rollback").status_code == 409

        events = house.progress()
        lines = [event for event in events[:-1] if event["event"] == "line"]
        assert [int(event["id"]) for event in lines] == list(range(1, len(lines) + 1))
        assert lines[0]["data"] == "Læser dokumenterne …"
        assert any("Indlejrer" in line["data"] for line in lines), events
        meters = [json.loads(event["data"]) for event in events if event["event"] == "meter"]
        assert any(0 <= meter["percent"] <= 100 and "%" in meter["words"] for meter in meters if meter["words"]), events
        assert (events[-1]["event"], events[-1]["data"][:8]) == ("done", "Udgivet.")
        english = house.progress("/en/owner")
        assert "Reading the documents …" in [event["data"] for event in english]
        assert english[-1]["data"].startswith("Published.")
        assert not [event for event in english if "afsnit" in event["data"] or "ndeks" in event["data"]]
        house.wait_for(ABOUT_CARS, "parkering")
        assert (house.corpus / "parkering.md").exists()

        spoilt = house.corpus / "parkering.questions.jsonl"
        spoilt.write_text("{ikke et spørgsmål\n", encoding="utf-8")
        house.post("publish").raise_for_status()
        *_, reason, failed = [event for event in house.progress() if event["event"] != "meter"]
        assert failed["event"] == "failed"
        assert failed["data"].startswith("Det lykkedes ikke at udgive.")
        assert f"{spoilt.name}:1" in reason["data"]
        shown = house.owner.get("/ejer").text
        assert f"{spoilt.name}:1" in shown
        assert '<p class="outcome failed" role="alert">Det lykkedes ikke' in shown
        spoilt.unlink()
        house.wait_for(ABOUT_CARS, "parkering")

        assert "Det forrige indeks" in house.post("rollback").raise_for_status().text
        house.wait_for(ABOUT_CARS, "parkering", there=False)
        nothing_older = house.post("rollback")
        assert nothing_older.status_code == 409
        assert "intet ældre indeks" in nothing_older.text
    assert [event["event"] for event in house.progress()] == ["done"]  # whoever comes late does not wait


def test_published_without_a_document_that_cannot_be_read_says_so(house: House) -> None:
    facts = house.corpus / "kantinen.toml"
    (house.corpus / "parkering.md").write_text(PARKING, encoding="utf-8")
    facts.write_text('published = "i går"\n', encoding="utf-8")
    house.post("publish").raise_for_status()
    events = house.progress()
    assert events[-1]["event"] == "partly"
    assert "ikke med" in events[-1]["data"]
    assert any("kantinen.md" in event["data"] for event in events)
    facts.unlink()


def test_the_buttons_publish_and_go_back_in_a_browser(house: House, open_page: OpenPage) -> None:
    page = open_page("/ejer")
    dropped = page.evaluate_handle(
        """text => { const sent = new DataTransfer(); sent.items.add(new File([text], "ferie.md")); return sent; }""",
        HOLIDAY,
    )
    page.dispatch_event(".drop", "dragover", {"dataTransfer": dropped})
    page.dispatch_event(".drop", "drop", {"dataTransfer": dropped})
    expect(page.locator("#uploads .taken")).to_contain_text("ferie.md: forstået")
    expect(page.locator("#documents")).to_contain_text("Nyt, venter")
    before = page.locator("#in-use").inner_text()

    page.get_by_role("button", name="Udgiv nu").click()
    expect(page.locator(".run [role=status]")).to_have_text("Udgiver …")
    expect(page.locator(".run .log li")).not_to_have_count(0)
    expect(page.locator(".run [role=status]")).to_contain_text("Udgivet.", timeout=120_000)
    expect(page.locator("#documents")).not_to_contain_text("venter")
    expect(page.locator("#in-use")).not_to_have_text(before)
    assert run_axe(page) == []
    page.locator("#publish").evaluate("part => part.scrollIntoView()")
    photograph(page, "owner-published")
    narrow = open_page("/ejer", **DARK)
    assert not narrow.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert run_axe(narrow) == []
    house.wait_for(ABOUT_HOLIDAY, "ferie")

    page.get_by_role("button", name="Gå tilbage til det forrige indeks").click()
    expect(page.get_by_role("status").first).to_contain_text("Det forrige indeks er i brug")
    house.wait_for(ABOUT_HOLIDAY, "ferie", there=False)
