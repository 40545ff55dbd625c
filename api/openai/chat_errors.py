"""OpenAI's form of all problems below /v1."""

import json
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.openai.chat_models import ChatError, ChatErrorDetail
from api.problems.problems import MEDIA_TYPE, TEXTS, Problem

PREFIX = "/v1/"

_TYPES = {
    401: "authentication_error",
    403: "permission_error",
    404: "not_found_error",
    429: "rate_limit_error",
}
_SERVER_ERROR = 500


class ChatErrors:
    """Middleware that rewrites problem+json below /v1 into OpenAI's error form."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] != "http" or not _is_chat(scope):
            await self._app(scope, receive, send)
            return
        started: Message | None = None
        body = bytearray()

        async def send_rewritten(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start" and _is_problem(message):
                started = message
            elif started is None:
                await send(message)
            else:
                body.extend(message.get("body", b""))
                if not message.get("more_body", False):
                    await _send(send, started, chat_error(Problem.model_validate_json(bytes(body))))

        await self._app(scope, receive, send_rewritten)


def chat_error(problem: Problem) -> ChatError:
    """Write a problem in OpenAI's form; `code` is its name."""
    default = "server_error" if problem.status >= _SERVER_ERROR else "invalid_request_error"
    return ChatError(
        error=ChatErrorDetail(
            message=problem.detail, type=_TYPES.get(problem.status, default), code=problem.type.rpartition(":")[2]
        )
    )


def documented_for_chat(*names: str) -> dict[int | str, dict[str, Any]]:
    """Describe problems below /v1 for OpenAPI."""
    by_status: dict[int, list[str]] = {}
    for name in names:
        by_status.setdefault(TEXTS[name].status, []).append(name)
    return {status: {"description": ", ".join(same), "model": ChatError} for status, same in by_status.items()}


def _is_chat(scope: Scope) -> bool:
    path: str = scope["path"]
    return path.removeprefix(scope.get("root_path", "")).startswith(PREFIX)


def _is_problem(message: Message) -> bool:
    return Headers(raw=message["headers"]).get("content-type") == MEDIA_TYPE


async def _send(send: Send, started: Message, error: ChatError) -> None:
    body = json.dumps(error.model_dump(), ensure_ascii=False).encode()
    headers = MutableHeaders(raw=list(started["headers"]))
    headers["content-type"] = "application/json"
    headers["content-length"] = str(len(body))
    await send({**started, "headers": headers.raw})
    await send({"type": "http.response.body", "body": body})
