"""Hostile requests over all routes of a running server, made by a seeded generator, each as its bytes on the socket."""

import json
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from random import Random
from typing import Any
from urllib.parse import urlencode

from tests.faults.hostile_values import (
    CANARY,
    HEADERS,
    METHODS,
    WORDS,
    in_path,
    twist_bytes,
    twist_json,
    twist_path,
)

JSON, FORM, FILES = "application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=graense"

_LINGERING = 0.005


@dataclass(frozen=True, slots=True)
class Route:
    """A route and a good request to it.

    Attributes
    ----------
    path
        With `{}` for each step that names something; `names` are good names.
    body
        What a good request sends: a JSON value, a form's fields, or the texts of files by name; None sends nothing.
    share
        How often it is asked beside the others.
    """

    method: str
    path: str
    names: tuple[str, ...] = ()
    query: tuple[str, ...] = ()
    kind: str = ""
    body: Any = None
    headers: tuple[tuple[bytes, bytes], ...] = ()
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Hostile:
    """One request.

    Attributes
    ----------
    name
        The route's method and path, under which it is counted.
    sent
        Its bytes.
    lingers
        Whether its sender then sends one byte more, and leaves the connection open.
    """

    name: str
    sent: bytes
    lingers: bool = False


@dataclass(frozen=True, slots=True)
class _Draft:
    method: str
    path: bytes
    query: str
    headers: list[tuple[bytes, bytes]]
    body: bytes


def hostile_requests(routes: list[Route], seed: int) -> Iterator[Hostile]:
    """Make requests without end, the same for the same routes and seed."""
    random = Random(seed)  # noqa: S311  to be repeated
    shares = [route.share for route in routes]
    while True:
        (route,) = random.choices(routes, shares)
        lingers = random.random() < _LINGERING
        sent = _written(_twisted(route, random), random, lingers=lingers)
        yield Hostile(f"{route.method} {route.path}", sent, lingers)


def _twisted(route: Route, random: Random) -> _Draft:
    """Twist a good request in at least one way."""
    ways = set(random.choices(("body", "query", "name", "header", "path", "method"), (6, 3, 3, 3, 1, 1), k=2))
    names = [_word(random) if "name" in ways and random.random() < 0.7 else name for name in route.names]
    path = route.path.format(*map(in_path, names)).encode()
    draft = _Draft(route.method, path, _query(route, random, twisted="query" in ways), list(route.headers), b"")
    draft = _with_body(draft, route, random, twisted="body" in ways)
    if "path" in ways:
        draft = replace(draft, path=twist_path(path, random))
    if "method" in ways:
        draft = replace(draft, method=random.choice(METHODS))
    for _ in range(random.randint(1, 3) if "header" in ways else 0):
        name, value = random.choice(HEADERS)
        kept = draft.headers if random.random() < 0.3 else [h for h in draft.headers if h[0].lower() != name.lower()]
        draft = replace(draft, headers=[*kept, (name, value)])
    return draft


def _query(route: Route, random: Random, *, twisted: bool) -> str:
    fields = [(name, CANARY) for name in route.query]
    if twisted:
        fields = [(name, _word(random)) for name, _ in fields for _ in range(random.choice((0, 1, 1, 2)))]
        fields.append((random.choice((CANARY, "", "start", "told", "documents")), _word(random)))
    else:
        fields.append((CANARY, CANARY))
    return urlencode(fields, errors="surrogatepass")


def _with_body(draft: _Draft, route: Route, random: Random, *, twisted: bool) -> _Draft:
    if route.body is None:
        body = CANARY.encode() if twisted else b""
    elif route.kind == JSON:
        value = deepcopy(route.body)
        body = (twist_json(value, random) if twisted else json.dumps(value)).encode()
    elif route.kind == FORM:
        fields = [(name, _word(random) if twisted else value) for name, value in route.body.items()]
        body = urlencode([*fields, (CANARY, CANARY)], errors="surrogatepass").encode()
    else:
        body = _files(route.body, random, twisted=twisted)
    if twisted and random.random() < 0.2:
        body = twist_bytes(body, random)
    kind = [(b"Content-Type", route.kind.encode())] if route.kind else []
    return replace(draft, headers=[*draft.headers, *kind], body=body)


def _files(files: dict[str, str], random: Random, *, twisted: bool) -> bytes:
    parts = b""
    for name, text in files.items():
        shown = (_word(random) if twisted else name).encode("utf-8", "surrogatepass").replace(b"\r\n", b" ")
        field = random.choice((b"files", CANARY.encode(), b"")) if twisted else b"files"
        parts += b'--graense\r\nContent-Disposition: form-data; name="%b"; filename="%b"\r\n' % (field, shown)
        parts += b"Content-Type: %b\r\n\r\n%b\r\n" % (CANARY.encode(), text.encode())
    return parts + (b"--graense--\r\n" if not twisted or random.random() < 0.7 else b"")


def _word(random: Random) -> str:
    return random.choice(WORDS)


def _written(draft: _Draft, random: Random, *, lingers: bool) -> bytes:
    target = draft.path + (b"?" + draft.query.encode() if draft.query else b"")
    own = {name.lower() for name, _ in draft.headers}
    headers = [] if b"host" in own and random.random() < 0.5 else [(b"Host", b"localhost")]
    headers += [*draft.headers, (b"X-Canary", CANARY.encode())]
    body = draft.body
    if body and random.random() < 0.1:
        headers.append((b"Transfer-Encoding", b"chunked"))
        size = b"%x" % len(body) if random.random() < 0.7 else CANARY.encode()
        body = size + b"\r\n" + body + b"\r\n0\r\n\r\n"
    else:
        headers.append((b"Content-Length", b"%d" % len(body) if random.random() < 0.98 else CANARY.encode()))
    if b"connection" not in own and not lingers:
        headers.append((b"Connection", b"close"))
    lines = [f"{draft.method} ".encode() + target + b" HTTP/1.1", *(name + b": " + value for name, value in headers)]
    return b"\r\n".join(lines) + b"\r\n\r\n" + body
