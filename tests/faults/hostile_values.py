"""Hostile values for each place of a request: JSON texts, words, headers, paths and bodies, all with the canary."""

import json
from collections.abc import Callable
from random import Random
from typing import Any
from urllib.parse import quote

CANARY = "qvzkanarie7"
"""The word that each request carries, and that no line of a log may hold."""

_DEPTH = 5_000

JSON_TEXTS: tuple[str, ...] = (
    "null", "true", "0", "-1", "1e400", "-1e400", "1e-400", "NaN", "-Infinity", "12345678901234567890" * 20, "0.5",
    '""', f'"{CANARY}"', f'"\\u0000{CANARY}"', f'"\\ud800{CANARY}"', f'"{CANARY}\\udfff"', f'"{CANARY * 400}"',
    f'"{CANARY * 3_000}"', f'"\\n{{\\"event\\": \\"{CANARY}\\"}}\\n"', f'"<script>{CANARY}</script>"',
    f'"../../{CANARY}"', f'"\\u202e{CANARY}"', f'"%s%d%({CANARY})s{{0}}{{{CANARY}}}"', "[]", "{}", f'["{CANARY}"]',
    f'{{"{CANARY}": "{CANARY}"}}', f'{{"question": 1, "question": "{CANARY}"}}', f"'{CANARY}'", f"{CANARY}", "00", "",
    "[" * _DEPTH + f'"{CANARY}"' + "]" * _DEPTH, '{"a":' * _DEPTH + f'"{CANARY}"' + "}" * _DEPTH,
    f'[["{CANARY}", null, {{"{CANARY}": []}}], 1, true]', f'{{"type": "text", "text": "{CANARY}"}}',
)  # fmt: skip
"""Values for any place of a JSON text: wrong types, extremes, and text that is no JSON."""

WORDS: tuple[str, ...] = (
    CANARY, f"{CANARY}\0", f"Hvad er {CANARY}?", CANARY * 500, f"\ud800{CANARY}", f"../../{CANARY}", f"\u202e{CANARY}",
    f"<script>{CANARY}</script>", f"{CANARY}\r\nX-Injected: 1", f"-1{CANARY}", "-1", "99999999999999999999",
    "1e400", "",
    f"' OR '{CANARY}'='{CANARY}", f"%({CANARY})s%n{{}}", f"javascript:{CANARY}", "²", "٣", f"{CANARY}%00%ff",
)  # fmt: skip

HEADERS: tuple[tuple[bytes, bytes], ...] = tuple(
    (name.encode(), value.replace("C", CANARY).encode("utf-8", "surrogateescape"))
    for name, value in (
        ("X-Request-ID", "C"), ("Accept", "C"), ("Accept", "text/event-stream"), ("Accept", "text/html;C=1"),
        ("Accept-Language", "C;q=nan"), ("Cookie", "C=C; rundbord_session=C"), ("Origin", "https://C"),
        ("Origin", "http://[C"), ("Referer", "http://[C]:99999/"), ("X-Forwarded-For", "C"), ("Forwarded", "for=C"),
        ("X-Forwarded-Proto", "C"), ("Authorization", "Bearer C"), ("Authorization", "Bearer rb_C"),
        ("Authorization", "Basic C"), ("Authorization", "Basic ////"), ("Authorization", "C"), ("Range", "bytes=C-"),
        ("Range", "bytes=9999999999999999999-"), ("Range", "bytes=0-0,1-1,C"), ("If-Range", "C"),
        ("If-None-Match", '"C"'), ("If-Modified-Since", "C"), ("If-Modified-Since", "Thu, 32 Foo 99999 99:99:99 GMT"),
        ("Expect", "C"), ("Content-Encoding", "gzip"), ("Last-Event-ID", "C"), ("Last-Event-ID", "9" * 5_000),
        ("Upgrade", "websocket"), ("Mcp-Session-Id", "C"), ("Mcp-Protocol-Version", "C"), ("Mcp-Method", "C"),
        ("Host", "C"), ("Host", "[C"), ("Host", "127.0.0.1:C"), ("User-Agent", "C\udcff"), ("X-C", "C"), ("C", ""),
        ("X-Long", "C" * 5_500), ("Content-Type", "C"), ("Content-Type", "application/json; charset=C"),
        ("Content-Type", "multipart/form-data"), ("Content-Type", "multipart/form-data; boundary=C"),
        ("Content-Type", "application/x-www-form-urlencoded"), ("Content-Type", "text/plain"), ("X-Remote-User", "C"),
        ("Access-Control-Request-Method", "C"), ("Sec-Fetch-Site", "C"), ("Connection", "C"), ("Priority", "C"),
    )
)  # fmt: skip

METHODS = ("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "PROPFIND", "PURGE", CANARY.upper())


def twist_json(value: Any, random: Random) -> str:
    """Write a JSON value with one to three of its places replaced by hostile texts."""
    texts: list[str] = []

    def replace(_: Any) -> str:
        texts.append(random.choice(JSON_TEXTS))
        return f"@{len(texts) - 1}@"

    for _ in range(random.randint(1, 3)):
        value = _replaced(value, random, replace)
    written = json.dumps(value, ensure_ascii=random.random() < 0.5)
    for number, text in enumerate(texts):
        written = written.replace(f'"@{number}@"', text)
    return written


def _replaced(value: Any, random: Random, replace: Callable[[Any], Any]) -> Any:
    if isinstance(value, dict) and value and random.random() < 0.85:
        name = random.choice(list(value))
        if random.random() < 0.1:
            return {**value, CANARY: replace(None)}
        if random.random() < 0.1:
            return {key: kept for key, kept in value.items() if key != name}
        return {**value, name: _replaced(value[name], random, replace)}
    if isinstance(value, list) and value and random.random() < 0.85:
        place = random.randrange(len(value))
        return [_replaced(kept, random, replace) if n == place else kept for n, kept in enumerate(value)]
    return replace(value)


def twist_bytes(body: bytes, random: Random) -> bytes:
    """Damage a body as bytes: cut, not UTF-8, in another encoding, followed by more, or far too long."""
    place = random.randrange(len(body) + 1)
    return random.choice(
        (
            body[:place], body[:place] + b"\xff\xfe" + CANARY.encode() + body[place:], b"\xef\xbb\xbf" + body,
            body.decode("utf-8", "replace").encode("utf-16"), body + CANARY.encode(), body + body, b"\0" + body,
            body + b" " * 70_000, b"\x1f\x8b" + body, b"",
        )
    )  # fmt: skip


def twist_path(path: bytes, random: Random) -> bytes:
    """Write a path otherwise: other encodings, dots, bytes that are no UTF-8, and far too long ones."""
    canary = CANARY.encode()
    place = random.randrange(len(path) + 1)
    return random.choice(
        (
            path + b"/" + canary, path + b"%00" + canary, path + b"%ff%fe" + canary, path + b";" + canary,
            path[:place] + b"%2e%2e%2f" + canary + path[place:], b"/" + path, path + b"/", path + b"%", path + b"%zz",
            path[:place] + b"\xff\xc3" + canary + path[place:], path + b"/" + canary * 900, path.upper(),
            path + b"?" + canary + b"=%ff", path + b"#" + canary, b"http://" + canary + path, b"*", canary,
            b"/" + canary + path, path + b"%ed%a0%80", path + b"%0d%0aX:%20" + canary, path.replace(b"/", b"%2F"),
        )
    )  # fmt: skip


def in_path(word: str) -> str:
    """Percent-encode a word as one step of a path; half a surrogate pair becomes bytes that are no UTF-8."""
    return quote(word.encode("utf-8", "surrogatepass"), safe="")
