"""The one-time code in the terminal, the only way to become the owner of an unprotected server."""

import os
import pty
import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from re import findall, sub
from time import monotonic, sleep
from typing import Any, BinaryIO

import httpx
import pytest
from fastapi import FastAPI
from playwright.sync_api import Page, expect

from api.access.access import Access
from api.problems.problems import ProblemError
from index.storage.store import PassageStore
from tests.api_fakes import admin, make_store, serving
from tests.guarded import FRIEND, owners_app, redeem_code
from tests.page_server import OpenPage, photograph, run_axe
from tests.programs import free_port
from tests.test_program import ROOT, RUNDBORD
from ui.owner.service import make_owner_service

pytest_plugins = ["tests.page_fixtures"]

HTML = {"Accept": "text/html"}
WRONG = "x" * 43


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> PassageStore:
    return make_store(tmp_path_factory.mktemp("store"))


Serve = Callable[..., tuple[FastAPI, str]]


@pytest.fixture
def serve(store: PassageStore, tmp_path: Path) -> Iterator[Serve]:
    """Serve the owner's page, in as many instances as a test needs."""
    running = []

    def start(**given: Any) -> tuple[FastAPI, str]:
        app = owners_app(store, make_owner_service(tmp_path, tmp_path / "index"), tmp_path, **given)
        running.append(serving(app))
        return app, running[-1].__enter__()

    yield start
    for server in running:
        server.__exit__(None, None, None)


def send(url: str, code: str, path: str = "/ejer", **headers: str) -> httpx.Response:
    return httpx.post(f"{url}{path}/code", data={"code": code}, headers={"Origin": url, **headers})


@pytest.mark.parametrize(("path", "asked"), [("/ejer", "Kode fra terminalen"), ("/en/owner", "Code from the terminal")])
def test_the_code_makes_one_browser_the_owner_and_is_used_up(serve: Serve, path: str, asked: str) -> None:
    app, url = serve()
    code = app.state.access.owner_code.show()
    with httpx.Client(base_url=url, headers={"Origin": url}) as owner:
        page = owner.get(f"{path}/documents/plan", headers=HTML)
        assert page.status_code == 401
        assert asked in page.text
        assert not page.headers["WWW-Authenticate"].startswith("Basic")  # which a browser would ask for instead
        assert owner.get("/metrics").status_code == 401
        opened = owner.post(f"{path}/code", data={"code": code}, headers=HTML)
        assert opened.status_code == 303
        cookie = opened.headers["Set-Cookie"].lower()
        assert {"httponly", "samesite=strict", "max-age=28800"} <= {part.strip() for part in cookie.split(";")}
        assert code not in cookie
        assert opened.next_request is not None
        assert opened.next_request.url.path == path
        assert owner.send(opened.next_request).status_code == 200
        assert owner.get("/metrics").status_code == 200
        assert owner.post("/ejer/rollback").status_code == 409  # there is nothing to go back to
    again = send(url, code, path, **HTML)
    assert again.status_code == 403
    assert 'role="alert"' in again.text
    assert 'aria-invalid="true"' in again.text
    assert send(url, "").status_code == 403  # the code that is used up is no empty one
    assert httpx.get(f"{url}{path}").status_code == 401


def test_nothing_but_a_post_from_the_page_itself_uses_the_code(serve: Serve) -> None:
    app, url = serve(allowed_origins=(FRIEND,))
    code = app.state.access.owner_code.show()
    for path in (f"/ejer?code={code}", f"/ejer/code?code={code}", f"/en/owner/code?code={code}"):
        for method in ("GET", "HEAD", "OPTIONS"):
            told = httpx.request(method, url + path)
            assert told.status_code in {303, 401, 403, 405}, (method, path)
            assert "Set-Cookie" not in told.headers
    for origin in ("https://evil.example", FRIEND, "null"):
        assert send(url, code, Origin=origin).status_code == 403, origin
    assert httpx.post(f"{url}/ejer/code", data={"code": code}).status_code == 403
    assert httpx.post(f"{url}/ejer/code", data={"code": code}, headers={"Authorization": "Bearer x"}).status_code == 403
    assert send(url, code).status_code == 303


def test_of_those_who_send_the_code_at_once_one_becomes_the_owner(serve: Serve) -> None:
    app, url = serve()
    code = app.state.access.owner_code.show()
    with ThreadPoolExecutor(8) as pool:
        statuses = sorted(pool.map(lambda _: send(url, code).status_code, range(8)))
    assert statuses == [303] + [403] * 7


def spend_wrong_ones(access: Access) -> None:
    """Send twice as many wrong codes as a minute allows, to the rules alone: no turn of a minute lets one in."""
    for number in range(20):
        with pytest.raises(ProblemError):
            access.redeem_owner_code(f"{number}", "127.0.0.1")


def test_wrong_codes_run_out_while_the_right_one_still_opens(serve: Serve) -> None:
    app, url = serve()
    assert send(url, "y" * 100_000).status_code == 413
    assert httpx.post(f"{url}/ejer/code", files={"code": b"\xff"}, headers={"Origin": url}).status_code == 422
    assert send(url, WRONG).status_code == 403
    spend_wrong_ones(app.state.access)
    refused = send(url, WRONG)
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    assert send(url, f" {app.state.access.owner_code.show()}\n").status_code == 303  # as it was copied


def test_made_up_keys_run_out_on_a_server_without_keys_too_and_reading_goes_on(serve: Serve) -> None:
    app, url = serve()
    wrong = {"Authorization": "Bearer sk-ingen"}
    assert httpx.get(f"{url}/metrics", headers=wrong).status_code == 401
    spend_wrong_ones(app.state.access)
    assert httpx.get(f"{url}/metrics", headers=wrong).status_code == 429
    assert httpx.get(f"{url}/api/v1/documents", headers=wrong).status_code == 200  # OpenAI's clients always send one


def test_a_session_is_worth_nothing_to_another_start_of_the_server(serve: Serve) -> None:
    (app, url), (_, restarted) = serve(), serve()
    with httpx.Client(base_url=url) as owner:
        redeem_code(owner, app.state.access, url)
        cookie = {"Cookie": "; ".join(f"{name}={value}" for name, value in owner.cookies.items())}
        assert httpx.get(f"{url}/ejer", headers=cookie).status_code == 200
        assert httpx.get(f"{restarted}/ejer", headers=cookie).status_code == 401
        for headers in ({}, {"Origin": "https://evil.example"}, {"Origin": "null"}):  # as a browser adds its cookie
            assert owner.post("/ejer/publish", headers=headers).status_code == 403


def test_behind_tls_the_owners_cookie_stays_on_tls(serve: Serve) -> None:
    app, url = serve(trusted_proxies=("127.0.0.1",))
    opened = send(url, app.state.access.owner_code.show(), **{"X-Forwarded-Proto": "https"})
    assert "secure" in opened.headers["Set-Cookie"].lower()


def test_a_key_of_scope_admin_owns_beside_the_code(serve: Serve, tmp_path: Path) -> None:
    _, url = serve()
    for path in ("/ejer", "/metrics"):
        assert httpx.get(url + path, headers=admin(tmp_path)).status_code == 200
    assert httpx.post(f"{url}/ejer/rollback", headers=admin(tmp_path)).status_code == 409


@pytest.mark.parametrize("given", [{"open": True}, {"open": False}, {"keyed": True}])
def test_a_server_that_somebody_has_set_up_has_no_code(serve: Serve, tmp_path: Path, given: dict[str, bool]) -> None:
    if given.pop("keyed", False):
        admin(tmp_path)
    app, url = serve(**given)
    assert app.state.access.owner_code is None
    assert send(url, WRONG).status_code == 401
    assert send(url, "").status_code == 401
    assert httpx.get(f"{url}/ejer").headers["WWW-Authenticate"].startswith("Basic ")
    assert httpx.get(f"{url}/metrics").status_code == 401


@contextmanager
def started(port: int, folder: Path, stderr: BinaryIO | int) -> Iterator[None]:
    """Run `rundbord serve` without settings, until it responds."""
    place = {"RUNDBORD_KEYS_DB": str(folder / "keys.db"), "RUNDBORD_FEEDBACK_DB": str(folder / "feedback.db")}
    command = [RUNDBORD, "serve", "--port", str(port), "--no-page"]
    with subprocess.Popen(command, cwd=ROOT, env=os.environ | place, stderr=stderr) as server:  # noqa: S603
        try:
            end = monotonic() + 60
            while server.poll() is None and monotonic() < end:
                try:
                    if httpx.get(f"http://127.0.0.1:{port}/healthz").is_success:
                        break
                except httpx.TransportError:
                    sleep(0.1)
            yield
        finally:
            server.terminate()


@pytest.mark.model
def test_the_code_is_shown_on_a_terminal(tmp_path: Path) -> None:
    port, (terminal, its_end) = free_port(), pty.openpty()
    with started(port, tmp_path, its_end):
        os.close(its_end)
        shown = os.read(terminal, 65_536).decode()
        url, code = findall(r"(http://127\.0\.0\.1:\d+)/ejer#code=([\w-]{43})", shown)[0]
        assert f"svarer på {url}/ " in sub(r"\x1b\[[\d;]*m", "", shown)
        assert url == f"http://127.0.0.1:{port}"
        assert "Ejerens side" in shown
        assert "The owner’s page" in shown
        assert httpx.get(f"{url}/ejer").status_code == 401
        assert send(url, code).status_code == 303
    os.close(terminal)


@pytest.mark.model
def test_the_code_is_in_no_log_and_the_log_says_who_decides_who_reads(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with log.open("wb") as written, started(free_port(), tmp_path, written):
        pass
    told = log.read_text(encoding="utf-8")
    assert "#code=" not in told
    warned = next(line for line in told.splitlines() if '"level": "warning"' in line)
    assert "whatever stands in front decides who reads" in warned
    assert "RUNDBORD_OPEN=off" in warned


def overflows(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


@pytest.fixture(scope="module")
def app(store: PassageStore, tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    service = make_owner_service(tmp_path_factory.mktemp("corpus"), tmp_path_factory.mktemp("index"))
    return owners_app(store, service, tmp_path_factory.mktemp("keys"))


@pytest.fixture(scope="module")
def address(app: FastAPI) -> Iterator[str]:
    with serving(app) as url:
        yield url


@pytest.mark.browser
def test_in_a_browser_the_terminals_address_needs_one_press_more(open_page: OpenPage, app: FastAPI) -> None:
    for path, label, wrong, mark in (
        ("/ejer", "Kode fra terminalen", "Det er ikke koden", "Fejl:"),
        ("/en/owner", "Code from the terminal", "That is not the code", "Error:"),
    ):
        page = open_page(path)
        code = page.get_by_label(label)
        expect(code).to_be_focused()
        assert run_axe(page) == []
        if path == "/ejer":
            photograph(page, "owner-code")
        code.fill(WRONG)
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_contain_text(wrong)
        expect(code).to_be_focused()
        described = f"{page.get_by_role('alert').inner_text()} {page.locator('#code-hint').inner_text()}"
        expect(code).to_have_accessible_description(described)
        assert page.title().startswith(mark)
        assert run_axe(page) == []
        narrow = open_page(path, color_scheme="dark", viewport={"width": 320, "height": 800})
        assert not overflows(narrow)
        assert run_axe(narrow) == []
    page = open_page(f"/ejer#code={app.state.access.owner_code.show()}")
    expect(page.get_by_label("Kode fra terminalen")).to_have_value(app.state.access.owner_code.show())
    assert "#" not in page.url
    page.get_by_role("button", name="Åbn ejerens side").click()
    expect(page.get_by_role("heading", name="Dokumenternes ejer")).to_be_visible()
