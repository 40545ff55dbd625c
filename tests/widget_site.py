"""Shared parts of the widget's tests: foreign host pages, and a server that can be stopped and records requests."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from time import sleep

import uvicorn
from playwright.sync_api import Locator, Page, expect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tests.page_server import ASKED

DEMO = Path(__file__).parent.parent / "ui" / "widget" / "demo.html"
ARTIFACTS = Path(__file__).parent.parent / "artifacts"

PLAIN = """<!doctype html>
<html lang="da">
  <head><meta charset="utf-8"><title>En side</title>{head}</head>
  <body><main><h1>En side</h1>{elements}</main><script src="{server}/widget.js" async></script></body>
</html>"""
"""A page with nothing of its own but what a test fills in."""

LOOKS = """() => [...document.querySelector("rundbord-answer").shadowRoot.querySelectorAll("*")].map((element) => {
  const style = getComputedStyle(element);
  return [element.localName, Object.fromEntries([...style].map((name) => [name, style[name]]))];
})"""
"""The computed style of every element inside the first widget."""

ANSWER_PATH = "/api/v1/answer"
NOT_IN_THE_DOCUMENT = "Hvem vandt EM i fodbold i 1992?"

OpenSite = Callable[..., Page]
"""Opens an address in a browser of its own, with the context's options given by name."""

ONE_WIDGET = '<rundbord-answer lang="da" heading="Spørg whitepaperet"></rundbord-answer>'


class Site:
    """Someone else's web site on a free port: the demo page, and what is put there; nothing else."""

    def __init__(self) -> None:
        self._pages: dict[str, tuple[bytes, Mapping[str, str]]] = {}
        self.put("/demo.html", DEMO.read_text(encoding="utf-8"))
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.05})
        self._thread.start()

    @property
    def port(self) -> int:
        return self._http.server_port

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def put(self, path: str, html: str, headers: Mapping[str, str] | None = None) -> None:
        self._pages[path] = (html.encode(), headers or {})

    def demo(self, server: "HearingServer", host: str = "127.0.0.1") -> str:
        """Say where the demo page is that asks this server."""
        return f"http://{host}:{self.port}/demo.html?server={server.origin}"

    def plain(
        self,
        server: "HearingServer",
        head: str = "",
        elements: str = ONE_WIDGET,
        policy: str = "",
        template: str = PLAIN,
    ) -> str:
        """Put up a page with the widget and little else, and say where it is."""
        path = f"/plain-{len(self._pages)}.html"
        html = template.format(head=head, elements=elements, server=server.origin)
        self.put(path, html, {"Content-Security-Policy": policy} if policy else None)
        return self.origin + path

    def close(self) -> None:
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        pages = self._pages

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body, headers = pages.get(self.path.partition("?")[0], (b"", None))
                self.send_response(404 if headers is None else 200)
                for name, value in {"Content-Type": "text/html; charset=utf-8", **(headers or {})}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is http.server's
                pass

        return Handler


@dataclass(frozen=True, slots=True)
class Heard:
    """A request as the server saw it, and the status it answered with."""

    method: str
    path: str
    status: int


@dataclass(slots=True)
class HearingServer:
    """A server on a port of its own that notes what it is asked, and can go and come back at the same address."""

    app: ASGIApp
    port: int = 0
    heard: list[Heard] = field(default_factory=list)
    _running: tuple[uvicorn.Server, Thread] | None = None

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        config = uvicorn.Config(self._hear, host="127.0.0.1", port=self.port, interface="asgi3", log_level="warning")
        server = uvicorn.Server(config)
        thread = Thread(target=server.run)
        thread.start()
        while not server.started:
            if not thread.is_alive():
                raise RuntimeError(f"the server did not start on port {self.port}")
            sleep(0.01)
        self.port = server.servers[0].sockets[0].getsockname()[1]
        self._running = (server, thread)

    def stop(self) -> None:
        if self._running is not None:
            server, thread = self._running
            server.should_exit = True
            thread.join()
            self._running = None

    async def _hear(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_noting(message: Message) -> None:
            if message["type"] == "http.response.start":
                self.heard.append(Heard(scope["method"], scope["path"], message["status"]))
            await send(message)

        await self.app(scope, receive, send_noting)


READ_BY_ANY_MEANS = """async ([server, question]) => {
  const path = `${server}/api/v1/search?query=${encodeURIComponent(question)}`;
  const body = JSON.stringify({ question });
  const read = (url, options) => fetch(url, options).then((response) => response.text(), () => "");
  const load = (tag, attribute) => new Promise((done) => {
    const element = document.createElement(tag);
    element.onload = () => done("loaded");
    element.onerror = () => done("");
    element[attribute] = path;
    document.head.append(element);
  });
  return [
    await read(path),
    await read(path, { mode: "no-cors" }),
    await read(`${server}/api/v1/answer`, { method: "POST", body }),
    await read(`${server}/api/v1/answer`, { method: "POST", body, mode: "no-cors" }),
    await load("script", "src"),
    await load("img", "src"),
  ];
}"""
"""Tries to read a search and an answer by each way that a page has; what it could not read is empty."""


def region_of(where: Page | Locator) -> Locator:
    """Find where an error is announced; it is there from the start, since a region that comes late is not read."""
    return where.locator(".failure > [role=alert]")


def status_of(where: Page | Locator) -> Locator:
    """Find where it is said how the answer goes."""
    return where.locator(".progress > [role=status]")


def field_of(where: Page | Locator) -> Locator:
    return where.get_by_label("Dit spørgsmål")


def ask(where: Page | Locator, question: str) -> None:
    """Type a question, send it and wait until the widget has shown what came of it."""
    field_of(where).fill(question)
    field_of(where).press("Enter")
    expect(where.locator(".turns[aria-busy='true']")).to_have_count(0)
    expect(where.locator(".turns > .turn h3").or_(where.locator(".failed")).first).to_be_visible()


def marked(page: Page) -> str:
    """Read what is marked on a document's page."""
    page.locator("mark").first.wait_for()  # a new tab is blank for a moment
    return "".join(page.locator("mark").all_text_contents())


def press(page: Page, *keys: str) -> None:
    """Press keys, one after another."""
    for key in keys:
        page.keyboard.press(key)


def photograph_whole(page: Page, name: str) -> None:
    """Keep a picture of the page from top to bottom, for whoever looks at it; it is not committed."""
    ARTIFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTIFACTS / f"{name}.png", full_page=True, animations="disabled")


def walk_states(page: Page) -> Iterator[str]:
    """Lead a page with the widget through its states, and name each when it is there."""
    field_of(page).wait_for()
    yield "empty"
    ask(page, ASKED)
    yield "answer"
    page.locator(".answer button.citation").first.click()
    expect(page.locator(".current .panel [role=status]")).to_be_empty()
    yield "source"
    ask(page, NOT_IN_THE_DOCUMENT)
    page.locator(".refusal").wait_for()
    yield "refusal"
    page.context.set_offline(True)
    ask(page, "x" * 1000)
    page.locator(".failed").wait_for()
    yield "error"
