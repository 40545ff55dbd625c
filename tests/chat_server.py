"""A language model's endpoint on a real socket: it speaks the chat-completions form, and says what a test tells it."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any


@dataclass
class Reply:
    """An HTTP response as it goes out."""

    body: bytes
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})


@dataclass
class ChatServer:
    """`answer` makes the response to a request's JSON; `heard` are those that came, `headers` their headers."""

    answer: Callable[[dict[str, Any]], Reply | None]
    port: int = 0
    heard: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    stopping: Event = field(default_factory=Event)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    def message(self, number: int = -1) -> str:
        """Return the text of the user's message in a request."""
        return str(self.heard[number]["messages"][-1]["content"])


def completion(content: str | None) -> Reply:
    """A chat completion that says this."""
    message = {"role": "assistant", "content": content}
    choice = {"index": 0, "finish_reason": "stop", "message": message}
    body = {"id": "1", "object": "chat.completion", "created": 0, "model": "lille", "choices": [choice]}
    return Reply(json.dumps(body).encode())


def drafted(answered: list[tuple[str, str]], unanswered: list[str]) -> Reply:
    """A completion in the form that the instructions ask for."""
    pairs = [{"question": question, "quote": quote} for question, quote in answered]
    return completion(json.dumps({"answered": pairs, "unanswered": unanswered}, ensure_ascii=False))


@contextmanager
def chat_server(answer: Callable[[dict[str, Any]], Reply | None]) -> Iterator[ChatServer]:
    """Serve until the test is done; an `answer` of None is silence."""
    server = ChatServer(answer)
    http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(server))
    server.port = http.server_port
    thread = Thread(target=http.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield server
    finally:
        server.stopping.set()
        http.shutdown()
        http.server_close()
        thread.join()


def _handler(server: ChatServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            server.heard.append(request)
            server.headers.append({name.lower(): value for name, value in self.headers.items()})
            reply = server.answer(request) if self.path == "/v1/chat/completions" else Reply(b"{}", 404)
            if reply is None:
                server.stopping.wait()
                return
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, *_: object) -> None: ...  # silence

    return Handler
