"""The routes of a running server, each with a good request: those that its OpenAPI describes, and all the others."""

import re
from collections.abc import Iterator
from typing import Any

import httpx

from api.access.paths import OWNER_CODE_PATHS
from ingest.text import LANGUAGES, Language
from tests.faults.hostile_requests import FILES, FORM, JSON, Route
from tests.faults.hostile_values import CANARY
from ui.texts.legal import ACCESSIBILITY_PATH, PRIVACY_PATH
from ui.texts.locale import PREFIX
from ui.texts.owner_texts import FACTS

DOCUMENT, PAGE, QUESTION = "whitepaper", "11", "Hvordan skabes et digitalt mindset hos ledelsen?"
_SESSIONS = ("fuzz-1", "fuzz-2")
_UPLOADED = {
    "side.md": f"# En side\n\nOm {CANARY}.",
    "side.html": f"<html><title>{CANARY}</title><p>Om {CANARY}.<table><tr rowspan='{CANARY}'><td>\0",
    "side.pdf": f"%PDF-1.7\n1 0 obj << /Title ({CANARY}) >>\ntrailer << /Root 1 0 R >>",
    "side.docx": f"PK\3\4{CANARY}",
    "side.toml": f'title = "{CANARY}"\npublished = "{CANARY}"\n[',
    "side.questions.jsonl": f'{{"question": "{CANARY}", "quotes": ["{CANARY}"]}}\n{CANARY}',
}
"""Files that are no documents, or odd ones."""

_BOTH = ((b"Accept", b"application/json, text/event-stream"),)


def all_routes(http: httpx.Client, admin_key: str) -> list[Route]:
    """List the routes of the server that the client asks; with a key of scope admin those of the owner too."""
    routes = [*_described(http), *_mcp(), *_served()]
    for language in LANGUAGES:
        routes += _pages(http, language)
        routes += _gradio(http, language)
        routes += _owner(language, admin_key)
    return routes


def login_routes() -> list[Route]:
    """List the routes that there are where people log in with the server itself, and some that its gate then closes."""
    return [
        Route("GET", "/login", query=("next",), share=3),
        Route("GET", "/login/done", query=("code", "state", "error", "error_description"), share=4),
        Route("GET", "/logout"),
        Route("GET", "/"),
        Route("GET", "/ejer", query=("told",)),
        Route("GET", "/documents/{}", (DOCUMENT,)),
        Route("POST", "/api/v1/answer", kind=JSON, body={"question": QUESTION}),
        Route("POST", "/mcp", kind=JSON, body=_call("tools/list", {}), headers=_BOTH),
    ]


def _described(http: httpx.Client) -> Iterator[Route]:
    """Read the described routes, with a body of every field's example."""
    described = http.get("/openapi.json").json()
    for path, operations in described["paths"].items():
        names = tuple({"number": PAGE, "name": "rundbord"}.get(name, DOCUMENT) for name in re.findall(r"{(\w+)}", path))
        for method, operation in operations.items():
            query = tuple(field["name"] for field in operation.get("parameters", ()) if field["in"] == "query")
            content = operation.get("requestBody", {}).get("content", {})
            sent = content.get(JSON, {}).get("schema", {}).get("$ref", "").rpartition("/")[2]
            body = _example(described["components"]["schemas"][sent]) if sent else None
            kind = JSON if sent else ""
            plain = re.sub(r"{\w+}", "{}", path)
            yield Route(method.upper(), plain, names, query, kind, body, share=4 if sent else 1)
            if body and "messages" in body:
                streamed = {**body, "stream": True, "messages": [{"role": "user", "content": QUESTION}]}
                yield Route(method.upper(), plain, names, query, kind, streamed, share=3)


def _example(schema: dict[str, Any]) -> dict[str, Any]:
    examples = {name: field.get("examples", [None])[0] for name, field in schema["properties"].items()}
    if "messages" in examples:
        examples["messages"] = [{"role": "user", "content": [{"type": "text", "text": QUESTION}]}]
    if "history" in examples:
        examples["history"] = [{"question": QUESTION, "answer": "Ja."}]
    return examples


def _mcp() -> Iterator[Route]:
    client = {"name": "fuzz", "version": "1"}
    start = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": client}
    page = {"document_id": DOCUMENT, "page": int(PAGE)}
    calls = [
        _call("initialize", start), _call("ping", {}), _call("tools/list", {}), _call("prompts/list", {}),
        _call("tools/call", {"name": "search", "arguments": {"query": QUESTION, "k": 3, "documents": [DOCUMENT]}}),
        _call("tools/call", {"name": "answer", "arguments": {"question": QUESTION, "year": 2024, "on": "2026-01-01"}}),
        _call("tools/call", {"name": "get_page", "arguments": page}),
        _call("resources/read", {"uri": "file:///etc/passwd"}), _call("completion/complete", {"ref": {}}),
        {"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": 1, "reason": "fordi"}},
        [_call("ping", {}), _call("tools/list", {})],
    ]  # fmt: skip
    for call in calls:
        yield Route("POST", "/mcp", kind=JSON, body=call, headers=_BOTH, share=1.5)


def _call(method: str, params: dict[str, Any]) -> dict[str, Any]:
    return {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}


def _served() -> Iterator[Route]:
    for path in ("/docs", "/widget.js", "/metrics", "/healthz", "/readyz", "/openapi.json", "/robots.txt", "/login"):
        yield Route("GET", path, share=0.5)
    for path in OWNER_CODE_PATHS:
        yield Route("POST", path, kind=FORM, body={"code": CANARY})
    yield Route("GET", "/embed", query=("lang", "heading", "theme"))
    yield Route("GET", "/docs/assets/{}", ("swagger-ui.css",))
    yield Route("GET", "/page-assets/{}", ("page.css",))
    yield Route("GET", "/api/{}", ("v2",), share=0.5)
    yield Route("GET", "/v1/{}", ("embeddings",), share=0.5)


def _pages(http: httpx.Client, language: Language) -> Iterator[Route]:
    prefix = f"/{PREFIX[language]}"
    for path in ("", ACCESSIBILITY_PATH.in_(language), PRIVACY_PATH.in_(language), "documents", "documents/"):
        yield Route("GET", prefix + path, query=("q", "document", "year"), share=0.5)
    place, stretch = f"{prefix}documents/{{}}/pages/{{}}", ("start", "end")
    yield Route("GET", f"{prefix}documents/{{}}", (DOCUMENT,))
    yield Route("GET", f"{prefix}documents/{{}}/file", (DOCUMENT,))
    yield Route("GET", place, (DOCUMENT, PAGE), stretch, share=2)
    yield Route("GET", f"{place}/print", (DOCUMENT, PAGE), stretch)
    yield Route("GET", f"{place}/print.png", (DOCUMENT, PAGE), ("sharpness",))
    kept = [_kept(http)]
    for path in ("", "/markdown", "/word"):
        yield Route("POST", f"{prefix}conversation{path}", kind=JSON, body=kept, share=2)


def _kept(http: httpx.Client) -> dict[str, Any]:
    """Make an answer as the browser keeps it, which the documents bear out."""
    answer = http.post("/api/v1/answer", json={"question": QUESTION, "documents": [DOCUMENT]}).raise_for_status().json()
    fields = ("question", "understood", "parts", "citations", "confidence", "index_version", "coverage", "notice")
    kept = {name: answer[name] for name in fields} | {"nearest": [], "related": answer["related"]}
    return {"id": answer["id"], "answer": kept, "limits": {"documents": [DOCUMENT], "publisher": "", "year": "2024"}}


def _gradio(http: httpx.Client, language: Language) -> Iterator[Route]:
    """List what the page asks Gradio for: its own functions, and the events of a session."""
    prefix = f"/{PREFIX[language]}"
    config = http.get(f"{prefix}config").raise_for_status().json()
    for function in config["dependencies"]:
        data = [QUESTION, "[]", "{}"][: len(function["inputs"])]
        for session in _SESSIONS:
            body = {
                "data": data + [None] * (len(function["inputs"]) - len(data)), "fn_index": function["id"],
                "session_hash": session, "trigger_id": function["id"], "event_data": None,
            }  # fmt: skip
            share = 4 / len(config["dependencies"])
            yield Route("POST", f"{prefix}gradio_api/queue/join", kind=JSON, body=body, share=share)
    cancelled = {"session_hash": _SESSIONS[0], "fn_index": 0, "event_id": "0" * 32}
    yield Route("POST", f"{prefix}gradio_api/cancel", kind=JSON, body=cancelled)
    yield Route("POST", f"{prefix}gradio_api/reset", kind=JSON, body={"event_id": "0" * 32})
    yield Route("GET", f"{prefix}gradio_api/queue/data", query=("session_hash",))
    yield Route("GET", f"{prefix}gradio_api/queue/data?session_hash={_SESSIONS[0]}", share=0.5)
    yield Route("GET", f"{prefix}gradio_api/heartbeat/{{}}", _SESSIONS[:1], share=0.5)
    yield Route("GET", f"{prefix}gradio_api/startup-events", share=0.3)
    for path in ("config", "theme.css", "favicon.ico", "manifest.json", "robots.txt"):
        yield Route("GET", prefix + path, share=0.2)
    for path in ("assets/{}", "static/{}", "gradio_api/{}", "gradio_api/file={}"):
        yield Route("GET", prefix + path, ("index.js",), share=0.3)


def _owner(language: Language, admin_key: str) -> Iterator[Route]:
    """List the owner's routes. Nobody who may publish or roll back does so: it would take minutes, and other words."""
    base = f"/{PREFIX[language]}{'ejer' if language == 'da' else 'owner'}"
    key = ((b"Authorization", b"Bearer " + admin_key.encode()),)
    named, one = f"{base}/documents/{{}}", (DOCUMENT,)
    yield Route("GET", base, query=("told",), headers=key)
    yield Route(
        "POST", f"{base}/upload", kind=FILES, body={"side.md": "# En side\n\nEn sætning."}, headers=key, share=0.2
    )
    yield Route("POST", f"{base}/publish", kind=FORM, body={}, share=0.3)
    yield Route("POST", f"{base}/rollback", kind=FORM, body={}, share=0.3)
    yield Route("POST", f"{base}/withdraw", kind=FORM, body={"name": "side"}, headers=key, share=0.3)
    for path in ("/upload", "/publish", "/rollback", "/withdraw"):
        yield Route("GET", base + path, share=0.3)
    yield Route("GET", f"{base}/progress", headers=key, share=0.5)
    yield Route("GET", named, one, ("first", "told"), headers=key)
    yield Route("GET", f"{named}/{{}}", (DOCUMENT, "facts"), headers=key)
    yield Route("GET", f"{named}/drafting-progress", one, headers=key)
    forms: dict[str, dict[str, str]] = {
        "facts": {name: "2024" for name, _, _ in FACTS} | {"groups": "", "source_url": "https://example.dk"},
        "question": {"question": QUESTION, "passage": "x", "sentence": "En sætning.", "first": "0"},
        "unanswered": {"question": QUESTION, "kind": "far"},
        "delete": {"question": QUESTION},
        "draft": {"draft": QUESTION, "choice": "reject", "question": QUESTION},
        "remove": {}, "keep": {}, "drafting": {}, "drafting-stop": {},
    }  # fmt: skip
    for action, fields in forms.items():
        yield Route("POST", f"{named}/{action}", one, kind=FORM, body=fields, headers=key, share=0.4)
