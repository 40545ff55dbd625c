"""Routes for a conversation that the browser stores: render it after a reload, or export it as a file.

Nothing of it is stored on the server.
"""

from datetime import datetime

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from pydantic import ValidationError
from starlette.responses import Response

from api.problems.problems import ProblemError
from ingest.text import Language
from ui.export.conversation import Conversation
from ui.export.markdown_file import write_markdown
from ui.page.conversation_html import render_conversation
from ui.page.exchange import Exchange, read_stored
from ui.page.search_filter import describe_limits
from ui.site import FactsFor, PageFacts
from ui.texts.locale import PREFIX

MOST_BODY_BYTES = 2 * 1024 * 1024
"""Fifty long answers, the most that the browser stores, take a quarter of it."""

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def make_conversation_routes(facts_for: FactsFor, language: Language) -> APIRouter:
    """Make the routes under `/conversation`, whose body is the browser's stored conversation."""
    router = APIRouter(prefix=f"/{PREFIX[language]}conversation", include_in_schema=False)

    @router.post("")
    async def show(request: Request) -> HTMLResponse:
        return HTMLResponse(render_conversation(await _read(request), facts_for(request.scope), language))

    @router.post("/markdown")
    async def take_as_markdown(request: Request) -> Response:
        conversation = _conversation(await _read(request), facts_for(request.scope), request, language)
        return Response(write_markdown(conversation, language), media_type="text/markdown; charset=utf-8")

    @router.post("/word")
    async def take_as_word(request: Request) -> Response:
        conversation = _conversation(await _read(request), facts_for(request.scope), request, language)
        from ui.export.word_file import write_word  # noqa: PLC0415  imports python-docx; no start waits for it

        return Response(write_word(conversation, language), media_type=WORD_TYPE)

    return router


async def _read(request: Request) -> list[Exchange]:
    """Read the body up to its limit.

    Raises
    ------
    ProblemError
        If it is no conversation or too long.
    """
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BODY_BYTES:
            raise ProblemError("conversation-too-large", {"Connection": "close"})
    try:
        return list(read_stored(body))
    except ValidationError as error:
        raise ProblemError("not-a-conversation") from error


def _conversation(exchanges: list[Exchange], facts: PageFacts, request: Request, language: Language) -> Conversation:
    """Collect the answers whose quotes are still in the documents."""
    standing = [exchange for exchange in exchanges if exchange.answer and exchange.stands(facts.store)]
    documents = facts.documents
    return Conversation(
        answers=tuple(exchange.answer for exchange in standing if exchange.answer),
        limited=tuple(describe_limits(exchange.limits, documents, language) for exchange in standing),
        documents={document.id: document for document in documents},
        address=f"{request.base_url}{PREFIX[language]}",
        day=datetime.now().astimezone().date(),
    )
