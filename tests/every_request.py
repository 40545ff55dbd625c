"""Every request of a server, from its OpenAPI document, so that new routes are included."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from fastapi import FastAPI

from tests.restricted_bundle import ASKED

HIDDEN = "fusion"
GRADIO = ("/", "/en/", "/config")


def every_request(app: FastAPI) -> Iterator[tuple[str, str, dict[str, Any] | None]]:
    """Return every request, with the hidden document wherever a document can be named."""
    described = app.openapi()
    for path, operations in described["paths"].items():
        for method, operation in operations.items():
            address = path.format(**{name: _place(name) for name in re.findall(r"{(\w+)}", path)})
            if method == "get":
                wanted = [p["name"] for p in operation.get("parameters", ()) if p["in"] == "query"]
                yield method, address + (f"?query={ASKED}&documents={HIDDEN}" if "query" in wanted else ""), None
                yield method, address + (f"?query={ASKED}&k=50&explain=true" if "query" in wanted else ""), None
                continue
            named = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
            schema = described["components"]["schemas"].get(named.get("$ref", "").rpartition("/")[2], {})
            for more in ({}, {"documents": [HIDDEN]}, {"publisher": ""}):
                yield method, address, _body(schema, more)
    for path in (*GRADIO, *_page_paths(app)):
        yield "get", path, None
    for name, arguments in (
        ("search", {"query": ASKED, "k": 50}), ("answer", {"question": ASKED, "documents": [HIDDEN]}),
        ("answer", {"question": ASKED}), ("get_page", {"document_id": HIDDEN, "page": 1}),
    ):  # fmt: skip
        call = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": name, "arguments": arguments}}
        yield "post", "/mcp", call


def _page_paths(app: FastAPI) -> Iterator[str]:
    paths = {getattr(route, "path", "") for route in app.routes} | set(_nested(app.routes))
    for path in sorted(paths):
        if path.startswith(("/documents/", "/en/documents/")):
            yield path.format(**{name: _place(name) for name in re.findall(r"{(\w+)}", path)})


def _nested(routes: Any) -> Iterator[str]:
    for route in routes:
        inner = getattr(getattr(route, "router", None), "routes", None) or getattr(route, "routes", None) or ()
        yield from (getattr(each, "path", "") for each in inner)


def _place(name: str) -> str:
    return {"number": "1", "name": "rundbord"}.get(name, HIDDEN)


def _body(schema: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """Fill a body's required fields from the examples, with a question to the hidden document."""
    fields = schema.get("properties", {})
    body = {name: fields[name].get("examples", [None])[0] for name in schema.get("required", ())}
    body |= {name: ASKED for name in ("question", "query") if name in fields}
    if "messages" in fields:
        body |= {"messages": [{"role": "user", "content": ASKED}], "rundbord": more}
    return body | {name: value for name, value in more.items() if name in fields}


def sent(headers: Mapping[Any, Any]) -> list[tuple[bytes, bytes]]:
    """Encode headers."""
    return [tuple(x.encode() if isinstance(x, str) else x for x in pair) for pair in headers.items()]  # type: ignore[misc]
