"""Answer route: quotes as one JSON document or as a stream of events."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Header, Request
from pydantic import BaseModel
from sse_starlette import ServerSentEvent
from starlette.responses import Response

from answer.types import Question
from api.answering import answer_question
from api.problems.problems import Problem, documented, problem_of
from api.rest.events import event_stream
from api.rest.json_response import json_response
from api.rest.requests import AnswerBody
from api.rest.responses import AnswerResponse
from api.rest.serialize import Serializer
from api.services import RequireJson, SerializerParameter, Services, ServicesParameter

router = APIRouter(tags=["Svar"])

JSON = "application/json"
EVENTS = "text/event-stream"


@router.post(
    "/answer",
    summary="Få et svar med citater",
    dependencies=[RequireJson],
    response_model=AnswerResponse,
    responses={
        200: {
            "description": "Svaret. Med `Accept: text/event-stream` det samme som hændelser: `part` (en del af "
            "svaret), `citation` (et citat, når det bruges første gang), `done` (hele svaret) og `error` (en fejl).",
            "content": {EVENTS: {"schema": {"type": "string"}}},
        },
        **documented(
            "broken-json", "body-too-large", "not-json", "invalid-request", "question-refused", "index-unavailable",
            "overloaded", "unexpected",
        ),
    },
)  # fmt: skip
async def answer(
    body: AnswerBody,
    request: Request,
    services: ServicesParameter,
    serializer: SerializerParameter,
    accept: Annotated[str, Header(include_in_schema=False)] = JSON,
) -> Response:
    """Besvar et spørgsmål med dokumenternes egne sætninger, eller sig, at de ikke besvarer det."""
    question = body.as_question()
    if _wants_events(accept):
        return event_stream(_events(await services.queue.run(lambda: _try(question, services, serializer), request)))
    return await services.queue.run(lambda: json_response(answer_question(question, services, serializer)), request)


def _try(question: Question, services: Services, serializer: Serializer) -> AnswerResponse | Problem:
    """Answer a question, or return its problem, which a stream sends as an event."""
    try:
        return answer_question(question, services, serializer)
    except Exception as error:  # an edge: `problem_of` logs
        return problem_of(error)


async def _events(answer: AnswerResponse | Problem) -> AsyncIterator[ServerSentEvent]:
    """Yield each part, each citation after the part that first uses it, and finally the whole answer."""
    if isinstance(answer, Problem):
        yield _event("error", answer)
        return
    sent: set[int] = set()
    for part in answer.parts:
        yield _event("part", part)
        for citation in answer.citations:
            if citation.number in part.citations and citation.number not in sent:
                sent.add(citation.number)
                yield _event("citation", citation)
    yield _event("done", answer)


def _event(name: str, data: BaseModel) -> ServerSentEvent:
    return ServerSentEvent(event=name, data=data.model_dump_json())


def _wants_events(accept: str) -> bool:
    """Return whether a client prefers events to JSON."""
    types = [kind.partition(";")[0].strip().lower() for kind in accept.split(",")]
    return EVENTS in types and not (JSON in types and types.index(JSON) < types.index(EVENTS))
